"""What Coursewright needs from the system: how to see that it is there, and how to get it."""

import ctypes
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple


class Need(NamedTuple):
    """Something that no Python package brings: how to see that it is there, how to get it."""

    what: str
    is_there: Callable[[], bool]
    packages: Mapping[str, str]
    """Installer -> what to ask it for."""


INSTALLERS = {
    "apt-get": "apt-get install --yes --no-install-recommends",
    "dnf": "dnf install",
    "zypper": "zypper install",
    "pacman": "pacman -S --needed",
    "brew": "brew install",
    "winget": "winget install",
}
"""Command that installs packages, by the program that is looked for on the PATH."""

QT_LIBRARIES = (
    # every part of Qt, drawing without a screen included
    *("libEGL.so.1", "libGL.so.1", "libdbus-1.so.3", "libfontconfig.so.1", "libglib-2.0.so.0"),
    "libxkbcommon.so.0",
    # QtNetwork and QtMultimedia
    *("libgssapi_krb5.so.2", "libpulse.so.0", "libXext.so.6", "libXrandr.so.2"),
    # windows under X11
    *("libX11-xcb.so.1", "libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxcb-image.so.0"),
    *("libxcb-keysyms.so.1", "libxcb-randr.so.0", "libxcb-render-util.so.0", "libxcb-shape.so.0"),
    *("libxcb-sync.so.1", "libxcb-xfixes.so.0", "libxcb-xkb.so.1", "libxkbcommon-x11.so.0"),
    # windows under Wayland
    *("libwayland-client.so.0", "libwayland-cursor.so.0", "libwayland-egl.so.1"),
)

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
)

FIREFOXES = (
    "firefox-esr",
    "firefox",
    "/Applications/Firefox.app/Contents/MacOS/firefox",
    "C:/Program Files/Mozilla Firefox/firefox.exe",
)


def find_chromium() -> str | None:
    """Return the program of a Chromium or Chrome; COURSEWRIGHT_CHROMIUM overrides the search."""
    chosen = os.environ.get("COURSEWRIGHT_CHROMIUM")
    return shutil.which(chosen) if chosen else next(filter(None, map(shutil.which, BROWSERS)), None)


def find_firefox() -> str | None:
    """Return the program of a Firefox; COURSEWRIGHT_FIREFOX overrides the search."""
    chosen = os.environ.get("COURSEWRIGHT_FIREFOX")
    found = map(shutil.which, (chosen,) if chosen else FIREFOXES)
    return next(filter(None, found), None)


def is_linux() -> bool:
    """Say whether this is Linux: the others have in their system what Qt needs."""
    return sys.platform.startswith("linux")


def _venv_is_there() -> bool:
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def _qt_libraries_are_there() -> bool:
    return not is_linux() or all(map(_loads, QT_LIBRARIES))


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _firefox_decodes() -> bool:
    # Elsewhere it decodes H.264 by what the system has.
    versions = range(57, 64)
    return not is_linux() or any(_loads(f"libavcodec.so.{version}") for version in versions)


def _a_font_is_there() -> bool:
    folders = [Path(folder).expanduser() for folder in FONT_FOLDERS]
    return not is_linux() or any(
        next(folder.rglob(f"*.{kind}"), None) for folder in folders for kind in ("ttf", "otf")
    )


def _dictionaries_are_there() -> bool:
    folders = [Path("/usr/share/hunspell"), Path("/usr/share/myspell")]
    languages = (any(next(f.glob(f"{tag}*.dic"), None) for f in folders) for tag in ("fr", "en"))
    return not is_linux() or (_loads("libenchant-2.so.2") and all(languages))


