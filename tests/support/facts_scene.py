"""The facts of a pull request, built by hand."""

from gitcab.model.pull_request import (
    AuthoredCommit,
    OpenHead,
    OpenPullRequest,
    PullRequest,
    Review,
    Tip,
)

HEAD, BEFORE, BASE = "a" * 40, "b" * 40, "c" * 40


def facts() -> PullRequest:
    return PullRequest(
        schema_name="gitcab.facts/1",
        repository="district/it",
        number=12,
        author="mchen",
        draft=False,
        labels=("gitcab: waiting",),
        opened_at="2026-11-20T15:04:05Z",
        base=Tip(ref="main", sha=BASE),
        head=Tip(ref="upgrade-sis", sha=HEAD),
        commits=(
            AuthoredCommit(sha=BEFORE, author="mchen", committer="web-flow"),
            AuthoredCommit(sha=HEAD, author="mchen", committer="mchen", co_authors=("dortiz", "")),
        ),
        reviews=(
            _review(1, "dortiz", "approved", BEFORE),
            _review(2, "lnguyen", "dismissed", None),
            _review(3, "renovate[bot]", "approved", HEAD, bot=True),
        ),
        open_pull_requests=(OpenPullRequest(number=13, head=OpenHead(sha="d" * 40)),),
        as_of="2026-11-21T12:00:00Z",
    )


def _review(number: int, author: str, state: str, commit: str | None, bot: bool = False) -> Review:
    at = f"2026-11-21T1{number}:00:00Z"
    return Review(id=number, author=author, bot=bot, state=state, commit=commit, submitted_at=at)
