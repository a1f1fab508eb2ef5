"""The one door to jsonschema-rs: whether a record is as good as it looks, in microseconds.

It may only say yes. Then the careful code (`model.records.parse`, and the local rules as far as they look
at the record alone) has nothing to say either; on everything else it is the careful code that speaks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from gitcab.model.item_class import ItemClass
from gitcab.model.life_cycle import STATUSES
from gitcab.model.relation import Relation
from gitcab.store.attribute_names import closed
from gitcab.store.record_shapes import WHOLE_NUMBER, item_shape, team_shape, with_attributes
from gitcab.store.schema_dialect import is_shared

Judge = Callable[[Any], bool]

_LEVELS = 20
_DRAFT_7 = "http://json-schema.org/draft-07/schema#"

_NOTHING: tuple[Any, ...] = (None, "", [], {})


class _WholeNumber:
    """Tells 1 from 1.0, which JSON Schema does not."""

    def __init__(self, parent: Mapping[str, Any], value: Any, path: list[str | int]) -> None:
        pass

    def validate(self, instance: Any) -> None:
        """Raises ValueError for anything but an integer."""
        if type(instance) is not int:
            raise ValueError


class _Class(NamedTuple):
    """What a class asks: all that a judge of items can tell, and fields that are filled."""

    judge: Judge
    filled: tuple[str, ...]

    def accepts(self, item: Mapping[str, Any]) -> bool:
        """Whether it fits the model of items and is silent under the local rules."""
        if not self.judge(item):
            return False
        for name in self.filled:
            if item.get(name) in _NOTHING:
                return False
        life_cycle = item["life_cycle"]
        return life_cycle["status"] in STATUSES[life_cycle["stage"]]


@dataclass(frozen=True)
class Acceptance:
    """Judges records by these classes and relations; each class is compiled when its first item comes."""

    classes: Mapping[str, ItemClass]
    relations: Mapping[str, Relation]
    _compiled: dict[str, _Class | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, classes: Mapping[str, ItemClass], relations: Mapping[str, Relation]) -> "Acceptance":
        """The judge for an estate that has these classes and relations."""
        return cls(classes, relations)

    def accepts(self, value: Mapping[str, Any]) -> bool:
        """Whether the value surely is a record of its kind that no rule on it alone complains of."""
        kind = value.get("kind")
        if kind == "ConfigurationItem":
            known = self._class_named(value.get("class"))
            return known is not None and known.accepts(value)
        return kind == "Team" and self._fits_team(value)

    def is_record(self, value: Mapping[str, Any]) -> bool:
        """Whether the value surely is an item or a team, whatever a rule may have to say of it."""
        kind = value.get("kind")
        return self._fits_item(value) if kind == "ConfigurationItem" else kind == "Team" and self._fits_team(value)

    @cached_property
    def _fits_item(self) -> Judge:
        return _judge(item_shape(self.relations))

    @cached_property
    def _fits_team(self) -> Judge:
        return _judge(team_shape())

    def _class_named(self, name: Any) -> _Class | None:
        if type(name) is not str:
            return None
        if name not in self._compiled:
            self._compiled[name] = self._class(self.classes[name]) if name in self.classes else None
        return self._compiled[name]

    def _class(self, item_class: ItemClass) -> _Class | None:
        """The class as it is judged here; None where its schema could mean something else to another validator."""
        if not is_shared(item_class.attributes):
            return None
        filled = item_class.required
        if item_class.family == "service" and "criticality" not in filled:
            filled = (*filled, "criticality")
        attributes = closed(item_class.attributes)
        # One look at the whole item takes less than one at it and another one at its attributes.
        shape = with_attributes(item_shape(self.relations), attributes, needed=not _judge(attributes)({}))
        return _Class(_judge(shape), filled)


def is_schema(schema: Mapping[str, Any]) -> bool:
    """Whether it surely is a JSON Schema of draft 7, as the schema of such schemas tells, and not nested deeply."""
    try:
        from jsonschema_rs import meta

        return _is_shallow(schema) and "$schema" not in schema and meta.is_valid({**schema, "$schema": _DRAFT_7})
    except Exception:
        return False


def _is_shallow(value: Any, levels: int = _LEVELS) -> bool:
    below = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return levels > 0 and all(_is_shallow(one, levels - 1) for one in below)


def _judge(schema: dict[str, Any]) -> Judge:
    """Tells whether a value fits; nothing does where the library is missing or cannot compile the schema."""
    try:
        from jsonschema_rs import Draft7Validator, RegexOptions

        is_valid = Draft7Validator(
            schema,
            validate_formats=False,
            offline=True,
            pattern_options=RegexOptions(),
            keywords={WHOLE_NUMBER: _WholeNumber},
        ).is_valid
    except Exception:
        return _never

    def judge(value: Any) -> bool:
        try:
            return is_valid(value)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException:  # a number that the library cannot hold, a panic
            return False

    return judge


def _never(value: Any) -> bool:
    return False
