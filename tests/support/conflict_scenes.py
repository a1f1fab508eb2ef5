"""Conflicts built by hand: of every look that there is, and none."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from gitcab.model.conflict import Conflict, Conflicts
from gitcab.model.interval import Interval
from gitcab.model.severity import Severity

NIGHT = Interval(datetime(2026, 12, 13, 4, 30, tzinfo=UTC), datetime(2026, 12, 13, 5, 30, tzinfo=UTC))
FIRST, SECOND = "RFC-2026-11-17-patch-directory-1", "RFC-2026-11-17-patch-directory-2"


def conflicts() -> Conflicts:
    joint = Conflict(
        "joint_outage",
        Severity.ERROR,
        (FIRST, SECOND),
        ("directory-ldap", "identity-directory", "sis"),
        ("identity-directory", "sis"),
        NIGHT,
        "together they take down directory-ldap, identity-directory and sis: "
        "identity-directory needs 1 of directory-1 and directory-2 (depends_on)",
        f"start {SECOND} at 2026-12-12 23:30 America/Chicago instead: the redundancy holds then",
        origins=("patch-the-other",),
        zone=ZoneInfo("America/Chicago"),
    )
    person = Conflict(
        "same_person",
        Severity.WARNING,
        (FIRST, SECOND),
        (),
        (),
        NIGHT,
        f"tbrooks is needed by {FIRST} and {SECOND} at once",
        "move one of the changes, or assign somebody else to it",
        accepted="The second one is a *click*",
        zone=ZoneInfo("UTC"),
    )
    patch = Conflict(
        "overlapping_patch",
        Severity.ERROR,
        (FIRST, "RFC-2026-11-20-müller"),
        ("directory-1",),
        (),
        None,
        'their patches differ, and whichever runs last wins: attributes.version of directory-1: "1" against "2"',
        "name one in the after of the other, or agree on one value",
    )
    cut = ("joint_outage: from 2026-12-13T04:30Z on, at 3 moments, more than the first 20",)
    return Conflicts((joint, person, patch), 18, cut, ("changes/2026/broken.yaml",))


def clean_calendar() -> Conflicts:
    return Conflicts((), 1)
