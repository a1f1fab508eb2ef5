"""Words that many rules use: what a kind is called, and lists of ids in a sentence."""

from collections.abc import Sequence

_WORDS = {
    "ConfigurationItem": "configuration item",
    "Team": "team",
    "RequestForChange": "RFC",
    "ChangeModel": "change model",
    "ChangeWindow": "change window",
    "Release": "release",
    "Incident": "incident",
    "Problem": "problem",
    "Policy": "policy",
    "Login": "team member with the login",
}
_TOLD = 6


def word_for(kind: str) -> str:
    """What people call a record of that kind."""
    return _WORDS.get(kind, kind)


def listed(words: Sequence[str], last: str = "and") -> str:
    """`a, b and c`; of more than six only six, and how many more there are."""
    if len(words) > _TOLD:
        return f"{', '.join(words[:_TOLD])} {last} {len(words) - _TOLD} more"
    return f" {last} ".join(part for part in (", ".join(words[:-1]), words[-1] if words else "") if part)


def one_or_other(alike: str, otherwise: str) -> str:
    """A hint: the suggestion where there is one, and what to do where it is wrong."""
    return f"{alike} Else {otherwise}" if alike else otherwise
