"""One item laid out to be read: what it is, what it needs, who needs it, what happens to it."""

from collections.abc import Iterable, Iterator

from gitcab.model.entry import Entry
from gitcab.model.in_words import instant_or_none, offset_time, value_text
from gitcab.model.inventory import Estate
from gitcab.model.record_sheet import Neighbour, RecordSheet, Section
from gitcab.model.records.configuration_item import ConfigurationItem, LifeCycle
from gitcab.model.records.incident import Incident
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.records.team import Team
from gitcab.model.relation import Link
from gitcab.model.touching import changes_of, incidents_of

_RECENT = 5


def item_sheet(estate: Estate, entry: Entry[ConfigurationItem]) -> RecordSheet:
    """The item with its relations both ways, the open RFCs that touch it and its latest incidents."""
    item = entry.record
    sections = (
        Section("What it is", _filled(_identity(estate, item))),
        Section("Life cycle", tuple(_life_cycle(item.life_cycle, item.verified_on))),
        Section("Attributes", tuple((key, value_text(value)) for key, value in item.attributes.items())),
        Section("Open changes", tuple(_open_changes(estate, item))),
        Section("Latest incidents", tuple(_latest_incidents(estate, item))),
    )
    return RecordSheet(
        item.kind,
        item.id,
        item.name,
        entry.source.path,
        tuple(section for section in sections if section.facts),
        tuple(_outgoing(estate, item)),
        tuple(sorted(_incoming(estate, item), key=lambda one: (one.relation, one.id))),
        item.to_plain(),
    )


def _filled(facts: Iterable[tuple[str, str | None]]) -> tuple[tuple[str, str], ...]:
    return tuple((label, text) for label, text in facts if text)


def _identity(estate: Estate, item: ConfigurationItem) -> Iterator[tuple[str, str | None]]:
    known = estate.classes.get(item.item_class)
    yield "class", f"{item.item_class} ({known.title})" if known else item.item_class
    yield "owner", _team(estate, item.owner)
    yield "operated by", _team(estate, item.operated_by) if item.operated_by else None
    yield "environment", item.environment
    yield "criticality", item.criticality
    yield "description", item.description
    yield "tags", ", ".join(item.tags)
    yield "links", "\n".join(f"{link.title}: {link.url}" for link in item.links)
    yield "quorum", str(item.quorum) if item.quorum else None
    yield "formerly", ", ".join(item.formerly)


def _team(estate: Estate, id: str) -> str:
    found = estate.inventory.get(Team, id)
    return f"{found.id} ({found.record.name})" if found else id


def _life_cycle(life_cycle: LifeCycle, verified_on: str | None) -> Iterator[tuple[str, str]]:
    yield "stage", life_cycle.stage
    yield "status", life_cycle.status
    if verified_on:
        yield "verified on", verified_on


def _open_changes(estate: Estate, item: ConfigurationItem) -> Iterator[tuple[str, str]]:
    for entry in changes_of(item.id, estate.inventory):
        if not entry.record.is_history:
            yield entry.id, _change_text(entry.record)


def _change_text(rfc: RequestForChange) -> str:
    start = f", from {offset_time(rfc.schedule)}" if rfc.schedule else ""
    return f"{rfc.title} ({rfc.type}, {rfc.state}{start})"


def _latest_incidents(estate: Estate, item: ConfigurationItem) -> Iterator[tuple[str, str]]:
    found = sorted(incidents_of(item.id, estate.inventory), key=_since, reverse=True)
    for entry in found[:_RECENT]:
        yield entry.id, _incident_text(entry.record)


def _since(entry: Entry[Incident]) -> tuple[str, str]:
    began = instant_or_none(entry.record.started, entry.record.time_zone)
    return (began.isoformat() if began else "", entry.id)


def _incident_text(incident: Incident) -> str:
    return f"{incident.title} ({incident.state}, {incident.started.replace('T', ' ')})"


def _outgoing(estate: Estate, item: ConfigurationItem) -> Iterator[Neighbour]:
    for link in estate.inventory.links_from(item.id):
        yield Neighbour(link.relation, link.target, _name(estate, link.target), _note(link))


def _incoming(estate: Estate, item: ConfigurationItem) -> Iterator[Neighbour]:
    for link in estate.inventory.links_to(item.id):
        relation = estate.relations.get(link.relation)
        read = relation.inverse if relation and relation.inverse else link.relation
        yield Neighbour(read, link.source, _name(estate, link.source), _note(link))


def _name(estate: Estate, id: str) -> str:
    found = estate.inventory.get(ConfigurationItem, id)
    return found.record.name if found else "(not in this estate)"


def _note(link: Link) -> str:
    return f"at least {link.group.at_least} of {len(link.group.of)}" if link.group else ""
