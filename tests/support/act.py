"""Real workflow files, run on this machine by `act` in host mode: no container, no network, stand-ins for actions.

`pip`, `gh` and `sleep` are stand-ins too, which write down where and with what they were called.
"""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from support.fake_github import FakeGitHub

ROOT = Path(__file__).parents[2]
STUBS = ROOT / "tests/workflows/stubs"
OURS = "gitcab/gitcab"
BIN = Path(sys.executable).parent

_PROGRAM = """\
#!/bin/sh
echo "{name} $* at $(git rev-parse --quiet --verify HEAD)" >> "$TEST_CALLS"
"""

_PYTHON = f"""\
#!/bin/sh
mkdir -p "$3/bin"
ln -s "$(dirname "$0")/pip" "$3/bin/pip"
ln -s "{BIN}/gitcab" "$3/bin/gitcab"
"""


@dataclass(frozen=True)
class Run:
    """What a run leaves behind: whether all its jobs went well, what was printed, and which programs were called."""

    ok: bool
    log: str
    calls: str


class Runner:
    """A runner for workflows of the repository at `checkout`, in a folder of its own."""

    def __init__(self, folder: Path, checkout: Path, origin: Path, github: FakeGitHub) -> None:
        self.folder = folder
        self._checkout, self._origin, self._github = checkout, origin, github
        for name in ("home", "programs"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        programs = {name: _PROGRAM.format(name=name) for name in ("pip", "gh", "sleep")}
        for name, text in (programs | {"python": _PYTHON}).items():
            (folder / "programs" / name).write_text(text)
            (folder / "programs" / name).chmod(0o755)
        address = f"https://github.com/{github.world.repository}.git"
        (folder / "gitconfig").write_text(f'[url "{origin.as_uri()}"]\n\tinsteadOf = {address}\n')
        (folder / "action").mkdir()
        (folder / "action/action.yml").write_bytes((ROOT / "action.yml").read_bytes())

    def run(self, workflow: Path, event: str, payload: object, *options: str) -> Run:
        """Runs the workflow file as that event with that payload would; act's `options` may choose a job."""
        (self.folder / "event.json").write_text(json.dumps(payload))
        (self.folder / "calls").write_text("")
        command = [
            *(BIN / "act", event, *options, "--workflows", workflow, "--eventpath", self.folder / "event.json"),
            *("--directory", self._checkout, "--platform", "ubuntu-24.04=-self-hosted", "--pull=false"),
            *("--no-cache-server", "--artifact-server-addr", "127.0.0.1", "--no-skip-checkout"),
            *("--action-cache-path", self.folder / "actions", "--action-offline-mode"),
            *(word for action in _actions(workflow) for word in ("--local-repository", self._stand_in(action))),
            *("--secret", f"GITHUB_TOKEN={self._github.world.token}"),
            *(word for name, value in self._variables().items() for word in ("--env", f"{name}={value}")),
        ]
        surroundings = {"HOME": self.folder / "home", "XDG_CACHE_HOME": self.folder / "home", "PATH": self._path()}
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT", "GH_"))}
        ran = subprocess.run(command, env=kept | surroundings, capture_output=True, text=True, timeout=60, check=False)
        return Run(ran.returncode == 0, ran.stdout + ran.stderr, (self.folder / "calls").read_text())

    def _variables(self) -> dict[str, object]:
        return {
            "PATH": self._path(),
            "GITHUB_API_URL": self._github.url,
            "GITHUB_GRAPHQL_URL": f"{self._github.url}/graphql",
            "GITHUB_REPOSITORY": self._github.world.repository,
            "GIT_CONFIG_GLOBAL": self.folder / "gitconfig",
            "TEST_ORIGIN": self._origin.as_uri(),
            "TEST_CALLS": self.folder / "calls",
        }

    def _stand_in(self, action: str) -> str:
        """Our own action is the real one."""
        stub = STUBS / ("checkout" if action.startswith("actions/checkout@") else "nothing")
        return f"{action}={self.folder / 'action' if action.startswith(f'{OURS}@') else stub}"

    def _path(self) -> str:
        return f"{self.folder / 'programs'}:{BIN}:{os.environ['PATH']}"


def _actions(workflow: Path) -> list[str]:
    """Those of the workflow, and of ours that it may use."""
    text = workflow.read_text() + (ROOT / "action.yml").read_text()
    return sorted(set(re.findall(r"uses: (\S+@[0-9a-f]{40})", text)))
