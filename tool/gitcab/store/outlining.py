"""Two ways to one outline: from a plain value that was accepted, and from a record that was read with care.

The first knows no pydantic and only items and teams; both give the same outline of the same record.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from gitcab.model.outline import Outline, OutlinedLink

if TYPE_CHECKING:
    from gitcab.model.entry import AnyEntry

_as_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_in_key_order = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def outline_of_value(
    value: Mapping[str, Any], path: str, blob: str, proposed_by: str | None = None, *, is_clear: bool = False
) -> Outline:
    """The outline of an item or a team from its file's value, which its model must be known to accept.

    `path` counts from the estate's root. Raises ValueError for a value of another kind.
    """
    if value["kind"] == "Team":
        return _outline_of_team(value, path, blob, proposed_by, is_clear)
    if value["kind"] != "ConfigurationItem":
        raise ValueError(f"{path} holds a {value['kind']}, which is outlined from its record only")
    given = value.get
    life_cycle, tags, attributes = value["life_cycle"], given("tags"), given("attributes")
    return Outline(
        path,
        blob,
        "ConfigurationItem",
        value["id"],
        value["name"],
        life_cycle["stage"],
        life_cycle["status"],
        value["class"],
        value["owner"],
        given("operated_by"),
        given("environment"),
        given("criticality"),
        given("quorum"),
        tuple(given("formerly", ())),
        False,
        proposed_by,
        is_clear,
        attributes_json(attributes) if attributes else None,
        tags_json(tags) if tags else None,
        None,
        tuple(outlined_links(value["relations"])) if "relations" in value else (),
        (),
        given("description"),
        given("verified_on"),
    )


def outline_of_entry(entry: "AnyEntry", *, is_clear: bool = False) -> Outline:
    """The outline of a record of any kind. An entry without a blob has "" there."""
    from gitcab.model.records.configuration_item import ConfigurationItem

    record = entry.record
    if isinstance(record, ConfigurationItem):
        value = record.model_dump(mode="python", by_alias=True, exclude_unset=True)
        return outline_of_value(value, entry.local_path, entry.blob or "", entry.proposed_by, is_clear=is_clear)
    from gitcab.model.references import references

    fields, given = record.to_plain(), vars(record)
    return Outline(
        entry.local_path,
        entry.blob or "",
        record.kind,
        record.id,
        name=given.get("title") or given.get("name"),
        state=given.get("state"),
        formerly=given.get("formerly", ()),
        is_history=record.is_history,
        proposed_by=entry.proposed_by,
        is_clear=is_clear,
        fields=_in_key_order(fields),
        references=tuple((reference.kind, reference.id) for reference in references(record)),
        utc_times=_times(fields),
    )


def attributes_json(attributes: Mapping[str, Any]) -> str:
    """JSON of a mapping, made by hand where its values are texts and whole numbers: a quarter of the time."""
    parts = []
    for name, value in attributes.items():
        if type(value) is str:
            parts.append(f"{encode_basestring(name)}:{encode_basestring(value)}")
        elif type(value) is int:
            parts.append(f"{encode_basestring(name)}:{value}")
        else:
            return _as_written(attributes)
    return f"{{{','.join(parts)}}}"


def tags_json(tags: Sequence[str]) -> str:
    """JSON of identifiers: nothing in them needs an escape."""
    return '["' + '","'.join(tags) + '"]'


def _outline_of_team(
    value: Mapping[str, Any], path: str, blob: str, proposed_by: str | None, is_clear: bool
) -> Outline:
    return Outline(
        path,
        blob,
        "Team",
        value["id"],
        value["name"],
        formerly=tuple(value.get("formerly", ())),
        proposed_by=proposed_by,
        is_clear=is_clear,
        fields=_in_key_order(value),
        references=tuple(_named_by_team(value)),
        utc_times=_times(value) if "delegations" in value else None,
    )


def _named_by_team(value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Whom a team names, as model/references.py finds it: its members make logins known, they name nobody."""
    if value.get("lead") is not None:
        yield "Login", value["lead"]
    if value.get("succeeded_by") is not None:
        yield "Team", value["succeeded_by"]
    for delegation in value.get("delegations", ()):
        yield "Login", delegation["to"]


def outlined_links(relations: Mapping[str, Sequence[Any]]) -> Iterator[OutlinedLink]:
    """One for each target and each member of a group, in the order of the file."""
    for relation, targets in relations.items():
        for position, target in enumerate(targets):
            if isinstance(target, str):
                yield OutlinedLink(relation, target, position)
                continue
            at_least = target["at_least"]
            for member, named in enumerate(target["of"]):
                yield OutlinedLink(relation, named, position, member, at_least)


def _times(fields: Mapping[str, Any]) -> str | None:
    # Asking the calendar costs an import, which an estate of items never needs.
    from gitcab.model.utc_times import utc_times

    found = utc_times(fields)
    return _in_key_order(found) if found else None
