"""`--feeds DIR`: a calendar file for everybody, for each service, and for each team."""

from collections.abc import Iterator
from pathlib import Path

from gitcab.cli._errors import CannotTell
from gitcab.cli._telling import look, warn
from gitcab.model.inventory import Estate
from gitcab.model.records.configuration_item import ConfigurationItem
from gitcab.model.records.team import Team
from gitcab.model.schedule import ForwardSchedule
from gitcab.planning.forward_schedule import Forecast
from gitcab.reports import render


def write_feeds(forecast: Forecast, folder: Path) -> None:
    """Writes all.ics, services/ID.ics and teams/ID.ics; raises CannotTell where the system refuses."""
    count = 0
    for name, schedule in _feeds(forecast):
        file = folder / f"{name}.ics"
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(render(schedule, "ics", look()).encode())
        except OSError as error:
            raise CannotTell(f"cannot write {file}: {error.strerror}", "name another folder with --feeds") from None
        count += 1
    warn(f"wrote {count} feeds into {folder}")


def _feeds(forecast: Forecast) -> Iterator[tuple[str, ForwardSchedule]]:
    """Each file's name below the folder, without its suffix, and what is in it."""
    yield "all", forecast.schedule()
    for service in _services(forecast.estate):
        yield f"services/{service}", forecast.schedule(service=service)
    for entry in forecast.estate.inventory.of_kind(Team):
        if entry.record.succeeded_by is None:
            yield f"teams/{entry.id}", forecast.schedule(team=entry.id)


def _services(estate: Estate) -> Iterator[str]:
    for entry in estate.inventory.of_kind(ConfigurationItem):
        known = estate.classes.get(entry.record.item_class)
        if known is not None and known.family == "service" and not entry.record.is_retired:
            yield entry.id
