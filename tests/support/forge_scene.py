"""The little district on a GitHub of its own: a repository to fetch from, a clone of it, and pull requests."""

from pathlib import Path
from typing import Any

from support.board_scene import PATHS, RECORDS, UPGRADE, Plain, scene_files, written
from support.fake_github_state import World
from support.repositories import ScratchRepository, make_repository

TITLE = "Upgrade of the grades database"


class District:
    """`origin` is what GitHub has, `clone` what a workflow has checked out, `world` what GitHub knows of people."""

    def __init__(self, folder: Path) -> None:
        self.origin = make_repository(folder / "origin", scene_files())
        self.origin.git("config", "uploadpack.allowFilter", "true")
        self.origin.git("clone", "--quiet", self.origin.path.as_uri(), str(folder / "clone"))
        self.clone = ScratchRepository(folder / "clone")
        self.world = World()
        self.world.collaborators |= {"akhan", "pnovak", "rstone", "hpatel", "ywang", "zali", "jruiz", "efrost"}
        self.world.branches = {"main": self.origin.head()}

    def ask_for_upgrade(self, number: int = 12, **files: bytes) -> str:
        """A pull request by mchen that asks to schedule the upgrade; gives its head."""
        self.origin.checkout(f"work-{number}", new=True)
        head = self._commit(files, state="scheduled")
        self.world.open_pull(number, sha=head, head_ref=f"work-{number}")
        return head

    def push_to_upgrade(self, item: Plain, number: int = 12) -> str:
        """One more commit, in which what happens to the database is another; gives the new head."""
        self.origin.checkout(f"work-{number}")
        head = self._commit({}, state="scheduled", configuration_items=[{"id": "grades-db", **item}])
        return self.world.push(number, sha=head)

    def queue(self, number: int = 12) -> tuple[str, str]:
        """What a merge queue would merge: base and head of the group."""
        base = self.origin.head()
        self.origin.checkout("gh-readonly-queue", new=True)
        merged = self.origin.merge(f"work-{number}")
        self.origin.checkout("main")
        return base, merged

    def merge(self, number: int = 12) -> str:
        """Merges it, as somebody does who presses the button; gives the merge's commit."""
        merged = self.origin.merge(f"work-{number}")
        self.world.branches["main"] = merged
        self.world.pulls[number].state = "closed"
        return merged

    def _commit(self, files: dict[str, bytes], **fields: Any) -> str:
        path = PATHS[UPGRADE]
        head = self.origin.commit(TITLE, {path: written({**RECORDS[path], **fields}), **files})
        self.origin.checkout("main")
        return head
