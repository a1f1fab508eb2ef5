"""The one door to YAML: the bytes of a file to a value with the place of each part, or to its flaws.

What is read is YAML 1.2's core schema without what makes reviewing hard: aliases, anchors, tags,
directives, further documents, duplicate keys, and values that other readers take for something else.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

import yaml
import yaml.parser
import yaml.reader
import yaml.scanner

from gitcab.model.finding import Flaw
from gitcab.model.source import Place, Source
from gitcab.store import yaml_wording as wording
from gitcab.store.characters import decode
from gitcab.store.comments import stray, suppressions
from gitcab.store.document import Document
from gitcab.store.spots import Marks, Stretches
from gitcab.store.yaml_building import Building, Refused
from gitcab.store.yaml_emitting import document_text, emit
from gitcab.store.yaml_limits import LIMITS, Limits
from gitcab.store.yaml_syntax import syntax_flaw

__all__ = ["LIMITS", "Limits", "document_text", "emit", "read"]

_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*%")


class PlainParser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """PyYAML's parser in Python, for where its C library is missing."""

    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)


# PyYAML names its C library's parser only where it was built with it.
Parser: Callable[[str], Any] = getattr(yaml, "CBaseLoader", PlainParser)


def read(content: bytes, path: str, limits: Limits = LIMITS) -> Document | tuple[Flaw, ...]:
    """The one mapping that a file holds, or all that is wrong with it; `path` is only for telling.

    Raises nothing, whatever the bytes are.
    """
    if len(content) > limits.bytes:
        words = wording.too_many_bytes(len(content), limits.bytes)
        return (Flaw(words.rule, Place(path), words.message, words.hint),)
    text = decode(content, path)
    if isinstance(text, Flaw):
        return (text,)
    return _read_record(content, text, path, limits)


def _read_record(content: bytes, text: str, path: str, limits: Limits) -> Document | tuple[Flaw, ...]:
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    body = text.removeprefix(mark)
    building = Building(body, path, limits)
    try:
        parse(body, path, building)
        building.demand_mapping()
    except Refused:
        return tuple(building.flaws)
    source = Source(path, Marks(building.spots), suppressions(body, building.scalars))
    return Document(content, building.value, Stretches(building.spots, len(mark)), source)


def parse(text: str, path: str, building: Building) -> None:
    """Lets the building take the text's one document, whatever its value. Raises Refused where it has flaws."""
    if directive := _DIRECTIVE.match(text):
        building.refuse_at(directive.end() - 1, wording.DIRECTIVE)
    try:
        _take_events(Parser(text), building)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        building.flaws.append(syntax_flaw(error, text, path))
        raise Refused from None
    if (found := stray(text, building.scalars)) is not None:
        building.refuse_at(found, wording.BY_STRAY[text[found]])
    if building.flaws:
        raise Refused


def _take_events(parser: Any, building: Building) -> None:
    takers: Mapping[type, Callable[[Any], None]] = {
        yaml.ScalarEvent: building.scalar,
        yaml.MappingStartEvent: building.open_mapping,
        yaml.MappingEndEvent: building.close,
        yaml.SequenceStartEvent: building.open_list,
        yaml.SequenceEndEvent: building.close,
        yaml.AliasEvent: building.alias,
        yaml.DocumentStartEvent: building.start_document,
    }
    next_event = parser.get_event
    sort = None
    while sort is not yaml.StreamEndEvent:
        event = next_event()
        sort = type(event)
        if sort in takers:
            takers[sort](event)
