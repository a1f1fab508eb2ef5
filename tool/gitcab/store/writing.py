"""Writing into the work tree: whole files, each at once, and never through a link."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from gitcab.store.tree import CannotRead


class CannotWrite(CannotRead):
    """A file cannot be written where it should be; nothing was changed (exit 3)."""


def write_files(root: Path, contents: Mapping[str, bytes | None]) -> None:
    """Writes each path below `root`, None removes it; every path is checked before the first is touched.

    Raises CannotWrite for a path that leads through a link or out of the root, or that the
    system refuses.
    """
    check_paths(root, contents)
    for path, content in contents.items():
        try:
            _remove(root / path) if content is None else _replace(root / path, content)
        except OSError as error:
            raise CannotWrite(f"cannot write {path}: {error.strerror}", "check the folder's permissions") from None


def check_paths(root: Path, paths: Iterable[str]) -> None:
    """Raises CannotWrite for a path that leads through a link or out of the root."""
    for path in paths:
        _check(root, path)


def _check(root: Path, path: str) -> None:
    parts = Path(path).parts
    if Path(path).is_absolute() or ".." in parts or ".git" in parts:
        raise CannotWrite(f"{path} does not lie in the estate")
    step = root
    for part in parts:
        step = step / part
        if step.is_symlink():
            raise CannotWrite(f"{path} leads through a symbolic link", "replace the link by a real folder or file")


def _replace(target: Path, content: bytes) -> None:
    """A reader sees the old content or the new, never a half."""
    target.parent.mkdir(parents=True, exist_ok=True)
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    import tempfile  # whoever only reads need not wait for it

    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _remove(target: Path) -> None:
    target.unlink(missing_ok=True)
