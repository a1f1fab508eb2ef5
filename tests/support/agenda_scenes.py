"""An agenda built by hand with something in every part, and one with nothing."""

from dataclasses import replace

from gitcab.model.agenda import Agenda, Decision, Happening, WorstHit
from gitcab.model.impact import State
from gitcab.model.overdue import Overdue
from support.schedule_scenes import MAIL, SIS, at, change


def agenda() -> Agenda:
    services = (("Student information system", State.DOWN), ("E-mail", State.DEGRADED))
    dated = Decision(
        "RFC-2026-11-10-wan-router-2",
        "New software on WAN router 2",
        "emergency",
        "authorize",
        at("2026-12-15T22:00"),
        at("2026-12-16T05:30"),
        WorstHit(12, 3, services),
        ("emergency-board", "network-team"),
    )
    undated = Decision(
        "RFC-2026-11-09-meals",
        "Meals to the hosted edition",
        "normal",
        "assess",
        None,
        None,
        WorstHit(1, 0, ()),
        (),
        "Waits for the budget.",
    )
    happenings = (
        Happening("failure", "RFC-2026-11-18-firewall", at("2026-11-18T23:05"), "Close the hole: backed out"),
        Happening("correction", "sis-database", None, "without a change: attributes.version"),
    )
    owed = Overdue("review", "RFC-2026-11-01-fonts", "2026-11-20", ("mchen",), "should be reviewed", "gitcab rfc close")
    coming = change("upgrade", "2026-12-05T22:00", "2026-12-06T02:00", services=(SIS, MAIL))
    return Agenda(
        at("2026-11-23T00:00"),
        at("2026-11-16T00:00"),
        at("2026-11-24T06:00"),
        (dated, undated),
        happenings,
        True,
        (owed, replace(owed, sort="model", due=None)),
        (coming,),
    )


def empty_agenda() -> Agenda:
    unread = ("changes/2026/broken.yaml",)
    return Agenda(at("2026-11-23T00:00"), at("2026-11-16T00:00"), at("2026-11-23T00:00"), (), (), False, (), (), unread)


ALL = (agenda, empty_agenda)
