"""A model of a disk that forgets what was not flushed when the power fails.

Content is safe once the file was flushed, a name once its folder was. Real disks keep more than
that by chance; here everything that is not safe is lost, or (`keep_names`) only the content is:
the worst that file systems do, a file under its new name with nothing in it.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from pathlib import Path

from tests.force.strace import Call


@dataclass
class _File:
    content: bytes = b""
    safe: bytes = b""


@dataclass
class Disk:
    """Files by path as programs see them (`names`) and as they are safe (`safe_names`)."""

    names: dict[Path, _File] = field(default_factory=dict)
    safe_names: dict[Path, _File] = field(default_factory=dict)
    handles: dict[int, _File | Path] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path) -> Disk:
        """Return a disk on which all files of `folder` are safe."""
        files = {f: f.read_bytes() for f in folder.rglob("*") if f.is_file()}
        names = {path: _File(content, content) for path, content in files.items()}
        return cls(names, dict(names))

    def copy(self) -> Disk:
        """Return a disk that can be changed alone."""
        return copy.deepcopy(self)

    def play(self, call: Call) -> None:
        """Do to this disk what a system call did."""
        if call.result < 0:
            return
        match call.name:
            case "openat":
                self._open(call)
            case "write":
                self._file(call).content += call.texts[0][: call.result]
            case "ftruncate":
                self._file(call).content = b""
            case "fsync" | "fdatasync":
                self._flush(self.handles[call.handle])
            case "close":
                self.handles.pop(call.handle, None)
            case "rename" | "renameat" | "renameat2":
                self.names[call.paths[1]] = self.names.pop(call.paths[0])
            case "unlink" | "unlinkat":
                self.names.pop(call.paths[0], None)
            case "mkdir" | "mkdirat":
                pass
            case other:
                raise NotImplementedError(f"the model knows no {other}")

    def after_power_cut(self, target: Path, folder: Path, *, keep_names: bool) -> None:
        """Write to `target` what is left of `folder` when the power comes back."""
        names = self.names if keep_names else self.safe_names
        target.mkdir()
        for path, file in names.items():
            if path.is_relative_to(folder):
                place = target / path.relative_to(folder)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(file.safe)

    def _open(self, call: Call) -> None:
        path = call.paths[0]
        if "O_CREAT" in call.args and ("O_EXCL" in call.args or path not in self.names):
            self.names[path] = _File()
        elif "O_TRUNC" in call.args:
            self.names[path].content = b""
        self.handles[call.result] = self.names.get(path, path)

    def _file(self, call: Call) -> _File:
        found = self.handles[call.handle]
        assert isinstance(found, _File)
        return found

    def _flush(self, thing: _File | Path) -> None:
        if isinstance(thing, _File):
            thing.safe = thing.content
            return
        inside = [path for path in {*self.names, *self.safe_names} if path.parent == thing]
        for path in inside:
            self.safe_names.pop(path, None)
            if path in self.names:
                self.safe_names[path] = self.names[path]
