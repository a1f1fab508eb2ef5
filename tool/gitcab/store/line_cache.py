"""Reading many plain files: what a line means is looked up once, and the same lines come again and again.

Most lines of an estate stand in thousands of its files word by word (`criticality: low`, `os: Debian 12.12`), most
others with other digits (`id: vm-008200`). So a file is put together from what each of its lines means alone: an
entry, or an item of a list, in the column of the file or two or four further right, below the key of its block.
That is what the whole means, as each of them ends where the next line starts in its column or before. An entry
that has other lines below it is read with all of them.
"""

import re
from typing import Any

from gitcab.store.fast_yaml import KEY, LARGEST, accept

_MOST_LINES = 2048
_MOST_FORMS = 512
_LONGEST_LINE = 120
"""What is kept at most: two generations of lines, and one of forms, which are less than 2 MB."""

_MOST_ODD = 4
"""Entries of a file that are read with all of their lines, for each of which it is begun anew."""

_NO_TEXTS = frozenset(word for name in ("true", "false", "null") for word in (name, name.title(), name.upper()))
_LETTERS = r"[A-Za-z0-9 ,;._/()%+-]*+"
_TEXT = rf"(?:[A-Za-z]|[0-9]++-|[0-9]++\.[0-9]++\.){_LETTERS}(?::[A-Za-z0-9/]{_LETTERS})*(?<! )"
_NAME = "[A-Za-z][A-Za-z0-9_-]*+"
_NAMES = rf"\[({_NAME}(?:, {_NAME})*)\]"
SIMPLE = re.compile(rf"(  )?({KEY[:-1]}):(?: (?:({_TEXT})|{_NAMES}))?|  (  )?- ({_TEXT})")
"""Whether a line matches does not depend on which digits stand in it: what takes one of them takes all. So a line's
form, which is the line with zero bytes for digits, tells what lines with other digits mean."""

_GROUP = re.compile(rf"  (  )?- \{{({KEY[:-1]}): ([1-9]), ({KEY[:-1]}): {_NAMES}\}}")

_WITHOUT_DIGITS = bytes.maketrans(b"0123456789", bytes(10))

_ENTRY, _INNER_ENTRY, _HEAD, _INNER_HEAD, _ITEM, _INNER_ITEM = range(6)
"""What a line is. A head is a key alone; an inner line is indented by two, an inner item by four."""

Line = tuple[int, str, Any, int]
"""Which of these it is, its key and value; and where the value starts, if only the line's form is known, else 0."""

_COMMENT: Line = (_ENTRY, "", None, 0)
"""No key is empty. At most one comment stands in a file that is put together, mostly its first line."""

Block = dict[str, Any]
"""The entries below a head; or all its items as the value of an empty key."""


