"""Names in `schemas/relations.yaml` that are mistyped, or that mean two things."""

from collections.abc import Collection, Iterator, Mapping

from gitcab.model.finding import Flaw
from gitcab.model.nearest import did_you_mean
from gitcab.model.relation import Relation
from gitcab.model.source import Source

_RULE = "relation-names"


def doubtful_names(relations: Mapping[str, Relation], source: Source, classes: Collection[str]) -> Iterator[Flaw]:
    """A flaw for each; `classes` are the names that may stand in a pair, families and `any` among them."""
    for name, relation in relations.items():
        yield from _doubtful_inverse(name, relation, relations, source)
        yield from _mistyped_in_pairs(name, relation, source, classes)


def _doubtful_inverse(name: str, relation: Relation, others: Mapping[str, Relation], source: Source) -> Iterator[Flaw]:
    inverse = relation.inverse
    taken = [other for other, one in others.items() if other != name and inverse in (other, one.inverse)]
    if inverse is not None and taken:
        message = f"relation {name}: its inverse '{inverse}' means {taken[0]} as well"
        hint = "call it otherwise, or leave the inverse out"
        yield Flaw(_RULE, source.place((name, "inverse")), message, hint, name)


def _mistyped_in_pairs(name: str, relation: Relation, source: Source, classes: Collection[str]) -> Iterator[Flaw]:
    """Only names that resemble one there is: a pair for a class that the organisation does not use is no slip."""
    for index, pair in enumerate(relation.pairs):
        for side, one in enumerate(pair):
            meant = did_you_mean(one, classes) if one not in classes else ""
            if meant:
                message = f"relation {name}: there is no class or family '{one}', so this pair allows nothing"
                yield Flaw(_RULE, source.place((name, "pairs", index, side)), message, meant, name)
