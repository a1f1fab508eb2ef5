"""The board's agenda: what waits for a decision, what happened, what is overdue, what comes."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from gitcab.model.agenda import Agenda
from gitcab.model.cmdb_edit import CmdbEdit
from gitcab.model.interval import Interval
from gitcab.model.inventory import Estate
from gitcab.planning.forward_schedule import Forecast
from gitcab.planning.planned import COUNTED
from gitcab.policies._happenings import happenings
from gitcab.policies._pending import Pending
from gitcab.policies.overdue import overdue

_AHEAD = timedelta(days=14)
_WEEK = timedelta(days=7)


def agenda(
    estate: Estate, week: Interval, home: ZoneInfo, now: datetime, edits: tuple[CmdbEdit, ...] | None = None
) -> Agenda:
    """The agenda of a week whose days are meant in `home`, as it stands at `now` (aware).

    What happened is told from the week before until now; what comes for two weeks from now on, but
    neither reaches beyond its side of the week. `edits` are those of the CMDB since a week before,
    None where nobody knows.
    """
    present = min(week.end, max(week.start, now))
    since, coming = Interval(week.start - _WEEK, present), Interval(present, present + _AHEAD)
    ahead = Forecast(estate, coming, home).schedule().changes
    return Agenda(
        start=week.start.astimezone(home),
        since=since.start.astimezone(home),
        coming_from=coming.start.astimezone(home),
        decisions=tuple(Pending(estate, home).decisions()),
        happenings=tuple(happenings(estate.inventory, since, home, edits or ())),
        corrections_known=edits is not None,
        overdue=overdue(estate.inventory, now),
        coming=tuple(one for one in ahead if one.state in COUNTED),
        unread=estate.unread,
    )
