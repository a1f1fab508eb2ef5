"""From a parser's events to a value with the place of each part, by YAML 1.2's core schema.

Nothing recurses, and the limits are judged on each event before anything is built of it.
"""

from typing import Any
from unicodedata import normalize

from gitcab.model.finding import Flaw
from gitcab.model.source import Place, Route
from gitcab.store import yaml_wording as wording
from gitcab.store.characters import FORBIDDEN_IN_VALUE, name_of, place_at
from gitcab.store.comments import Span
from gitcab.store.core_schema import Ambiguous, NumberTooLong, Scalar, plain_value
from gitcab.store.spots import Spot
from gitcab.store.yaml_limits import Limits
from gitcab.store.yaml_quirks import NOT_INDENTED, block_quirk, end_of_block, lines_quirk, plain_quirk


class Refused(Exception):
    """A file of which nothing more can be said than the flaws found so far."""


class _Level:
    """An open mapping or list: what it holds so far, and the key that waits for its value."""

    __slots__ = ("flow", "holds", "indent", "is_mapping", "key", "key_mark", "lines", "route", "start")

    def __init__(self, holds: Any, route: Route | None, start: Any, flow: bool, indent: int) -> None:
        self.holds = holds
        self.is_mapping = type(holds) is dict
        self.route = route
        self.start = start
        self.flow = flow
        self.indent = indent
        self.key: str | None = None
        self.key_mark = start
        self.lines: dict[str, int] = {}

    @property
    def awaits_key(self) -> bool:
        return self.is_mapping and self.key is None

    def next_route(self) -> Route:
        """Where the next value goes; the file's own value has no route above it."""
        if self.route is None:
            return ()
        return (*self.route, self.key if self.key is not None else len(self.holds))


