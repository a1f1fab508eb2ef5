"""The only place that asks the clock; `--now` answers in its stead."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

import click

from gitcab.model.moment import read_time, zone

F = TypeVar("F", bound=Callable[..., Any])


class _Moment(click.ParamType[datetime]):
    """A time with an offset, which means one instant everywhere."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The instant. Fails for a time without an offset."""
        try:
            moment = value if isinstance(value, datetime) else read_time(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)
        if moment.tzinfo is None:
            self.fail(f"'{value}' has no offset; write one, as {value}Z or {value}-06:00", param, ctx)
        return moment


now_option: Callable[[F], F] = click.option(
    "--now",
    metavar="TIME",
    type=_Moment(),
    help="Take this for the present, as 2026-11-21T12:00Z.  [default: the clock]",
)


def day_in(zone_name: str | None, now: datetime | None) -> str:
    """Today, `2026-11-21`, in that zone (UTC without one). Raises ValueError for an unknown zone."""
    moment = now or datetime.now(UTC)
    return moment.astimezone(zone(zone_name) if zone_name else UTC).date().isoformat()


def present(now: datetime | None) -> datetime:
    """What was given for the present, else what the clock says."""
    return now or datetime.now(UTC)
