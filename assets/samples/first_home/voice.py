# SPDX-License-Identifier: MIT
"""The narrator: espeak-ng's library, which also tells when each word is spoken."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from ctypes.util import find_library
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

VOICE: Final = b"en-gb"
WORDS_PER_MINUTE: Final = 142
PITCH: Final = 44  # of 100: a calm, rather low voice
INTONATION: Final = 62  # of 100: livelier than the default of 50
VOLUME: Final = 80  # of 200: the default of 100 clips now and then

# Names and values from speak_lib.h, version 1.51.
_AUDIO_SYNCHRONOUS: Final = 2
_RATE, _VOLUME, _PITCH, _RANGE = 1, 2, 3, 4
_MANNER = ((_RATE, WORDS_PER_MINUTE), (_VOLUME, VOLUME), (_PITCH, PITCH), (_RANGE, INTONATION))
_CHARS_UTF8: Final = 1
_ENDPAUSE: Final = 0x1000
_WORD: Final = 1
_LIST_END: Final = 0


class _Event(ctypes.Structure):
    _fields_: ClassVar[Any] = [
        ("type", ctypes.c_int),
        ("identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    ]


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


@dataclass(frozen=True)
class Speech:
    """A spoken line without silence at its ends.

    `words` maps the place of each word in the text (from 0) to its time in seconds.
    """

    samples: Samples
    words: dict[int, float]


class Narrator:
    """One voice. Samples are mono, `rate` a second, between -1 and 1."""

    def __init__(self) -> None:
        name = find_library("espeak-ng")
        if name is None:
            raise SystemExit("espeak-ng is missing: install it (apt-get install espeak-ng)")
        self._library = ctypes.CDLL(name)
        self.rate: int = self._library.espeak_Initialize(_AUDIO_SYNCHRONOUS, 0, None, 0)
        self._library.espeak_SetVoiceByName(VOICE)
        for parameter, value in _MANNER:
            self._library.espeak_SetParameter(parameter, value, 0)
        self._callback = _Callback(self._collect)  # kept: the library holds no reference
        self._library.espeak_SetSynthCallback(self._callback)
        self._chunks: list[NDArray[np.int16]] = []
        self._words: dict[int, float] = {}

    def speak(self, text: str) -> Speech:
        """Return `text` spoken."""
        self._chunks, self._words = [], {}
        said = text.replace("\u2019", "'").encode()
        self._library.espeak_Synth(
            said, len(said) + 1, 0, 1, 0, _CHARS_UTF8 | _ENDPAUSE, None, None
        )
        self._library.espeak_Synchronize()
        return _trimmed(np.concatenate(self._chunks), self._words, self.rate)

    def _collect(self, wave: Sequence[int], count: int, events: Sequence[_Event]) -> int:
        if wave and count:
            self._chunks.append(np.array(wave[:count], np.int16))
        index = 0
        while events[index].type != _LIST_END:
            if events[index].type == _WORD:
                self._words[events[index].text_position - 1] = events[index].sample / self.rate
            index += 1
        return 0


def _trimmed(wave: NDArray[np.int16], words: dict[int, float], rate: int) -> Speech:
    loud = np.flatnonzero(np.abs(wave) > 60)
    first, last = int(loud[0]), int(loud[-1]) + 1
    samples = (wave[first:last] / 32768).astype(np.float32)
    return Speech(samples, {at: max(0.0, time - first / rate) for at, time in words.items()})
