"""`--baseline FILE`: the known findings of an estate that is being cleaned up."""

from collections.abc import Sequence
from pathlib import Path

import click

from gitcab.cli._opening import Opened
from gitcab.cli._telling import warn
from gitcab.model.finding import Finding
from gitcab.rules.baseline import Baseline, grown
from gitcab.store.commit_tree import CommitTree
from gitcab.store.reading import BYTES_A_FILE
from gitcab.store.tree import CannotRead


def less_known(
    findings: Sequence[Finding], opened: Opened, file: Path, *, update: bool, base: str | None
) -> tuple[Finding, ...]:
    """The findings that the file does not accept, and what is wrong with the file itself.

    `update` writes the file where there is none, and else takes out what is mended. It may not have
    grown since the base, or else since the last commit or the one before it, into which a pull
    request is merged when its checks run. Raises UsageError for a file that holds no baseline.
    """
    path = opened.from_top(file) or str(file)
    if update:
        _update(findings, file)
    known = _read(file)
    earlier = [_committed(opened, path, rev) for rev in ([base] if base else ["HEAD", "HEAD^1"])]
    added = known.grown_from(*(one for one in earlier if one is not None))
    accepted = Baseline(known.known).less(added)
    wrong = (*known.outdated(findings, path), *grown(added, path))
    return tuple(sorted((*accepted.unknown(findings), *wrong), key=lambda one: one.sort_key))


def _read(file: Path) -> Baseline:
    try:
        return Baseline.read(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        hint = "--update-baseline writes a first one"
        raise click.UsageError(f"there is no baseline {file}; {hint}") from None
    except (OSError, ValueError) as error:
        raise click.UsageError(f"{file}: {error}") from None


def _update(findings: Sequence[Finding], file: Path) -> None:
    baseline = _read(file).shortened(findings) if file.exists() else Baseline.of(findings)
    file.write_text(baseline.to_text(), encoding="utf-8")
    count = len(baseline.known)
    warn(f"{file} now accepts {count} known {'finding' if count == 1 else 'findings'}")


def _committed(opened: Opened, path: str, rev: str) -> Baseline | None:
    """The file as it is in that commit, None where the commit has none."""
    try:
        tree = CommitTree(opened.repository, opened.repository.resolve(rev), "")
        files = [one for one in tree.files() if one.path == path]
        texts = [content for _, content in tree.read(files, BYTES_A_FILE) if content is not None]
        return Baseline.read(texts[0].decode("utf-8")) if texts else None
    except (CannotRead, ValueError):
        return None
