"""Recording what the review found, and closing the record for good."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gitcab.model.records._plans import Review
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.policies.finishing import BackedOut
from gitcab.policies.moves import Move, demand_step, to_state
from gitcab.policies.refusal import Refused
from gitcab.store.editing import Change, Put


@dataclass(frozen=True, slots=True)
class Findings:
    """What the review found. `follow_ups` None leaves them as they are, () says that there are none."""

    code: str | None = None
    backed_out: BackedOut | None = None
    lessons: str | None = None
    follow_ups: tuple[dict[str, str], ...] | None = None
    incidents: tuple[str, ...] = ()
    reviewed_by: tuple[str, ...] = ()


def closed(rfc: RequestForChange, found: Findings) -> Move:
    """The move to `closed` with the findings; the rules tell what the review still lacks, all at once."""
    demand_step(rfc, "closed")
    if rfc.state != "review":
        raise Refused(f"{rfc.id} is in '{rfc.state}': its work is not finished", f"gitcab rfc finish {rfc.id}")
    review = rfc.review or Review()
    if found.backed_out is not None and review.backed_out not in (None, found.backed_out):
        was = str(review.backed_out).lower()
        raise Refused(f"it was finished with `backed_out: {was}`, which cmdb/ was written by", "leave out --backed-out")
    return Move((to_state("closed"), *_review(review, found)), f"gitcab rfc show {rfc.id}")


def _review(review: Review, found: Findings) -> Iterator[Change]:
    said: dict[str, Any] = {
        "close_code": found.code,
        "backed_out": found.backed_out,
        "incidents_caused": [*review.incidents_caused, *found.incidents],
        "lessons": found.lessons,
        "reviewed_by": [*review.reviewed_by, *found.reviewed_by],
    }
    yield from (Put(("review", name), value) for name, value in said.items() if value not in (None, []))
    if found.follow_ups is not None:
        tasks = [task.model_dump(mode="json") for task in review.follow_ups]
        yield Put(("review", "follow_ups"), [*tasks, *found.follow_ups])