VENV_MODULE = Need(
    "Python's modules venv and ensurepip",
    _venv_is_there,
    {"apt-get": f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"},
)
QT = Need(
    "the libraries that Qt draws its windows with",
    _qt_libraries_are_there,
    {
        "apt-get": "libegl1 libgl1 libdbus-1-3 libfontconfig1 libglib2.0-0 libxkbcommon0 "
        "libgssapi-krb5-2 libpulse0 libxext6 libxrandr2 libx11-xcb1 libxcb-cursor0 "
        "libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 "
        "libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 libxkbcommon-x11-0 "
        "libwayland-client0 libwayland-cursor0 libwayland-egl1",
        "dnf": "libglvnd-egl libglvnd-glx dbus-libs fontconfig glib2 libxkbcommon krb5-libs "
        "pulseaudio-libs libXext libXrandr libX11-xcb xcb-util-cursor xcb-util-wm "
        "xcb-util-image xcb-util-keysyms xcb-util-renderutil libxkbcommon-x11 "
        "libwayland-client libwayland-cursor libwayland-egl",
        "zypper": "libEGL1 libGL1 libdbus-1-3 libfontconfig1 libglib-2_0-0 libxkbcommon0 krb5 "
        "libpulse0 libXext6 libXrandr2 libX11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 "
        "libxcb-keysyms1 libxcb-render-util0 libxkbcommon-x11-0 libwayland-client0 "
        "libwayland-cursor0 libwayland-egl1",
        "pacman": "libglvnd dbus fontconfig glib2 libxkbcommon krb5 libpulse libxext libxrandr "
        "libx11 xcb-util-cursor xcb-util-wm xcb-util-image xcb-util-keysyms "
        "xcb-util-renderutil libxkbcommon-x11 wayland",
    },
)
FONT = Need(
    "a font",
    _a_font_is_there,
    {
        "apt-get": "fonts-dejavu-core",
        "dnf": "dejavu-sans-fonts",
        "zypper": "dejavu-fonts",
        "pacman": "ttf-dejavu",
    },
)
CHROMIUM = Need(
    "Chromium, which the browser tests play courses in (they are skipped without it)",
    lambda: find_chromium() is not None,
    {
        "apt-get": "chromium",
        "dnf": "chromium",
        "zypper": "chromium",
        "pacman": "chromium",
        "brew": "--cask chromium",
        "winget": "--exact --id Google.Chrome",
    },
)
FIREFOX = Need(
    "Firefox and its H.264, which the tests play clips in as well (they are skipped without it)",
    lambda: find_firefox() is not None and _firefox_decodes(),
    {
        "apt-get": "firefox-esr libavcodec-extra",
        "dnf": "firefox libavcodec-free",
        "zypper": "MozillaFirefox libavcodec61",
        "pacman": "firefox ffmpeg",
        "brew": "--cask firefox",
        "winget": "--exact --id Mozilla.Firefox",
    },
)
ESPEAK = Need(
    "espeak-ng, which speaks in the lectures of the benchmarks (without it they babble)",
    lambda: shutil.which("espeak-ng") is not None,
    {
        "apt-get": "espeak-ng",
        "dnf": "espeak-ng",
        "zypper": "espeak-ng",
        "pacman": "espeak-ng",
        "brew": "espeak-ng",
        "winget": "--exact --id eSpeak-NG.eSpeak-NG",
    },
)

NODE_LIBRARY = Need(
    "libatomic, which the Node that drives the browser tests needs",
    lambda: not is_linux() or _loads("libatomic.so.1"),
    {
        "apt-get": "libatomic1",
        "dnf": "libatomic",
        "zypper": "libatomic1",
        "pacman": "gcc-libs",
    },
)

STRACE = Need(
    "strace, by which the tests make disks fail (they are skipped without it)",
    lambda: not is_linux() or shutil.which("strace") is not None,
    {"apt-get": "strace", "dnf": "strace", "zypper": "strace", "pacman": "strace"},
)
XVFB = Need(
    "Xvfb, a screen that nobody sees (without it windows are drawn in memory)",
    lambda: not is_linux() or shutil.which("Xvfb") is not None,
    {
        "apt-get": "xvfb",
        "dnf": "xorg-x11-server-Xvfb",
        "zypper": "xorg-x11-server-Xvfb",
        "pacman": "xorg-server-xvfb",
    },
)
DICTIONARIES = Need(
    "Enchant with French and English dictionaries (spell-check and its tests do without it)",
    _dictionaries_are_there,
    {
        "apt-get": "libenchant-2-2 hunspell-fr hunspell-en-us",
        "dnf": "enchant2 hunspell-fr hunspell-en-US",
        "zypper": "libenchant-2-2 myspell-fr_FR myspell-en_US",
        "pacman": "enchant hunspell-fr hunspell-en_us",
    },
)


def supply(*needs: Need) -> Sequence[str]:
    """Install what is missing where that needs no password; return lines on what still is."""
    missing = [need for need in needs if not need.is_there()]
    installer = next(filter(shutil.which, INSTALLERS), "")
    if missing and installer == "apt-get" and os.geteuid() == 0:
        _apt_install([need.packages["apt-get"] for need in missing])
        missing = [need for need in missing if not need.is_there()]
    return [how_to_get(need, installer) for need in missing]


def how_to_get(need: Need, installer: str) -> str:
    """Return one line that says what is missing and what to type to have it."""
    if installer not in need.packages:
        return f"Missing: {need.what}. Please install it."
    sudo = "" if installer in ("brew", "winget") else "sudo "
    return f"Missing: {need.what}. Type: {sudo}{INSTALLERS[installer]} {need.packages[installer]}"


def _apt_install(packages: Sequence[str]) -> None:
    names = shlex.split(" ".join(packages))
    print("Installing from the system:", *names, flush=True)
    install = [*shlex.split(INSTALLERS["apt-get"]), *names]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], install):
        result = subprocess.run(
            [*command, "-qq"],
            env=environment,
            input="",
            capture_output=True,
            text=True,
            check=False,
        )
        if result.returncode:
            print(result.stderr, flush=True)
    importlib.invalidate_caches()