class LineCache:
    """Reads one file after another and keeps the lines that have come lately."""

    def __init__(self) -> None:
        self._known: dict[str, Line] = {}
        self._known_before: dict[str, Line] = {}
        self._forms: dict[bytes, Line] = {}

    def accept(self, content: bytes) -> dict[str, Any] | None:
        """What `fast_yaml.accept` gives. Files share parts of their values, so nobody may change one."""
        return self._put_together(content) or accept(content)

    def _put_together(self, content: bytes) -> dict[str, Any] | None:
        text = content.decode("latin-1")  # whether it is UTF-8 is asked of what is not ASCII
        if len(text) > LARGEST or "\0" in text or text[-1:] != "\n":
            return None  # a zero byte stands for any digit
        return self._mapping(text[:-1].split("\n"), _MOST_ODD)

    def _mapping(self, lines: list[str], most_odd: int) -> dict[str, Any] | None:
        """Each line in its place, in which it counts once; what stands below no head is not counted."""
        known, of_form = self._known.get, self._forms.get
        value: Block = {}
        opened: list[tuple[Block, str, Block]] = []
        stray: Block = {}
        block = inner_block = stray
        for line in lines:
            found = known(line) or of_form(line.encode("latin-1").translate(_WITHOUT_DIGITS)) or self._learnt(line)
            if found is None:
                joined = _joined(lines, line) if most_odd else None
                return self._mapping(joined, most_odd - 1) if joined else None
            kind, key, item, start = found
            if start:
                item = line[start:] if type(item) is str else line[start:-1].split(", ")
            if kind == _ENTRY:
                value[key] = item
                block = inner_block = stray
            elif kind == _INNER_ENTRY:
                block[key] = item
                inner_block = stray
            elif kind == _HEAD:
                block = value[key] = {}
                inner_block = stray
                opened.append((value, key, block))
            elif kind == _INNER_HEAD:
                inner_block = block[key] = {}
                opened.append((block, key, inner_block))
            else:
                (block if kind == _ITEM else inner_block).setdefault("", []).append(item)
        if len(value) + _closed(opened) < len(lines):
            return None  # or a key stands there twice
        value.pop("", None)
        return value

    def _learnt(self, line: str) -> Line | None:
        if "gitcab:" in line:
            return None
        found = self._known_before.get(line) or _simple(line) or _group(line) or _alone(line)
        if found is None:
            return None
        kind, key, item, start = found
        whole = (kind, key, item, 0)
        if len(line) > _LONGEST_LINE:
            return whole
        form = line.encode("latin-1").translate(_WITHOUT_DIGITS)
        if form.find(b"\0") >= start > 0:  # and no digit in the key
            self._keep_form(form, found)
        else:
            self._keep(line, whole)
        return whole

    def _keep_form(self, form: bytes, found: Line) -> None:
        if len(self._forms) >= _MOST_FORMS:
            self._forms.clear()
        self._forms[form] = found

    def _keep(self, line: str, whole: Line) -> None:
        if len(self._known) >= _MOST_LINES:
            self._known_before, self._known = self._known, {}
        self._known[line] = whole


def _closed(opened: list[tuple[Block, str, Block]]) -> int:
    """How many lines stand in these blocks. Each is what it is by then: no mapping where it has items or nothing."""
    count = 0
    for parent, key, block in opened:
        if "" in block:
            parent[key] = items = block.pop("")
            count += 0 if block else len(items)  # it cannot have both
        elif block:
            count += len(block)
        else:
            parent[key] = None
    return count


def _simple(line: str) -> Line | None:
    """A head, an item that is a text, or an entry whose value is a text or a list of names."""
    match = SIMPLE.fullmatch(line)
    if match is None:
        return _COMMENT if line.startswith("#") and line.isascii() and line.isprintable() else None
    inner, key, text, names, inner_item, item = match.groups()
    if item:
        return None if item in _NO_TEXTS else (_INNER_ITEM if inner_item else _ITEM, "", item, match.start(6))
    if text:
        return None if text in _NO_TEXTS else (_INNER_ENTRY if inner else _ENTRY, key, text, match.start(3))
    if names is None:
        return _INNER_HEAD if inner else _HEAD, key, None, 0
    listed = names.split(", ")
    return (_INNER_ENTRY if inner else _ENTRY, key, listed, match.start(4)) if _NO_TEXTS.isdisjoint(listed) else None


def _group(line: str) -> Line | None:
    """An item `{at_least: 1, of: [a, b]}`, as relations have them."""
    match = _GROUP.fullmatch(line)
    if match is None:
        return None
    inner, first, number, second, names = match.groups()
    listed = names.split(", ")
    if first == second or not _NO_TEXTS.isdisjoint(listed):
        return None
    return _INNER_ITEM if inner else _ITEM, "", {first: int(number), second: listed}, 0


def _alone(written: str) -> Line | None:
    """An entry as it is read in a file of its own."""
    is_inner = written.startswith("  ")
    entry = written[2 * is_inner :]
    if not entry[:1].isalpha() or entry[-1:] in "|>-":
        return None  # indented further, or its text stands below it
    value = accept(f"{entry}\n".encode("latin-1"))
    return (_INNER_ENTRY if is_inner else _ENTRY, *next(iter(value.items())), 0) if value else None


def _joined(lines: list[str], odd: str) -> list[str] | None:
    """The same with the whole entry as one line to which an odd line belongs; None where it stands alone."""
    first = lines.index(odd)
    while first and lines[first].startswith(" "):
        first -= 1
    end = first + 1
    while end < len(lines) and lines[end].startswith(" "):
        end += 1
    return [*lines[:first], "\n".join(lines[first:end]), *lines[end:]] if end - first > 1 else None
