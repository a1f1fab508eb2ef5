"""An item's life-cycle status does not belong to its stage.

## Why
Stage and status are pairs (CSDM): only what is operational can be in use. What is in no known pair
cannot be counted, and whether it may carry a service is anybody's guess.

## Example
```yaml
kind: ConfigurationItem
class: server
id: server-1
life_cycle: {stage: operational, status: retired}
```

## How to mend
Write a status that belongs to the stage, as the finding lists them, or the stage that belongs to the
status. A retired item is `{stage: end_of_life, status: retired}`.
"""

from collections.abc import Iterator

from gitcab.model.entry import AnyEntry
from gitcab.model.finding import Severity
from gitcab.model.life_cycle import STATUSES
from gitcab.rules._items import items_of
from gitcab.rules._rule import Complaint, Demands, LocalRule
from gitcab.rules._wording import listed


def _judge(entry: AnyEntry, demands: Demands) -> Iterator[Complaint]:
    for item, at in items_of(entry):
        stage, status = item.life_cycle.stage, item.life_cycle.status
        if status not in STATUSES[stage]:
            homes = [name for name, statuses in STATUSES.items() if status in statuses]
            message = f"the status '{status}' does not belong to the stage '{stage}'"
            hint = f"write the status {listed(STATUSES[stage], 'or')}, or the stage {listed(homes, 'or')}"
            yield Complaint(entry, message, hint, (*at, "life_cycle", "status"))


RULE = LocalRule(Severity.ERROR, _judge)
