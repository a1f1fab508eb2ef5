"""The fast reader held against the careful one."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gitcab.store.document import Document
from gitcab.store.fast_yaml import accept
from gitcab.store.line_cache import LineCache
from gitcab.store.yaml_text import read
from support.yaml_values import as_json

ROOT = Path(__file__).parents[2]
FOLDERS = ("cmdb", "changes", "operations", "schemas")

PIECES = (
    *(b": |:|,|, |- |-|--- |...|#| #|[|]|{|}|? |?|&a|*a|!t|%|@|`|~|<<|=|\\|''|\"\"|'|\"".split(b"|")),
    *(b"|", b">", b"|-\n", b">2\n", b"\n", b"\n\n", b"\n ", b"\n    ", b" ", b"  ", b"\t", b"\r\n", b"\r"),
    *(b"0 1 -1 -0 +1 012 1_000 1e3 0x1f 0X1F 0o17 0b1 .5 5. 1.50 16.10 1.0 .inf .nan 1:30 _0 24x7 500e".split()),
    *(b"true null True: Null: yes no 2026-11-21 2026-11-21T10:00 kind: gitcab:".split()),
    *(word.encode() for word in ("é", "e\u0301", "–", "\xa0", "\ufeff", "\u2028", "\u202e", "\x85")),
    *(b"\x00", b"\x7f", b"\xff", b"\xc3"),
)
"""What readers of YAML stumble over."""


def estate_files() -> dict[str, bytes]:
    """Every YAML file of the example estate and of the schemas, by its path."""
    found = (path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.yaml")))
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in found}


_WARM = LineCache()
"""Knows lines of whatever has been compared before."""


def accepted_alike(content: bytes) -> dict[str, Any] | None:
    """What the fast reader accepts; it must be what the careful one reads, of the same types in the same order.

    Whoever reads the same by lines that are known, or not known yet, accepts it too, and nothing else.
    """
    value = accept(content)
    for cache in (LineCache(), _WARM):
        assert repr(cache.accept(content)) == repr(value), content
    if value is None:
        return None
    found = read(content, "x.yaml")
    assert isinstance(found, Document), (content, found)
    assert as_json(found.value) == as_json(value), content
    assert repr(found.value) == repr(value), content
    assert found.source.suppressions == ()
    return value


def damaged(files: list[bytes], seed: int) -> Iterator[bytes]:
    """Endless: files with some bytes replaced, inserted or deleted, and lines moved, doubled or indented otherwise."""
    rng = random.Random(seed)
    while True:
        content = rng.choice(files)
        for _ in range(rng.choice((1, 1, 1, 2, 3))):
            content = rng.choice((_inserted, _inserted, _replaced, _deleted, _indented, _doubled))(content, rng)
        yield content


def _inserted(content: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(content) + 1)
    return content[:at] + rng.choice(PIECES) + content[at:]


def _replaced(content: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(content) + 1)
    piece = rng.choice((rng.choice(PIECES), bytes([rng.randrange(256)])))
    return content[:at] + piece + content[at + rng.choice((1, 1, 2, 6)) :]


def _deleted(content: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(content) + 1)
    return content[:at] + content[at + rng.choice((1, 1, 2, 6, 30)) :]


def _indented(content: bytes, rng: random.Random) -> bytes:
    lines = content.split(b"\n")
    at = rng.randrange(len(lines))
    lines[at] = b" " * rng.randrange(7) + lines[at].lstrip()
    return b"\n".join(lines)


def _doubled(content: bytes, rng: random.Random) -> bytes:
    lines = content.split(b"\n")
    lines.insert(rng.randrange(len(lines)), rng.choice(lines))
    return b"\n".join(lines)
