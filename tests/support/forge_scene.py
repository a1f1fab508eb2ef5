"""The little district on a GitHub of its own: a repository to fetch from, a clone of it, and pull requests."""

from pathlib import Path

from support.board_scene import PATHS, RECORDS, UPGRADE, scene_files, written
from support.fake_github_state import World
from support.repositories import ScratchRepository, make_repository

TITLE = "Upgrade of the grades database"


class District:
    """`origin` is what GitHub has, `clone` what a workflow has checked out, `world` what GitHub knows of people."""

    def __init__(self, folder: Path) -> None:
        self.origin = make_repository(folder / "origin", scene_files())
        self.origin.git("clone", "--quiet", self.origin.path.as_uri(), str(folder / "clone"))
        self.clone = ScratchRepository(folder / "clone")
        self.world = World()
        self.world.collaborators |= {"akhan", "pnovak", "rstone", "hpatel", "ywang", "zali", "jruiz", "efrost"}
        self.world.branches = {"main": self.origin.head()}

    def ask_for_upgrade(self, number: int = 12, **files: bytes) -> str:
        """A pull request by mchen that asks to schedule the upgrade; gives its head."""
        path = PATHS[UPGRADE]
        asked = {**RECORDS[path], "state": "scheduled"}
        self.origin.checkout(f"work-{number}", new=True)
        head = self.origin.commit(TITLE, {path: written(asked), **files})
        self.origin.checkout("main")
        self.world.open_pull(number, sha=head, head_ref=f"work-{number}")
        self.world.pulls[number].commits[-1] |= {"sha": head}
        self.origin.git("update-ref", f"refs/pull/{number}/head", head)
        return head
