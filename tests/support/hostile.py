"""Text as an enemy would write it into records, put into every field of a report's subject."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

HOSTILE = (
    "\x1b[2J\x1b[31m\x1b]8;;http://evil\x1b\\\x9b31m\x07::error::a\n::error file=x::b\r\n  ::warning::c ##[error]d"
    "\n::stop-commands::e|f``g`h@everyone <img src=x onerror=alert(1)> </details> <!-- i --> ]]> %%{init: {}}%%"
    " \u202ej\u2066 \u200bk\u2028 \ud800 \ufeff \"l' \\ \\|m ](http://evil) [n](http://evil) #1 $(o) [/] [bold]p & ;q"
)
START = "=cmd|"

_OURS = {"event", "manual", "shape", "case", "state", "strength", "impact", "life_cycle", "family", "urgency", "type"}
"""Fields that hold words of ours, or for which the model knows but a few."""

_OUR_PARTS = {"transition", "sorts"}
"""Fields with parts, all of them words of ours."""


def hostile(subject: Any) -> Any:
    """The same subject, an enemy's text before and behind each text from a record."""
    if isinstance(subject, Enum):
        return subject
    if isinstance(subject, str):
        return f"{START}{subject}{HOSTILE}"
    if isinstance(subject, tuple) and hasattr(subject, "_fields"):
        told = subject._asdict().items()
        return subject._replace(**{name: hostile(value) for name, value in told if not _is_ours(name, value)})
    if isinstance(subject, tuple):
        return tuple(hostile(part) for part in subject)
    if isinstance(subject, list):
        return [hostile(part) for part in subject]
    if isinstance(subject, Mapping):
        return {hostile(key): hostile(value) for key, value in subject.items()}
    if is_dataclass(subject) and not isinstance(subject, type):
        names = [field.name for field in fields(subject) if not _is_ours(field.name, getattr(subject, field.name))]
        return replace(subject, **{name: hostile(getattr(subject, name)) for name in names})
    return subject


def _is_ours(name: str, value: Any) -> bool:
    return name in _OUR_PARTS or (name in _OURS and isinstance(value, str))
