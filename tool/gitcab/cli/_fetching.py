"""The commits that facts speak of, brought into the clone as git objects."""

from gitcab.cli._errors import CannotTell
from gitcab.cli._opening import Opened
from gitcab.model.pull_request import PullRequest
from gitcab.store.fetching import deepen, fetch_commits


def fetch_spoken_of(opened: Opened, facts: PullRequest) -> None:
    """Fetches base, head, what was reviewed, and the other open pull requests; nothing is checked out.

    A shallow clone is deepened to where each of them has left the base. A reviewed commit that is gone
    counts as not judged. Raises CannotTell where base or head lack.
    """
    reviewed = [one.commit for one in facts.reviews if one.commit]
    others = [one.head.sha for one in facts.open_pull_requests]
    spoken_of = dict.fromkeys((facts.head.sha, *reviewed, *others))
    lost = fetch_commits(opened.repository, (facts.base.sha, *spoken_of))
    if facts.base.sha in lost or facts.head.sha in lost:
        raise CannotTell("the commits of the pull request cannot be fetched", "see whether origin can be reached")
    deepen(opened.repository, facts.base.sha, [one for one in spoken_of if one not in lost])
