"""Decide pull requests and tell GitHub: the one required status, the comment, labels, requests for review."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import click

from gitcab.cli._errors import CannotTell
from gitcab.cli._exit import Exit
from gitcab.cli._opening import Opened, open_estate
from gitcab.cli._options import format_option, full_option, repository_option
from gitcab.cli._own_repository import own_repository
from gitcab.cli._telling import tell, warn
from gitcab.cli.cab._publishing import Desk
from gitcab.forge.github.access import Access, access_from
from gitcab.forge.github.client import Client
from gitcab.forge.github.event import Poke, poke_of, read_payload
from gitcab.forge.github.pull import open_pull_requests, pull_of, pull_requests_with
from gitcab.forge.unavailable import ForgeUnavailable
from gitcab.model.gate import GateResult
from gitcab.reports import visible
from gitcab.store.tree import CannotRead

_EPILOG = """\b
Examples:
  gitcab cab publish 12
  gitcab cab publish --event "$GITHUB_EVENT_PATH"
  gitcab cab publish --open

It reads the facts from GitHub, fetches the commits that they speak of as
objects only, decides as `gitcab gate` does, and writes the status `gitcab`,
one comment, labels, and requests for review. The repository is the one in
GITHUB_REPOSITORY, or the clone's own; the token that in GH_TOKEN or GITHUB_TOKEN.

Exit code 0 says that all was decided and told, whatever the decision; 3 that
something could not be: then the status says so too.
"""


@click.command(epilog=_EPILOG)
@click.argument("numbers", metavar="[PR]...", type=click.IntRange(min=1), nargs=-1)
@click.option(
    "--event",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Those that the payload of a GitHub event is about.",
)
@click.option("--open", "every", is_flag=True, help="All that are open: time may have changed what holds.")
@click.option("--into", metavar="BRANCH", help="The branch that is guarded.  [default: the one checked out]")
@click.option("--as-check", is_flag=True, help="Write a check run, as a GitHub App should, and no status.")
@repository_option
@format_option(GateResult)
@full_option
@click.pass_context
def publish(
    ctx: click.Context,
    numbers: tuple[int, ...],
    event: Path | None,
    every: bool,
    into: str | None,
    as_check: bool,
    repo: Path,
    format_name: str,
    full: bool,
) -> None:
    """Decide pull requests as they are now and write the decision on GitHub.

    A pull request into another branch than the one that is guarded is never told yes.
    """
    if (bool(numbers), bool(event), every).count(True) != 1:
        raise click.UsageError("name pull requests, or give --event FILE, or --open")
    opened = open_estate(repo, by_index=False)
    poke = poke_of(read_payload(event)) if event else None
    access = access_from(os.environ)
    desk = Desk(Client(access), opened, _repository(repo, access, poke), _guarded(opened, into), as_check)
    results = list(_group(desk, poke) if poke and poke.base else _each(desk, _meant(desk, numbers, poke)))
    for result in results:
        if result:
            tell(result, format_name, full=full)
    ctx.exit(Exit.CLEAN if all(results) else Exit.CANNOT_TELL)


def _repository(repo: Path, access: Access, poke: Poke | None) -> str:
    """An event of another repository is not ours to decide."""
    name = own_repository(repo, access)
    if poke and poke.repository.casefold() != name.casefold():
        raise CannotTell(f"the event is one of {poke.repository}, not of {name}")
    return name


def _guarded(opened: Opened, into: str | None) -> str:
    branch = into or opened.repository.head_branch()
    if branch is None:
        raise click.UsageError("no branch is checked out: say which one is guarded with --into BRANCH")
    return branch


def _meant(desk: Desk, numbers: tuple[int, ...], poke: Poke | None) -> list[int]:
    if poke is None:
        return list(numbers or [each["number"] for each in open_pull_requests(desk.client, desk.repository, but=0)])
    if poke.number is not None:
        return [poke.number]
    found = pull_requests_with(desk.client, desk.repository, poke.sha)
    return [number for number, head in found.items() if head == poke.sha]


def _each(desk: Desk, numbers: list[int]) -> Iterator[GateResult | None]:
    """The answer on each that is open; None for one that could not be decided, which is told on its head."""
    for number in numbers:
        pull = pull_of(desk.client.get(f"/repos/{desk.repository}/pulls/{number}").content)
        if pull.state != "open":
            warn(f"#{number} is {pull.state}, so there is nothing to decide")
        elif pull.base_ref != desk.into:
            desk.say_unknown(pull.head_sha, f"it goes into another branch than {desk.into}")
            warn(f"#{number} goes into another branch than {desk.into}, so it is not decided")
        else:
            yield _told_anyway(desk, pull.head_sha, partial(desk.publish, number))


def _group(desk: Desk, poke: Poke) -> Iterator[GateResult | None]:
    yield _told_anyway(desk, poke.sha, partial(desk.publish_group, poke.base or "", poke.sha))


def _told_anyway(desk: Desk, sha: str, decide: Callable[[], GateResult]) -> GateResult | None:
    try:
        return decide()
    except (CannotRead, CannotTell) as error:
        warn(f"cannot tell: {visible(error.message)}" + (f"\n        {visible(error.hint)}" if error.hint else ""))
        with suppress(ForgeUnavailable):
            desk.say_unknown(sha, error.message)
        return None


COMMAND = publish
