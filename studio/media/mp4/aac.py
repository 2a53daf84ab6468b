"""AAC as MP4 describes it (ISO/IEC 14496-14, section 5.6; 14496-1, section 7.2.6)."""

from __future__ import annotations

import struct

from studio.media.mp4.boxes import box, full_box

_STREAM, _DECODER, _CONFIG, _SYNC_LAYER = 3, 4, 5, 6
_AAC, _SOUND = 0x40, 0x15


def sound_entry(rate: int, channels: int, config: bytes) -> bytes:
    """Return the description of a track of AAC; `config` is its AudioSpecificConfig."""
    decoder = _descriptor(_DECODER, bytes([_AAC, _SOUND]), bytes(11), _descriptor(_CONFIG, config))
    stream = _descriptor(_STREAM, bytes(3), decoder, _descriptor(_SYNC_LAYER, b"\x02"))
    head = struct.pack(">6xH8xHH4xI", 1, channels, 16, rate << 16)
    return box(b"mp4a", head, full_box(b"esds", stream))


def _descriptor(tag: int, *parts: bytes) -> bytes:
    data = b"".join(parts)
    return bytes([tag, len(data)]) + data
