"""A suppression comment gives no reason, names no rule that there is, or names an error.

## Why
A suppression is a decision that somebody will ask about later, so it says why. Errors make answers
wrong, and no comment can change that; only advisory rules, warnings and notes, can be suppressed.

## Example
```yaml
kind: ConfigurationItem
id: old-fax        # gitcab: ignore[orphan]
```

## How to mend
Write `# gitcab: ignore[rule] reason` with a rule's id from `gitcab explain` and a reason in words, or
remove the comment and mend what it hid.
"""

from gitcab.model.finding import Severity
from gitcab.rules._rule import ReadingRule

RULE = ReadingRule(Severity.ERROR)
