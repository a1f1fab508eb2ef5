"""The wheel alone, in an empty environment, starts an estate that is clean."""

import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from gitcab import __version__
from gitcab.store.starter import example_files, starter_files
from support.repositories import make_repository

ROOT = Path(__file__).parents[2]
Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, capture_output=True, check=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Command:
    """Runs the `gitcab` of an environment that holds the wheel and, beside it, only what it depends on."""
    environment = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    python = environment / "bin/python"
    install = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-index", "--no-deps", wheel]
    subprocess.run(install, capture_output=True, check=True)
    (packages,) = environment.glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + os.linesep)

    def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        command = [environment / "bin/gitcab", *arguments]
        return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)

    return run


def test_the_wheel_holds_the_package_the_starter_and_the_example(wheel):
    held = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    code = {path.relative_to(ROOT / "tool").as_posix() for path in (ROOT / "tool").rglob("*.py")}
    starter = {f"gitcab/starter/{path}" for path, _ in starter_files()}
    example = {f"gitcab/example/{path}" for path, _ in example_files()}
    assert {name for name in held if not name.endswith(".gitkeep")} == code | starter | example


def test_the_installed_command_is_the_wheels_own(installed, tmp_path):
    assert installed("--version", cwd=tmp_path).stdout == f"gitcab {__version__}\n"


@pytest.mark.parametrize("options", [(), ("--example",)], ids=["starter", "example"])
def test_an_empty_repository_becomes_a_clean_estate(installed, tmp_path, options):
    make_repository(tmp_path)
    started = installed("init", *options, cwd=tmp_path)
    assert started.returncode == 0, started.stderr
    validated = installed("validate", cwd=tmp_path)
    assert validated.returncode == 0, validated.stdout + validated.stderr
    assert validated.stderr == ""


def test_nothing_that_is_there_is_overwritten(installed, tmp_path):
    mine = {"schemas/relations.yaml": "# mine\n", ".github/CODEOWNERS": "* @me\n"}
    make_repository(tmp_path, mine)
    installed("init", cwd=tmp_path)
    assert {path: (tmp_path / path).read_text() for path in mine} == mine
