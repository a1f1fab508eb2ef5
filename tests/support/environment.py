"""Surroundings that are the same on every machine: nothing leaks in, nothing goes out."""

import os
import re
import socket
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

LEAKS = re.compile(
    r"(GIT|GITHUB|GITCAB|LC|XDG|RUNNER|RICH|CLICOLOR)_.*|CI|NO_COLOR|FORCE_COLOR|TTY_.*|CLICOLOR|TZ|COLUMNS|LINES"
    r"|LANG|LANGUAGE|TERM|COLORTERM|EDITOR|VISUAL|PAGER|BROWSER|_GITCAB_COMPLETE"
)

FIXED = {
    "GIT_AUTHOR_NAME": "Maria Chen",
    "GIT_AUTHOR_EMAIL": "mchen@district.example",
    "GIT_AUTHOR_DATE": "2026-11-21T12:00:00Z",
    "GIT_COMMITTER_NAME": "Maria Chen",
    "GIT_COMMITTER_EMAIL": "mchen@district.example",
    "GIT_COMMITTER_DATE": "2026-11-21T12:00:00Z",
    "GIT_CONFIG_NOSYSTEM": "1",
    "LC_ALL": "C.UTF-8",
}


INDEX = os.environ.get("GITCAB_INDEX", "on")
"""Whether commands use the index: as the whole test run was told, so that it can be run both ways."""


def scrub(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """Take away what the machine says, and say what every test relies on."""
    for name in filter(LEAKS.fullmatch, list(os.environ)):
        monkeypatch.delenv(name)
    for name, value in FIXED.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GITCAB_INDEX", INDEX)


def refuse_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let sockets reach this machine only; RuntimeError for everything else."""
    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, _only_local(getattr(socket.socket, name)))
    monkeypatch.setattr(socket, "getaddrinfo", _only_local_names(socket.getaddrinfo))


def _only_local(real: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, *arguments: Any) -> Any:
        address = arguments[-1]
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _refuse_unless_local(address[0])
        return real(self, *arguments)

    return guarded


def _only_local_names(real: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(host: Any, *arguments: Any, **options: Any) -> Any:
        _refuse_unless_local(host)
        return real(host, *arguments, **options)

    return guarded


def _refuse_unless_local(host: str | None) -> None:
    if host is not None and host != "localhost" and not _is_loopback(host):
        raise RuntimeError(f"tests use no network, but this one asked for {host}")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
