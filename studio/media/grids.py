"""Pictures made small, to be compared: how bright each part of a frame is."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from av.video.frame import VideoFrame
    from numpy.typing import NDArray

    Grid: TypeAlias = NDArray[np.int16]
    """Brightness (0 to 255) of the cells of a picture, row by row."""

    Mask: TypeAlias = NDArray[np.bool_]
    """A yes or no for each cell of a grid."""

_COLUMNS = 240
_PLANAR = ("yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "yuvj444p", "nv12", "gray")
_CHANGED = 14
"""From this difference on a cell shows something else: camera noise and coding stay below."""

_BLOCK, _BLOCK_SHARE = 6, 0.2


def grid_of(frame: VideoFrame) -> Grid:
    """Return the cells of a frame: each the mean of a short piece of a row.

    One row of each cell is enough, and reading a fraction of the picture costs next to nothing.
    """
    luma = _luma(frame)
    side = max(1, round(luma.shape[1] / _COLUMNS))
    rows = luma[side // 2 :: side]
    whole = rows[:, : rows.shape[1] // side * side].reshape(-1, side)
    # A product with a vector of ones is several times faster than a sum along so short an axis.
    sums = whole.astype(np.float32) @ np.ones(side, np.float32)
    cells: Grid = sums.astype(np.int16).reshape(len(rows), -1) // side
    return cells


def changed(before: Grid, after: Grid) -> Mask:
    """Return which cells show something else; all of them where the picture has another size."""
    if before.shape != after.shape:
        return np.ones(after.shape, np.bool_)
    differs: Mask = np.abs(after - before) > _CHANGED
    return differs


def covered(mask: Mask) -> Mask:
    """Return a mask without holes, and what is close to it.

    The cells are taken in blocks: where a good part of one is in the mask, all of it is. In a film
    or a face some cells happen to stay as they are for a while.
    """
    height, width = mask.shape
    padded = np.pad(mask, ((0, -height % _BLOCK), (0, -width % _BLOCK)))
    rows, columns = padded.shape[0] // _BLOCK, padded.shape[1] // _BLOCK
    share = padded.reshape(rows, _BLOCK, columns, _BLOCK).mean(axis=(1, 3))
    blocks = _widened(share >= _BLOCK_SHARE)
    whole = np.kron(blocks, np.ones((_BLOCK, _BLOCK), np.bool_))[:height, :width]
    near: Mask = whole | _widened(_widened(mask))
    return near


def _widened(mask: Mask) -> Mask:
    """Return a mask and the cells around it."""
    padded = np.pad(mask, 1)
    rows = padded[:-2] | padded[1:-1] | padded[2:]
    wide: Mask = rows[:, :-2] | rows[:, 1:-1] | rows[:, 2:]
    return wide


def _luma(frame: VideoFrame) -> NDArray[np.uint8]:
    if frame.format.name not in _PLANAR:
        return frame.reformat(format="gray").to_ndarray().astype(np.uint8, copy=False)
    plane = frame.planes[0]
    samples = np.frombuffer(memoryview(plane), np.uint8)[: plane.line_size * frame.height]
    rows: NDArray[np.uint8] = samples.reshape(frame.height, plane.line_size)[:, : frame.width]
    return rows
