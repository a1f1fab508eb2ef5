"""Text from records is data: the one place that makes it harmless, one function for each target.

Threats: terminal escapes and hidden characters (ANSI, OSC, C1, bidirectional overrides), forged
workflow commands, mentions and HTML in Markdown, directives in mermaid, formulas in spreadsheets.
"""

import re

_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_BREAK = "\u200b"
_COMMAND_START = re.compile(r"^((?:\s|\x1b\[[0-9;]*m)*:)(?=:)", re.MULTILINE)
_NOT_IN_MERMAID = re.compile(r"[^A-Za-z0-9 _.-]")
_PLAIN_WORDS = re.compile(r"[A-Za-z][A-Za-z0-9 ',-]*")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def visible(text: str) -> str:
    """One line in which every control, format or invalid character is shown as an escape, such as `\\x1b`."""
    return _UNSEEN.sub(lambda found: _NAMED.get(found[0]) or _code(ord(found[0])), text)


def _code(point: int) -> str:
    if point < 0x100:
        return f"\\x{point:02x}"
    return f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"


def no_commands(page: str) -> str:
    """A finished page whose lines a workflow runner takes for no command, neither `::` nor `##[`."""
    return _COMMAND_START.sub(rf"\1{_BREAK}", page).replace("##[", f"##{_BREAK}[")


def command_text(text: str) -> str:
    """The message of a workflow command; line breaks in it must be ours."""
    lines = (visible(line).replace("%", "%25") for line in text.split("\n"))
    return "%0A".join(lines).replace("##[", f"##{_BREAK}[")


def command_property(text: str) -> str:
    """The value of a workflow command's property, such as `file`."""
    return command_text(visible(text)).replace(":", "%3A").replace(",", "%2C")


def json_text(encoded: str) -> str:
    """An encoded JSON document, equal in value, in which no raw character is hidden, invalid or a command."""
    hidden = _UNSEEN.sub(lambda found: found[0] if found[0] == "\n" else _json_code(found[0]), encoded)
    return hidden.replace("##[", "##\\u005b")


def _json_code(character: str) -> str:
    point = ord(character)
    if point < 0x10000:
        return f"\\u{point:04x}"
    point -= 0x10000
    return f"\\u{0xD800 + (point >> 10):04x}\\u{0xDC00 + (point & 0x3FF):04x}"


def sarif_text(text: str) -> str:
    """A message of SARIF's in which no reader sees a link."""
    return visible(text).replace("](", f"]{_BREAK}(")


def code_span(text: str) -> str:
    """A Markdown code span: no mention, link, reference or HTML is seen in it."""
    shown = visible(text) or "-"
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", shown)), default=0))
    padding = " " if shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{padding}{shown}{padding}{fence}"


def plain_words(text: str) -> str:
    """Words that mean nothing to Markdown as they are, anything else as a code span."""
    return text if _PLAIN_WORDS.fullmatch(text) else code_span(text)


def table_cell(text: str) -> str:
    """A code span in a cell of a Markdown table, where a bar would end the cell."""
    return code_span(text).replace("\\|", f"\\{_BREAK}|").replace("|", "\\|")


def mermaid_label(text: str) -> str:
    """A label of mermaid's: only letters, digits and ` _.-`, at most 60 of them."""
    return _NOT_IN_MERMAID.sub("_", text)[:60].strip() or "_"


def dot_string(text: str) -> str:
    """A quoted string of the DOT language."""
    shown = visible(text).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{shown}"'


def csv_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    shown = visible(text)
    return f"'{shown}" if text.lstrip(" ").startswith(_FORMULA) else shown


def shortened(text: str, length: int) -> str:
    """The text itself, or its beginning and a mark that there was more."""
    return text if len(text) <= length else f"{text[: length - 1]}…"
