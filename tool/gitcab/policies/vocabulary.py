"""The words that a policy is written in: every condition and requirement, as their files say."""

import inspect
import sys
from collections.abc import Iterator
from types import ModuleType

from gitcab import shelf
from gitcab.model.policy_words import PolicyWord, PolicyWords
from gitcab.model.records._conditions import When
from gitcab.model.records._record import Part
from gitcab.model.records._requirements import Requirement
from gitcab.policies import conditions, requirements

_COMPOSED = (
    PolicyWord("all", "Every one of these, which are written like the whole."),
    PolicyWord("any", "At least one of these. An objection to one of several requirements is one to all."),
    PolicyWord("at_least", "So many of those under `of`."),
)
_ASKED = (
    PolicyWord("from", "Who is asked: a list of teams or roles; author_team, each_owner or each_service_owner."),
    PolicyWord("fallback", "The team or role that is asked where nobody of a group may approve."),
)


def policy_words() -> PolicyWords:
    """All of them, in the order of their names."""
    return PolicyWords(
        (*_told(sys.modules[conditions.__name__], When), *_COMPOSED),
        (*_told(sys.modules[requirements.__name__], Requirement), *_ASKED, *_COMPOSED),
    )


def _told(package: ModuleType, model: type[Part]) -> Iterator[PolicyWord]:
    words = {name: model.model_fields[name].alias or name for name in shelf.names(package)}
    manuals = {words[name]: inspect.getdoc(module) or "" for name, module in shelf.members(package)}
    yield from (PolicyWord(name, manual) for name, manual in sorted(manuals.items()))
