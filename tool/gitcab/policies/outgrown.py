"""Whether a change that waits for its window exposes the estate to more than was authorised.

What was authorised is the estate as the branch had it when the record last became what it is:
entered `scheduled`, or got another substance. Both are judged at the same moment and by the present
policy, so that only the estate's and the calendar's changes tell.
"""

from datetime import datetime

from gitcab.model.entry import Entry
from gitcab.model.exposure import growth
from gitcab.model.inventory import Estate
from gitcab.model.records.policy import Policy
from gitcab.model.records.request_for_change import RequestForChange
from gitcab.model.standing_policy import standing_policy
from gitcab.model.substance import altered_substance
from gitcab.policies.exposure import Outlook
from gitcab.store.revisions import Revisions
from gitcab.store.tree import CannotRead

_Change = Entry[RequestForChange]
_NO_POLICY = Policy(kind="Policy")


def outgrown(revisions: Revisions, commit: str, change: _Change, now: datetime) -> tuple[str, ...]:
    """Each way in which the exposure has grown since it was authorised, in words.

    Only a change in `scheduled` can: what is under way was begun as authorised. Raises CannotRead
    where the history does not reach back so far.
    """
    if change.record.state != "scheduled":
        return ()
    estate = revisions.estate(commit)
    policy = standing_policy(estate.inventory) or _NO_POLICY
    then, at_that_time = _authorised(revisions, commit, change)
    before, present = (Outlook(one, one, policy, now) for one in (then, estate))
    return tuple(growth(before.of(at_that_time), present.of(change)))


def _authorised(revisions: Revisions, commit: str, change: _Change) -> tuple[Estate, _Change]:
    """The estate, and the change in it, from which on the record has been as it is."""
    found = revisions.estate(commit), change
    for one in revisions.repository.mainline(commit, change.source.path):
        estate = revisions.estate(one.commit)
        entry = estate.inventory.get(RequestForChange, change.id)
        if entry is None or entry.record.state != "scheduled" or altered_substance(entry.record, change.record):
            break
        if not one.parents and revisions.repository.is_shallow:
            message = f"this shallow clone does not reach back to where {change.id} was authorised"
            raise CannotRead(message, "git fetch --unshallow")
        found = estate, entry
    return found
