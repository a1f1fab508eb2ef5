"""Moves that nobody may make: each is refused with exit code 1, and the record stays as it is to the byte."""

import pytest

from support.little_district import UPGRADE, little_district

PATH = f"changes/2026/{UPGRADE}.yaml"
NOW = ("--now", "2026-12-06T05:00Z")
CLOSE = ("close", "--code", "successful")
CANCEL = ("cancel", "--reason", "Nobody wants it")
HOLD = ("hold", "--reason", "The vendor is ill")
BEFORE = ("new", "assess", "authorize", "scheduled", "implement")
DONE = "review: {start: 2026-12-05T22:00, end: 2026-12-05T23:00, backed_out: false}\n"
OVER = DONE.replace("}", ", close_code: successful}")
GIVEN_UP = "cancellation: {reason: It was not wanted}\n"
ON_HOLD = "on_hold: {reason: The vendor is ill, since: 2026-11-20T08:00}\n"

MOVES = [
    *((state, ("start",), "") for state in ("new", "assess", "authorize", "implement")),
    *((state, ("finish",), "") for state in ("new", "assess", "authorize", "scheduled")),
    *((state, CLOSE, "") for state in BEFORE),
    *((state, ("schedule", "--end", "2026-12-06T03:00"), "") for state in ("implement",)),
    ("scheduled", ("schedule",), ""),
    ("review", ("schedule",), DONE),
    ("review", ("start",), DONE),
    ("review", ("finish",), DONE),
    ("review", CANCEL, DONE),
    ("review", HOLD, DONE),
    *(("closed", move, OVER) for move in (("schedule",), ("start",), ("finish",), CLOSE, CANCEL, HOLD)),
    *(("canceled", move, GIVEN_UP) for move in (("schedule",), ("start",), ("finish",), CLOSE, CANCEL, HOLD)),
    ("scheduled", ("start",), ON_HOLD),
    ("scheduled", HOLD, ON_HOLD),
    ("scheduled", ("hold", "--release"), ""),
    ("scheduled", ("start", "--by", "mchen"), ""),
    ("implement", ("finish", "--backed-out", "partial"), ""),
    ("implement", ("finish", "--backed-out", "partial", "--applied", "dns-1"), ""),
    ("implement", ("finish", "--applied", "sis-database"), ""),
    ("implement", ("finish", "--test", "Look"), ""),
    ("review", ("close",), DONE),
    ("review", CLOSE, ""),
    ("review", (*CLOSE, "--backed-out", "true"), DONE),
    ("review", ("close", "--code", "unsuccessful"), DONE),
    ("review", CLOSE, DONE.replace("false", "true")),
    ("review", CLOSE, DONE.replace("false", "partial, applied: [sis-database]")),
]


@pytest.mark.parametrize(
    ("state", "move", "more"), MOVES, ids=lambda part: part if isinstance(part, str) else " ".join(part)
)
def test_it_is_refused(tmp_path, gitcab, state, move, more):
    district = little_district(tmp_path / "district")
    path = district.path / PATH
    text = path.read_text().replace("state: scheduled", f"state: {state}") + more
    district.commit("As it stands", {PATH: text})
    ran = gitcab("rfc", move[0], UPGRADE, *move[1:], *NOW, cwd=district.path)
    assert ran.code == 1, ran.out + ran.err
    assert "refused" in ran.err or "nothing was written" in ran.err
    assert path.read_text() == text
    assert district.git("status", "--porcelain") == ""
