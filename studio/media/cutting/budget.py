"""The rates of bits with which a clip stays under a size."""

from __future__ import annotations

from studio.media.decoding import Span, sound_form
from studio.media.encoder import BITS_PER_CHANNEL, Rates
from studio.media.probe import Picture, Probe, Sound

FLOOR = 0.05
"""The least bits a second for each pixel: with less, slides can't be read any more."""

_LEAST_PER_CHANNEL = 24_000
_SOUND_SHARE = 0.25
_USED = 0.97
_INDEX_BYTES, _SAMPLE_BYTES = 4096, 20
_PACKET = 1024
_LONGEST_BURST_S, _BURST_SHARE = 10.0, 0.1


def rates_within(largest_bytes: int | None, recording: Probe, span: Span) -> Rates | None:
    """Return the rates for a clip of `span` that shall not be larger than `largest_bytes`.

    They are never so low that nothing can be seen or heard any more: whether the clip is small
    enough is to be looked at once it is written. None where there is no limit.
    """
    if largest_bytes is None:
        return None
    length_s = max(span.end_s - span.start_s, 0.1)
    bits = max(0.0, 8 * (largest_bytes * _USED - _index_bytes(recording, length_s)))
    sound = _sound_rate(recording, bits / length_s)
    burst_s = min(_BURST_SHARE * length_s, _LONGEST_BURST_S)
    free = (bits - sound * length_s) / (length_s + burst_s)
    picture = max(free, _floor(recording.picture))
    return Rates(round(picture), round(picture * max(burst_s, 1.0)), sound)


def _index_bytes(recording: Probe, length_s: float) -> float:
    """Return what the index takes."""
    samples = recording.picture.frame_rate * length_s if recording.picture else 0.0
    samples += recording.sound.sample_rate / _PACKET * length_s if recording.sound else 0.0
    return _INDEX_BYTES + _SAMPLE_BYTES * samples


def _sound_rate(recording: Probe, rate: float) -> int:
    """Return the rate of the sound: a share of all where there is a picture beside it."""
    if recording.sound is None:
        return 0
    channels = _channels(recording.sound)
    share = rate * (_SOUND_SHARE if recording.picture else 1.0) / channels
    return channels * round(min(max(share, _LEAST_PER_CHANNEL), BITS_PER_CHANNEL))


def _channels(sound: Sound) -> int:
    return 1 if sound_form(sound)[1] == "mono" else 2


def _floor(picture: Picture | None) -> float:
    return FLOOR * picture.width * picture.height if picture else 0.0
