"""A relation joins two classes that it may not join.

## Why
`schemas/relations.yaml` says which classes or families each relation may join. A database that is
`located_in` a server, not in a rack, is most often another relation meant, and impact would travel wrongly.

## Example
```yaml
# located_in joins any item with a facility: a site or a rack
kind: ConfigurationItem
class: database
id: sis-database
relations: {located_in: [sis-vm-1]}
```

## How to mend
Use a relation that allows the pair; the finding names those made for it, also from the other side. Where
the pair makes sense, add it to the relation's `pairs` in a pull request of its own.
"""

from collections.abc import Iterator

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Severity
from gitcab.rules._items import written_links
from gitcab.rules._known import find_item
from gitcab.rules._pairs import allows
from gitcab.rules._rule import Complaint, Demands, Facts, ReferenceRule
from gitcab.rules._wording import listed

_ANY = ("any", "any")


def _judge(entry: AnyEntry, facts: Facts) -> Iterator[Complaint]:
    for source_id, name, target_id, route in written_links(entry):
        source = find_item(source_id, entry, facts)
        target = find_item(target_id, entry, facts)
        relation = facts.demands.relations.get(name)
        if source is None or target is None or relation is None:
            continue
        one, other = source.item_class, target.item_class
        known = one in facts.demands.classes and other in facts.demands.classes
        if known and not allows(relation, one, other, facts.demands.classes):
            message = f"{name} may not join {one} to {other} ('{target_id}')"
            yield Complaint(entry, message, _hint(one, other, source_id, target_id, facts.demands), route)


def _hint(source: str, target: str, source_id: str, target_id: str, demands: Demands) -> str:
    there, back = _made_for(source, target, demands), _made_for(target, source, demands)
    ways = [f"use {listed(there, 'or')}"] if there else []
    if back:
        ways.append(f"in the record of {target_id} write {listed(back, 'or')}: [{source_id}]")
    general = [name for name, one in sorted(demands.relations.items()) if _ANY in one.pairs]
    otherwise = [f"use {listed(general, 'or')}"] if general else []
    return ", or ".join(ways or [*otherwise, "add the pair to schemas/relations.yaml"])


def _made_for(source: str, target: str, demands: Demands) -> list[str]:
    """The relations that allow the pair, without those that allow any."""
    able = (name for name, one in sorted(demands.relations.items()) if allows(one, source, target, demands.classes))
    return [name for name in able if _ANY not in demands.relations[name].pairs]


RULE = ReferenceRule(Severity.ERROR, _judge)
