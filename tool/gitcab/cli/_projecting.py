"""`--at`: the question is asked of the estate as it will be."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from gitcab.cli._telling import warn

if TYPE_CHECKING:
    from gitcab.model.basis import Basis
    from gitcab.model.inventory import Estate

F = TypeVar("F", bound=Callable[..., Any])


class _Moment(click.ParamType[datetime]):
    """A time with an offset, or a day, which begins at midnight in UTC."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The instant in UTC. Fails for a time without an offset."""
        if isinstance(value, datetime):
            return value
        from gitcab.model.moment import read_date, read_time

        try:
            moment = read_time(value) if "T" in value else read_time(f"{read_date(value)}T00:00Z")
        except ValueError as error:
            self.fail(str(error), param, ctx)
        if moment.tzinfo is None:
            self.fail(f"'{value}' has no offset; write one, as {value}Z or {value}-06:00", param, ctx)
        return moment.astimezone(UTC)


at_option: Callable[[F], F] = click.option(
    "--at",
    metavar="TIME",
    type=_Moment(),
    help="Ask the estate as it will be then, after the changes that will have ended: "
    "2026-12-06T12:00-06:00, or a day (its midnight in UTC).",
)


def estate_at(estate: "Estate", at: datetime | None) -> "tuple[Estate, Basis]":
    """The estate as it will be at that moment, or as it is, and what was reckoned in."""
    from gitcab.model.basis import TODAY, Basis

    if at is None:
        return estate, TODAY
    from gitcab.planning.projection import projected

    found = projected(estate.inventory, at)
    return replace(estate, inventory=found.inventory), Basis(at, found.applied, found.unfit)


def remark(basis: "Basis") -> None:
    """Says on the error stream which changes were reckoned in, for answers that cannot say so themselves."""
    if basis.at is not None:
        warn(f"on the estate as it will be at {basis.at:%Y-%m-%dT%H:%M}Z, after {_all(basis.applied)}")


def _all(applied: tuple[str, ...]) -> str:
    """One stands in the sentence, several have a line each, up to a dozen."""
    if len(applied) < 2:
        return "".join(applied) or "no change"
    more = f"\n        and {len(applied) - _TOLD:,} more" if len(applied) > _TOLD else ""
    return f"{len(applied):,} changes:" + "".join(f"\n        {one}" for one in applied[:_TOLD]) + more


_TOLD = 12
