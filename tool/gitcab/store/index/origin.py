"""By what an index was made: another program, calendar or machine start, and it is made anew."""

import os
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from zlib import crc32

import gitcab

_PACKAGE = Path(gitcab.__file__).parent
_INSTALLED = ("site-packages", "dist-packages")
_ZONES = ("/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo")
_BOOT = "/proc/sys/kernel/random/boot_id"


@cache
def program() -> str:
    """The version of gitcab and of Python; in a checkout, whose version stays, also the state of its files.

    As it is when this process asks first: what it has loaded does not change later.
    """
    version = f"{gitcab.__version__} {sys.implementation.cache_tag}"
    if any(part in _INSTALLED for part in _PACKAGE.parts):
        return version
    return f"{version} {crc32(repr(sorted(_states(str(_PACKAGE)))).encode()):08x}"


def calendar() -> str:
    """Which rules of the time zones are in force, told without loading any."""
    states = [_state(place) for zones in _ZONES for place in (zones, f"{zones}/tzdata.zi")]
    return f"{os.environ.get('PYTHONTZPATH', '')} {_packaged_zones()} {' '.join(states)}"


def start() -> str | None:
    """Which start of the machine this is; None where the system does not say."""
    try:
        return Path(_BOOT).read_text(encoding="ascii").strip()
    except OSError:
        return None


def _packaged_zones() -> str:
    try:
        return str(import_module("tzdata").IANA_VERSION)
    except ImportError:
        return "none"


def _state(place: str) -> str:
    try:
        return str(Path(place).stat().st_mtime_ns)
    except OSError:
        return "-"


def _states(folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                found = entry.stat()
                yield entry.path, found.st_size, found.st_mtime_ns
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _states(entry.path)
