"""Where the estate begins: often git's top, sometimes a folder of a larger repository."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath

from gitcab.store.git import check_version
from gitcab.store.landmarks import LANDMARKS
from gitcab.store.repository import Repository, open_repository
from gitcab.store.tree import CannotRead


def find_estate(path: Path, meanwhile: Callable[[], None] = check_version) -> tuple[Repository, str]:
    """The repository around a folder, and the estate's root in it: "" or "it/estate/", from git's top.

    In a work tree the root is the nearest folder, upwards from `path`, that has one of LANDMARKS,
    or `path` itself where none has. In a bare clone it is the top of HEAD, or the only folder there
    that has one of them. `meanwhile` is as in `open_repository`. Raises CannotRead where there is no
    repository.
    """
    repository = open_repository(path, meanwhile)
    if repository.top is None:
        return repository, _root_in_bare(repository)
    return repository, _root_on_disk(repository.top, path.resolve())


def _root_on_disk(top: Path, given: Path) -> str:
    inside = PurePosixPath(given.relative_to(top).as_posix())
    for folder in (inside, *inside.parents):
        if any((top / folder / landmark).is_dir() for landmark in LANDMARKS):
            return _prefix(folder)
    return _prefix(inside)


def _prefix(folder: PurePosixPath) -> str:
    return f"{folder}/" if folder.name else ""


def _root_in_bare(repository: Repository) -> str:
    try:
        head = repository.resolve("HEAD")
    except CannotRead:
        return ""
    if next(repository.list_tree(head, folders=LANDMARKS), None) is not None:
        return ""
    paths = (PurePosixPath(file.path).parts for file in repository.list_tree(head))
    roots = {parts[0] for parts in paths if len(parts) > 2 and parts[1] in LANDMARKS}
    return f"{roots.pop()}/" if len(roots) == 1 else ""