class Building:
    """Takes one document's events in turn; `spots`, `scalars` and `flaws` grow with them."""

    def __init__(self, text: str, path: str, limits: Limits) -> None:
        self.flaws: list[Flaw] = []
        self.spots: dict[Route, Spot] = {}
        self.scalars: list[Span] = []
        self._text = text
        self._path = path
        self._limits = limits
        self._has_tabs = "\t" in text
        self._nodes = 0
        self._end = 0
        self._top = self._level = _Level([], None, None, False, -1)
        self._open: list[_Level] = []

    @property
    def value(self) -> Any:
        """The document's value, None where there is no document."""
        return self._top.holds[0] if self._top.holds else None

    def demand_mapping(self) -> None:
        """Refuses a file that holds nothing, or anything but fields."""
        if self.value is None:
            self.refuse(None, wording.EMPTY)
        if type(self.value) is not dict:
            self.refuse(None, wording.NO_MAPPING)

    def start_document(self, event: Any) -> None:
        """The start of the document; a second one is refused."""
        if self._top.holds:
            self.refuse(event.start_mark, wording.SECOND_DOCUMENT)
        if event.version or event.tags:
            self.refuse(event.start_mark, wording.DIRECTIVE)

    def open_mapping(self, event: Any) -> None:
        """The start of a mapping."""
        self._enter(event, {})

    def open_list(self, event: Any) -> None:
        """The start of a list."""
        self._enter(event, [])

    def close(self, event: Any) -> None:
        """The end of a mapping or list; in block style it ends where its last part does."""
        level = self._level
        if level.flow and self._text[level.start.index] in "[{":
            self._end = event.end_mark.index
        self._level = self._open.pop()
        self._put(level.holds, level.start, level.start.index, self._end, level.flow)

    def alias(self, event: Any) -> None:
        """A `*name`: told, and read as nothing."""
        self.complain(event.start_mark, wording.ALIAS)
        self._count(event.start_mark)
        if self._level.awaits_key:
            raise Refused
        self._put(None, event.start_mark, event.start_mark.index, event.end_mark.index, self._level.flow)

    def scalar(self, event: Any) -> None:
        """A text, number, boolean or nothing: a key where one is due, else a value."""
        mark, text, level = event.start_mark, event.value, self._level
        is_plain = event.implicit[0]
        self._count(mark)
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        start, end = self._stretch(event, is_plain)
        self._end = end
        self._judge(event, is_plain, start, end)
        if level.is_mapping and level.key is None:
            self._set_key(text, is_plain, mark)
        else:
            self._put(self._plain(text, mark) if is_plain else text, mark, start, end, level.flow)

    def complain(self, mark: Any, words: wording.Wording) -> None:
        """Notes a flaw at a parser's mark (or at the top, where there is none) and goes on."""
        place = Place(self._path, mark.line + 1, mark.column + 1) if mark else Place(self._path)
        self.flaws.append(Flaw(words.rule, place, words.message, words.hint))

    def refuse(self, mark: Any, words: wording.Wording) -> None:
        """Notes a flaw and gives up. Raises Refused, always."""
        self.complain(mark, words)
        raise Refused

    def refuse_at(self, offset: int, words: wording.Wording) -> None:
        """Notes a flaw at an offset and gives up. Raises Refused, always."""
        self.flaws.append(Flaw(words.rule, place_at(self._text, offset, self._path), words.message, words.hint))
        raise Refused

    def _count(self, mark: Any) -> None:
        self._nodes += 1
        if self._nodes > self._limits.nodes:
            self.refuse(mark, wording.too_many_values(self._limits.nodes))

    def _enter(self, event: Any, holds: Any) -> None:
        mark, above = event.start_mark, self._level
        self._count(mark)
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        if above.awaits_key:
            self.refuse(mark, wording.COMPLEX_KEY)
        if len(self._open) >= self._limits.depth:
            self.refuse(mark, wording.too_deep(self._limits.depth))
        self._open.append(above)
        flow = bool(event.flow_style)
        if (above.flow or flow) and mark.column <= above.indent:
            self.refuse(mark, NOT_INDENTED)
        self._level = _Level(holds, above.next_route(), mark, flow, above.indent if flow else mark.column)

    def _stretch(self, event: Any, is_plain: bool) -> Span:
        """The scalar's offsets; a block's header may end in a comment, which is no part of its text."""
        text, start, end = self._text, event.start_mark.index, event.end_mark.index
        if is_plain and not event.value:
            start = end = self._behind_key(start)
        elif event.style == "|" or event.style == ">":
            self._judge_block(event.start_mark, start, end)
            inner = text.find("\n", start, end)
            self.scalars.append((inner, end) if inner >= 0 else (end, end))
            return start, end_of_block(text, start, end)
        self.scalars.append((start, end))
        return start, end

    def _behind_key(self, start: int) -> int:
        """Where a value would stand that is not there: behind its colon, or behind a key that has none."""
        if self._level.key is None:
            return start
        colon = self._text.find(":", self._end, start)
        return self._end if colon < 0 else colon + 1

    def _judge_block(self, mark: Any, start: int, end: int) -> None:
        if quirk := block_quirk(self._text, start, end):
            self.refuse(mark, quirk)

    def _judge(self, event: Any, is_plain: bool, start: int, end: int) -> None:
        mark, level, text = event.start_mark, self._level, event.value
        if len(text) > self._limits.scalar:
            self.refuse(mark, wording.too_long(len(text), self._limits.scalar))
        if event.style == '"' and (found := FORBIDDEN_IN_VALUE.search(text)):
            self.complain(mark, wording.forbidden_character(name_of(found[0])))
        quirk = None
        if mark.column <= level.indent and (level.flow or not level.awaits_key) and start < end:
            quirk = NOT_INDENTED
        elif is_plain and self._has_tabs and "\t" in self._text[start:end]:
            quirk = wording.TAB
        elif is_plain and level.flow:
            quirk = plain_quirk(self._text, start, end)
        if quirk is None and mark.line != event.end_mark.line and event.style not in ("|", ">"):
            quirk = lines_quirk(self._text, (start, end), level.indent)
        if quirk is not None:
            self.refuse(mark, quirk)

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self.complain(event.start_mark, wording.ANCHOR)
        if event.tag is not None:
            self.complain(event.start_mark, wording.tag(event.tag))

    def _plain(self, text: str, mark: Any) -> Scalar:
        try:
            return plain_value(text, self._limits.digits)
        except Ambiguous as found:
            self.complain(mark, wording.ambiguous(text, found.reads_as))
        except NumberTooLong:
            self.complain(mark, wording.number_too_long(len(text), self._limits.digits))
        return text

    def _set_key(self, text: str, is_plain: bool, mark: Any) -> None:
        level = self._level
        if is_plain and text == "<<":
            self.complain(mark, wording.MERGE_KEY)
        elif is_plain and not _is_text(text):
            self.complain(mark, wording.key_is_no_text(text))
        same = text if text.isascii() else normalize("NFC", text)
        if same in level.lines:
            self.complain(mark, wording.duplicate_key(text, level.lines[same]))
        level.lines[same] = mark.line + 1
        level.key = text
        level.key_mark = mark

    def _put(self, value: Any, mark: Any, start: int, end: int, flow: bool) -> None:
        level = self._level
        route = level.next_route()
        line, column = mark.line + 1, mark.column + 1
        if level.key is None:
            level.holds.append(value)
            self.spots[route] = Spot(start, end, line, column, flow)
            return
        level.holds[level.key] = value
        level.key = None
        key = level.key_mark
        if start == end:
            line, column = key.line + 1, key.column + 1 + start - key.index
        self.spots[route] = Spot(start, end, line, column, flow, key.index, key.line + 1, key.column + 1)


def _is_text(key: str) -> bool:
    try:
        return isinstance(plain_value(key, len(key)), str)
    except Ambiguous:
        return False
