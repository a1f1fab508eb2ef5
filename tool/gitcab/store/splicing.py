"""Ways to write one change into a file's text, the most careful first.

A careful way keeps comments, quotes and line breaks around the change. None of them knows what its text
means in the end: whoever asks reads it back and takes the next one if it is not what was meant.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from gitcab.model.source import Route
from gitcab.store.document import Document, Stretch
from gitcab.store.yaml_emitting import block_lines, double_quoted, entry_lines, flow, item_lines, key_text

_WIDTH = 100
_KEY = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\n]*?)[ ]*:(?=\s|\Z)""")
_BLOCK_HEADER = re.compile(r"[|>][0-9+-]*(?P<comment>[ ]+#[^\r\n]*)?")


class Splicing:
    """The text of one document, and where things stand in it."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._stretches = document.stretches
        self._break = "\r\n" if "\r\n" in document.text else "\n"

    def replaced(self, route: Route, value: Any) -> Iterator[str]:
        """Another value at a route."""
        stretch = self._stretches[route]
        if not route:
            yield self._spliced(stretch.start, block_lines(value, 0), self._line_end(stretch.end))
        elif self._stretches[route[:-1]].flow or self._stays_in_brackets(stretch, value):
            blank = " " if stretch.start == stretch.end else ""
            yield self._spliced(stretch.start, [blank + _quoted_like(self._old(stretch), value)], stretch.end)
        if route and not self._stretches[route[:-1]].flow:
            yield from self._as_entry(route, stretch, value)

    def inserted(self, route: Route, key: str | None, value: Any, after: Route) -> Iterator[str]:
        """One more key (or item, without a key) of the mapping or list at `route`, behind one of its own."""
        end = self._stretches[after].end
        if self._stretches[route].flow:
            part = flow(value) if key is None else f"{key_text(key)}: {flow(value)}"
            if self._column(self._line_end(end)) + len(part) <= _WIDTH:
                yield self._spliced(end, [f", {part}"], end)
        elif head := self._head(after):
            indent, at = self._column(head[0]), self._line_end(end)
            yield self._spliced(at, ["", *_lines(key, value, indent)], at)

    def removed(self, route: Route, before: Route | None, behind: Route | None) -> Iterator[str]:
        """Without the key or item at a route; `before` and `behind` are its neighbours, at least one of them."""
        stretch = self._stretches[route]
        if self._stretches[route[:-1]].flow:
            yield self._without_part(stretch, before, behind)
        elif head := self._head(route):
            yield from self._without_lines(head[0], self._line_end(stretch.end), behind)

    def _as_entry(self, route: Route, stretch: Stretch, value: Any) -> Iterator[str]:
        """The value behind its key or dash; the comment of that line stays there."""
        head = self._head(route)
        if head is None:
            return
        lead, behind = head
        old, indent, end = self._old(stretch), self._column(lead), self._line_end(stretch.end)
        key = None if stretch.key_start is None else "k"
        first, *rest = _lines(key, value, indent)
        first = first[indent + (1 if key is None else 2) :]
        if "\n" in self._text[behind : stretch.start]:
            comment = self._text[behind : self._line_end(behind)].rstrip()
            yield self._spliced(behind, [first + comment, *rest], end)
        elif header := not stretch.flow and _BLOCK_HEADER.match(old):
            yield self._spliced(behind, [first + (header["comment"] or ""), *rest], end)
        elif rest:
            yield self._spliced(behind, [first + self._text[stretch.end : end].rstrip(), *rest], end)
        else:
            word = f" {_quoted_like(old, value)}" if isinstance(value, str) and old[:1] in ("'", '"') else first
            yield self._spliced(behind, [word], stretch.end)

    def _without_part(self, stretch: Stretch, before: Route | None, behind: Route | None) -> str:
        start = _start(stretch)
        if behind is not None:
            end = _start(self._stretches[behind])
            if "#" in self._text[stretch.end : end]:
                end = self._text.find(",", stretch.end) + 1
            return self._text[:start] + self._text[end:]
        last = self._stretches[before].end if before is not None else start
        kept = start if "#" in self._text[last:start] else last
        return self._text[:kept] + self._text[stretch.end :]

    def _without_lines(self, lead: int, end: int, behind: Route | None) -> Iterator[str]:
        text = self._text
        start = lead - self._column(lead)
        if not text[start:lead].strip():
            after = text.find("\n", end) + 1
            yield text[:start] + text[after:] if after else text[:start].removesuffix("\n").removesuffix("\r")
        elif behind is not None and (head := self._head(behind)):
            if text[end : head[0]].strip():
                yield text[:lead].rstrip(" ") + text[end:]
            yield text[:lead] + text[head[0] :]

    def _head(self, route: Route) -> tuple[int, int] | None:
        """Where a value's key or dash starts and ends, in a block."""
        stretch = self._stretches[route]
        if stretch.key_start is not None:
            match = _KEY.match(self._text, stretch.key_start)
            return (stretch.key_start, match.end()) if match else None
        behind = len(self._text[: stretch.start].rstrip())
        return (behind - 1, behind) if self._text[behind - 1 : behind] == "-" else None

    def _stays_in_brackets(self, stretch: Stretch, value: Any) -> bool:
        is_filled = isinstance(value, dict | list) and value and len(self._old(stretch)) > 2
        return bool(stretch.flow and is_filled and self._column(stretch.start) + len(flow(value)) <= _WIDTH)

    def _spliced(self, start: int, lines: Iterable[str], end: int) -> str:
        return self._text[:start] + self._break.join(lines) + self._text[end:]

    def _old(self, stretch: Stretch) -> str:
        return self._text[stretch.start : stretch.end]

    def _line_end(self, offset: int) -> int:
        end = self._text.find("\n", offset)
        end = len(self._text) if end < 0 else end
        return end - 1 if self._text[end - 1 : end] == "\r" else end

    def _column(self, offset: int) -> int:
        start = self._text.rfind("\n", 0, offset) + 1
        return offset - start - self._text.startswith("\ufeff", start)


def _lines(key: str | None, value: Any, indent: int) -> Iterator[str]:
    if key is None:
        return item_lines(value, indent)
    return entry_lines(f"{' ' * indent}{key_text(key)}:", value, indent)


def _quoted_like(old: str, value: Any) -> str:
    if isinstance(value, str) and old[:1] == '"':
        return double_quoted(value)
    if isinstance(value, str) and old[:1] == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    return flow(value)


def _start(stretch: Stretch) -> int:
    return stretch.start if stretch.key_start is None else stretch.key_start
