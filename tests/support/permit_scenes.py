"""Permits and a signed document, built by hand."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from gitcab.model.envelope import Envelope, Signature
from gitcab.model.permit import Condition, Permit

_RFC = "RFC-2026-11-01-upgrade-sis-database"
_NOW = datetime(2026, 12, 6, 5, tzinfo=UTC)
_END = datetime(2026, 12, 6, 8, tzinfo=UTC)
_COMMIT = "a" * 40


def permitted() -> Permit:
    conditions = (
        Condition("covers", True, f"{_RFC} covers sis-database"),
        Condition("window", True, "its window is open until 2026-12-06T02:00 in America/Chicago"),
        Condition("freeze", True, "soft freeze year-end is over sis-database (class database) (a warning only)"),
    )
    where = (ZoneInfo("America/Chicago"), "origin/main", _COMMIT)
    return Permit(("sis-database",), _NOW, conditions, _RFC, _END, *where, expires=_END)


def not_permitted() -> Permit:
    conditions = (
        Condition("covers", True, f"{_RFC} covers sis-database, sis-vm-1"),
        Condition("hold", False, "it is on hold: the maker has withdrawn it", f"gitcab rfc hold {_RFC} --release"),
    )
    unread = ("changes/windows/year-end.yaml",)
    return Permit(("sis-database", "sis-vm-1"), _NOW, conditions, _RFC, unread=unread)


def nobody_permits() -> Permit:
    why = "no change that is still to come covers dns-1"
    return Permit(("dns-1",), _NOW, (Condition("covers", False, why, "file one: gitcab rfc new"),))


def envelope() -> Envelope:
    signature = Signature(keyid="c" * 64, sig="c2lnbmF0dXJl")
    return Envelope(payload_type="application/vnd.gitcab.permit+json", payload="e30=", signatures=(signature,))


ALL = (permitted, not_permitted, nobody_permits, envelope)
