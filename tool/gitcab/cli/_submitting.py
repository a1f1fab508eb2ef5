"""`--submit`: what was written becomes a branch, a commit and a page that opens the pull request."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

import click

from gitcab.cli._errors import CannotTell
from gitcab.cli._opening import Opened
from gitcab.model.pull_request_link import pull_request_link
from gitcab.policies.refusal import Refused
from gitcab.store.committing import OwnClone
from gitcab.store.tree import CannotRead

_CO_AUTHOR = f"{__name__}.co_author"

submit_option = click.option(
    "--submit", is_flag=True, help="Commit it on a branch of its own, push that to origin, and say where to go on."
)


@dataclass(frozen=True, slots=True)
class Submission:
    """A branch that is about to be made from HEAD: its name, its one commit's paths and message."""

    clone: OwnClone
    base: str | None
    branch: str
    paths: tuple[str, ...]
    message: str

    def send(self) -> None:
        """Commits, pushes, and tells the page. Raises CannotTell where the push fails; the commit stays."""
        self.clone.commit(self.branch, self.paths, self.message)
        click.echo(f"committed on the new branch {self.branch}")
        try:
            self.clone.push(self.branch)
        except CannotRead as error:
            hint = f"the commit is on {self.branch}: git push --set-upstream origin {self.branch}"
            raise CannotTell(f"it could not be pushed; {error.message}", hint) from None
        link = pull_request_link(self.clone.remote_url() or "", self.base, self.branch)
        click.echo(f"Next: open the pull request: {link}" if link else f"Next: open a pull request for {self.branch}")


def in_the_name_of(login: str, number: int) -> None:
    """Whatever the running command submits names this account, by GitHub's login and number, as co-author."""
    click.get_current_context().meta[_CO_AUTHOR] = f"{login} <{number}+{login}@users.noreply.github.com>"


def _co_author() -> str:
    person = click.get_current_context().meta.get(_CO_AUTHOR)
    return f"\n\nCo-authored-by: {person}" if person else ""


def prepared(opened: Opened, rfc: Mapping[str, Any], path: str, written: Collection[str]) -> Submission:
    """The submission of these paths, before they are written; the plain change, as it will be, lies at `path`.

    Raises Refused where something is in its way.
    """
    clone = OwnClone(opened.repository, opened.repository.top or opened.root)
    clone.demand_identity()
    proposed = opened.tree(None).files(f"{path.removesuffix('.yaml')}/new")
    paths = sorted(f"{opened.prefix}{one}" for one in {*written, *(file.path for file in proposed)})
    branch = _free(clone, f"rfc/{rfc['id']}-{rfc['state']}")
    if clone.remote_url() is None:
        raise Refused("there is no remote called origin to push to", "git remote add origin URL")
    if other := sorted(set(clone.staged()) - set(paths)):
        raise Refused(f"other changes are staged: {', '.join(other[:3])}", "commit them, or git restore --staged them")
    message = f"{rfc['title']}: {rfc['state']}\n\n{rfc['id']}{_co_author()}"
    return Submission(clone, opened.repository.head_branch(), branch, tuple(paths), message)


def _free(clone: OwnClone, name: str) -> str:
    """The name, or where an earlier step has taken it, `-2` and so on: a hold leaves the state as it is."""
    names = (f"{name}-{number}" if number > 1 else name for number in count(1))
    return next(one for one in names if not clone.has_branch(one))
