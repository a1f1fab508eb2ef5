"""Whether git may have written other bytes to the disk than it keeps, so that its word on a file is not enough."""

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

_CONVERTING = {"text", "crlf", "eol", "filter", "ident", "working-tree-encoding"}
_WILD = re.compile(r"[*?\[\]\\]")
_YAML = ".yaml"

ATTRIBUTES = ".gitattributes"


def is_converting(attributes: bytes) -> bool:
    """Whether a file of attributes may let git convert a file whose name ends in .yaml."""
    lines = attributes.decode("utf-8", "replace").splitlines()
    return any(_converts_yaml(line.strip()) for line in lines)


def _converts_yaml(line: str) -> bool:
    if not line or line.startswith("#"):
        return False
    if line.startswith(('"', "[attr]")):
        return True
    pattern, *given = line.split()
    ending = _WILD.split(pattern)[-1].casefold()
    fits = ending.endswith(_YAML) or _YAML.endswith(ending)
    return fits and any(one.partition("=")[0] in _CONVERTING for one in given)


def settings_convert(settings: Mapping[str, str]) -> bool:
    """Whether the user's own settings let git convert line ends, whatever the attributes say."""
    return settings.get("core.autocrlf", "false").lower() not in ("false", "no", "off", "0")


def attribute_files(top: Path, root: Path, common_dir: Path, settings: Mapping[str, str]) -> Iterable[Path]:
    """The files of attributes above the estate's folders, whether they are there or not."""
    own = settings.get("core.attributesfile")
    home = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    yield Path(own or f"{home}/git/attributes").expanduser()
    yield common_dir / "info" / "attributes"
    yield from (folder / ATTRIBUTES for folder in (root, *root.parents) if folder.is_relative_to(top))
