"""Environments for what the benchmarks measure against, made when they are first needed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import dev
from tests.bench.lectures import films_folder


def python_of(name: str) -> Path:
    """Return the Python that has the package `name`, as its lock file in the repository says."""
    lock = dev.REFERENCES / f"{name}.txt"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    folder = films_folder() / f"{name}-environment"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = folder / "digest"
    if not stamp.exists() or stamp.read_text("utf-8") != digest:
        print(f"Installing {lock.relative_to(dev.ROOT)}", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        pip = (python, "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        options = ("--require-hashes", "--no-deps", "--only-binary", ":all:", "--requirement", lock)
        subprocess.run([*pip, *options], check=True)
        stamp.write_text(digest, "utf-8")
    return python
