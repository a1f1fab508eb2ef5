"""The rules' manuals, as reports tell them."""

from gitcab.model.rule_manual import RuleManual
from gitcab.rules import Listed, listed


def manuals() -> tuple[RuleManual, ...]:
    """Every rule's manual in the order of the ids."""
    return tuple(manual_of(one) for _, one in sorted(listed().items()))


def manual_of(one: Listed) -> RuleManual:
    """One rule's manual."""
    return RuleManual(one.id, one.rule.severity, one.shape, one.is_advisory, one.manual)
