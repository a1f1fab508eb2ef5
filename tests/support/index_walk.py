"""A repository that a seeded walk edits; tests/support/index_deeds.py has the steps."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import yaml

from support.repositories import ScratchRepository

IDS = tuple(f"i{number}" for number in range(8))
MISSING = "nobody"
FOLDERS = ("cmdb/server", "cmdb/server/rack", "cmdb/database", "changes/2026/RFC-2026-01-01-x/new")
RFC = "RFC-2026-01-01-x"


class Walk:
    """One step after the other; the same seed gives the same walk."""

    def __init__(
        self, repository: ScratchRepository, seed: int, deeds: Sequence[Callable[["Walk"], None]], prefix: str = ""
    ) -> None:
        self._deeds = deeds
        self.repository = repository
        self.random = Random(seed)
        self.prefix = prefix
        self.commits = [repository.head()]
        self.steps: list[str] = []

    def step(self) -> str:
        """Does something; says what."""
        deed = self.random.choice(self._deeds)
        self.steps.append(deed.__name__)
        deed(self)
        return deed.__name__

    def root(self) -> Path:
        """The estate's folder."""
        return self.repository.path / self.prefix

    def some_path(self) -> Path:
        """A place for a record."""
        name = self.random.choice((*IDS, "readme"))
        return self.root() / self.random.choice(FOLDERS) / f"{name}.{'md' if name == 'readme' else 'yaml'}"

    def some_file(self) -> Path | None:
        """A file that is there."""
        found = sorted(path for path in self.root().rglob("*") if path.is_file() and ".git" not in path.parts)
        return self.random.choice(found) if found else None

    def text(self, name: str) -> str:
        """An item as the walk likes it now."""
        random = self.random
        targets = (*IDS, MISSING, "old-1", "old-2")
        relations: dict[str, Any] = {}
        for relation in random.sample(("depends_on", "runs_on", "member_of"), random.choice((0, 1, 2))):
            wanted: list[Any] = random.sample(targets, random.choice((1, 2)))
            if random.random() < 0.4 and relation != "member_of":
                wanted.append({"at_least": random.choice((1, 2)), "of": random.sample(targets, 2)})
            relations[relation] = wanted
        record: dict[str, Any] = {
            "kind": "ConfigurationItem",
            "class": random.choice(("server", "database")),
            "id": name if random.random() < 0.9 else random.choice(IDS),
            "name": f"Item {random.randrange(10)}",
            "owner": "team",
            "life_cycle": random.choice(
                ({"stage": "operational", "status": "in_use"}, {"stage": "end_of_life", "status": "retired"})
            ),
        }
        if random.random() < 0.3:
            record["formerly"] = random.sample(("old-1", "old-2", random.choice(IDS)), random.choice((1, 2)))
        if random.random() < 0.2:
            record["quorum"] = random.choice((1, 2))
        if relations:
            record["relations"] = relations
        return yaml.safe_dump(record, sort_keys=False)

    def git(self, *arguments: str) -> None:
        """Git's own command; what it refuses is no step."""
        with suppress(AssertionError):
            self.repository.git(*arguments)
