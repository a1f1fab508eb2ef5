"""What the organisation demands, as the index keeps it: classes and relations made again without reading a schema."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, NamedTuple

from gitcab.model.item_class import ItemClass
from gitcab.model.relation import Relation


class Demands(NamedTuple):
    """Classes and relations by name, in the order in which the schemas were read."""

    classes: Mapping[str, ItemClass]
    relations: Mapping[str, Relation]


def demands_text(classes: Mapping[str, ItemClass], relations: Mapping[str, Relation]) -> str:
    """Both as JSON, the same text for the same demands in the same order."""
    told = {
        "classes": {name: asdict(one) for name, one in classes.items()},
        "relations": {name: one._asdict() for name, one in relations.items()},
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def demands_of(text: str) -> Demands:
    """Both from what `demands_text` wrote."""
    told = json.loads(text)
    classes = {name: ItemClass(**{**one, "required": tuple(one["required"])}) for name, one in told["classes"].items()}
    return Demands(classes, {name: _relation(one) for name, one in told["relations"].items()})


def _relation(told: Mapping[str, Any]) -> Relation:
    return Relation(**{**told, "pairs": tuple((source, target) for source, target in told["pairs"])})
