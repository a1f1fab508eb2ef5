"""Which characters a file of records may hold: UTF-8 that shows what it says.

Control characters can forge terminal output, bidirectional ones can make a reviewer read another
text than the tool does (CVE-2021-42574), and line separators count as line breaks for some
readers only.
"""

import codecs
import re
import unicodedata

from gitcab.model.finding import Flaw
from gitcab.model.source import Place

RULE = "file-encoding"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_MISLEADING = "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
FORBIDDEN_IN_FILE = re.compile(rf"[{_CONTROL}{_MISLEADING}]|\r(?!\n)")
FORBIDDEN_IN_VALUE = re.compile(rf"[{_CONTROL}{_MISLEADING}\r]")
_SAVE_AS = "save the file as UTF-8"


def decode(content: bytes, path: str) -> str | Flaw:
    """The text of a file (a byte order mark at its start stays), or what is wrong with its characters."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Flaw(RULE, Place(path), "the file is UTF-16, not UTF-8", _SAVE_AS)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(content, error, path)
    found = FORBIDDEN_IN_FILE.search(text, 1 if text.startswith("\ufeff") else 0)
    if found is None:
        return text
    message = f"the file holds {name_of(found[0])}, which is not allowed"
    return Flaw(RULE, place_at(text, found.start(), path), message, _hint(found[0]))


def place_at(text: str, offset: int, path: str) -> Place:
    """The line and column of an offset; a byte order mark takes no column."""
    start = text.rfind("\n", 0, offset) + 1
    shift = 1 if start == 0 and text.startswith("\ufeff") else 0
    return Place(path, text.count("\n", 0, offset) + 1, max(offset - start - shift, 0) + 1)


def name_of(character: str) -> str:
    """A character that does not show, in words."""
    if character == "\r":
        return "a carriage return"
    name = unicodedata.name(character, "a control character" if character < "\xa0" else "no character")
    return f"U+{ord(character):04X} ({name.lower()})"


def _not_utf8(content: bytes, error: UnicodeDecodeError, path: str) -> Flaw:
    readable = content[: error.start].decode("utf-8")
    place = place_at(readable, len(readable), path)
    return Flaw(RULE, place, f"the byte 0x{content[error.start]:02X} is not UTF-8", _SAVE_AS)


def _hint(character: str) -> str:
    if character == "\r":
        return "end every line with a line feed, or with carriage return and line feed"
    if character == "\x00":
        return "remove it; if there are many, " + _SAVE_AS
    return "remove it"
