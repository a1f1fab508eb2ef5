"""What a record looks like after a patch: JSON merge patches (RFC 7386) and single relations."""

from collections.abc import Iterable, Mapping
from typing import Any


def merged(value: Any, patch: Any) -> Any:
    """The value with the merge patch applied: mappings key by key, null removes, all else replaces.

    The algorithm of RFC 7386 section 2.
    """
    if not isinstance(patch, Mapping):
        return patch
    result = dict(value) if isinstance(value, Mapping) else {}
    for key, change in patch.items():
        if change is None:
            result.pop(key, None)
        else:
            result[key] = merged(result.get(key), change)
    return result


def related(relations: Mapping[str, Any], additions: Mapping[str, Iterable[str]]) -> dict[str, list[Any]]:
    """The relations of a plain record with single ones added; one that is there already is not doubled."""
    result = {name: list(targets) for name, targets in relations.items()}
    for name, targets in additions.items():
        kept = result.setdefault(name, [])
        kept.extend(target for target in targets if target not in kept)
    return result


def unrelated(relations: Mapping[str, Any], removals: Mapping[str, Iterable[str]]) -> dict[str, list[Any]]:
    """The relations of a plain record with single ones removed, also from the groups that hold them.

    A group that loses its last member goes, and so does a relation that loses its last target.
    """
    gone = {name: frozenset(targets) for name, targets in removals.items()}
    kept = {name: _without(targets, gone.get(name, frozenset())) for name, targets in relations.items()}
    return {name: targets for name, targets in kept.items() if targets or name not in gone}


def _without(targets: Iterable[Any], gone: frozenset[str]) -> list[Any]:
    kept: list[Any] = []
    for target in targets:
        if not isinstance(target, Mapping):
            kept.extend([target] if target not in gone else [])
        elif members := [member for member in target["of"] if member not in gone]:
            kept.append({**target, "of": members})
    return kept
