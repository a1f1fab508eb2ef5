"""The command, run inside the test's own process, as a user would run it."""

from collections.abc import Mapping
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run leaves behind: its exit code, what it told and what it complained."""

    code: int
    out: str
    err: str


def run(*arguments: str | Path, cwd: Path | None = None, stdin: str = "", env: Mapping[str, str] | None = None) -> Ran:
    """Run `gitcab` with these arguments in that folder; a fault of gitcab's own fails the test."""
    from gitcab.cli import main

    written = [str(each) for each in arguments]
    with chdir(cwd or Path.cwd()):
        runner = CliRunner()
        result = runner.invoke(main, written, input=stdin, env=env, catch_exceptions=False, prog_name="gitcab")
    return Ran(result.exit_code, result.stdout, result.stderr)
