"""A little district in which three pull requests were merged, or closed, and evidence was kept of each."""

import json
from base64 import b64encode
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from support.command import run
from support.little_district import RECORDS, SIS, little_district
from support.pull_requests import PullRequests
from support.repositories import ScratchRepository

EVIDENCE = "refs/gitcab/evidence"
PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = b64encode(PRIVATE.public_key().public_bytes_raw()).decode()
KEY = {"GITCAB_SIGNING_KEY": b64encode(bytes(range(32))).decode()}
NO_KEY = {"GITCAB_SIGNING_KEY": ""}

URGENT = "RFC-2026-11-21-mend-database"
PATH = f"changes/2026/{URGENT}.yaml"
TEAMS = {
    "cmdb/teams/apps-team.yaml": "kind: Team\nid: apps-team\nname: Applications\nmembers: [mchen, dortiz, rlee]\n",
    "cmdb/teams/data-team.yaml": "kind: Team\nid: data-team\nname: Data\nmembers: [akhan, bkim]\nroles: [ecab]\n",
    "cmdb/teams/board.yaml": (
        "kind: Team\nid: board\nname: Change board\nmembers: [hpatel, rstone]\nroles: [cab, change_manager]\n"
    ),
}
EMERGENCY = f"""\
kind: RequestForChange
id: {URGENT}
title: Mend the SIS database
type: emergency
state: scheduled
requested_by: mchen
assigned_to: [bkim]
justification: Grades are lost.
configuration_items:
  - {{id: sis-database, effect: outage, minutes: 10}}
schedule: {{start: 2026-11-21T12:00, end: 2026-11-21T14:00, time_zone: America/Chicago}}
plans: {{implementation: Mend it, backout: Restore it}}
links: {{incidents: [INC-1]}}
"""


class Desk:
    """The repository, its pull requests, and the evidence that is kept when one is merged or closed."""

    def __init__(self, folder: Path) -> None:
        self.repository = little_district(folder, TEAMS)
        self.pulls = PullRequests(self.repository, run)

    def merge(
        self, number: int, key: dict[str, str] = NO_KEY, *, squash: bool = False, merged_at: str | None = None
    ) -> str:
        """Merges without asking the gate, keeps evidence by facts that were read afterwards, and gives the commit."""
        facts, branch = self.pulls.facts(number), self.pulls.open_ones[number].branch
        merge = self._squash(branch) if squash else self.repository.merge(branch)
        facts |= {"base": {"ref": "main", "sha": merge}, "merged_at": merged_at}
        self.record(number, facts, "--merge", merge, key=key)
        del self.pulls.open_ones[number]
        return merge

    def close(self, number: int) -> None:
        """Closes unmerged, and keeps evidence."""
        self.record(number, self.pulls.facts(number), "--closed")
        del self.pulls.open_ones[number]

    def record(self, number: int, facts: dict[str, object], *options: str, key: dict[str, str] = NO_KEY) -> None:
        """`gitcab audit record`."""
        file = self.repository.path.parent / f"facts-{number}.json"
        file.write_text(json.dumps(facts))
        ran = run("audit", "record", "--pull-request", file, *options, cwd=self.repository.path, env=key)
        assert ran.code == 0, ran.out + ran.err

    def _squash(self, branch: str) -> str:
        self.repository.git("merge", "--quiet", "--squash", branch)
        return self.repository.commit("Squashed")


def kept_district(folder: Path, key: dict[str, str] = NO_KEY) -> ScratchRepository:
    """An emergency, an edit of tags that was squashed, and a pull request that was given up."""
    desk = Desk(folder)
    desk.pulls.open(1, "mchen", {PATH: EMERGENCY})
    for login in ("akhan", "dortiz", "hpatel", "rstone"):
        desk.pulls.review(1, login)
    desk.pulls.open(3, "mchen", {"README.md": "Another\n"})
    desk.merge(1, key)
    desk.pulls.open(2, "mchen", {SIS: RECORDS[SIS].replace("[student-records]", "[student-records, grades]")})
    desk.pulls.review(2, "akhan", "commented")
    desk.merge(2, key, squash=True)
    desk.close(3)
    return desk.repository
