"""What a YAML parser's complaint means in plain words."""

from typing import Any

from gitcab.model.finding import Flaw
from gitcab.model.source import Place
from gitcab.store.yaml_wording import TAB, Wording, tag

_MISFIT = "parts of one mapping or list start in the same column; look at the lines above as well"
_OWN_LINE = "start it on a line of its own"
_QUOTE = "put the text in quotes"

_NOT_YAML = Wording("yaml-syntax", "this is not YAML", "compare it with a record that is")
_UNQUOTED = Wording("yaml-syntax", "a quoted text starts here and never ends", "close it with the same quote")
_OPEN = Wording("yaml-syntax", "a bracket or brace opens here and is never closed", "close it with ] or }")
_ENDS_OPEN = Wording(
    "yaml-syntax", "the file ends inside a bracket or brace that is never closed", "close it with ] or }"
)
_NO_CHARACTER = Wording("file-encoding", "a backslash sequence that is no character", "write the character itself")

# What a problem says, then in plain words: what is wrong, and how to mend it.
_BY_PROBLEM = (
    ("mapping values are not allowed", "a colon cannot stand here", 'quote a text that holds ": "'),
    ("could not find expected ':'", "a key without its colon", "write `key: value`"),
    ("did not find expected key", "this does not fit the lines above it", _MISFIT),
    ("expected <block end>", "this does not fit the lines above it", _MISFIT),
    ("did not find expected '-'", "this does not fit the list above it", _MISFIT),
    ("sequence entries are not allowed", "a list item cannot stand here", _OWN_LINE),
    ("mapping keys are not allowed", "a key cannot stand here", _OWN_LINE),
    ("expected ',' or ']'", "a list in brackets lacks a comma or its end", "close it with ]"),
    ("expected ',' or '}'", "a mapping in braces lacks a comma or its end", "close it with }"),
    ("escape", "a backslash sequence that YAML does not know", "write two backslashes for one, or use single quotes"),
    ("cannot start any token", "a plain text cannot start with this character", _QUOTE),
    ("document start", "this stands outside of the record", _MISFIT),
    ("indentation indicator", "a block of text indents by 1 to 9 columns", "write | alone and the text below it"),
    ("comment or line break", "a block of text starts on the next line", "write | alone and the text below it"),
    ("unexpected ':'", "a colon needs a blank behind it here", "write a blank, or quote a text that holds a colon"),
    ("node content", "a value is missing here", "write it, or quote a text of punctuation"),
    ("alphabetic or numeric", "a plain text cannot start with & or *", _QUOTE),
)


def syntax_flaw(error: Any, text: str, path: str) -> Flaw:
    """The flaw that a parser's error stands for; `text` is what it parsed."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return _flaw(_NOT_YAML, None, text, path)
    problem, context = str(error.problem), str(error.context)
    if "quoted scalar" in context and ("end of stream" in problem or "document" in problem):
        return _flaw(_UNQUOTED, error.context_mark, text, path)
    if "flow" in context and mark.index >= len(text):
        return _flaw(_ENDS_OPEN if "node" in context else _OPEN, error.context_mark, text, path)
    return _flaw(_words(problem, context, mark.index, text), mark, text, path)


def _words(problem: str, context: str, at: int, text: str) -> Wording:
    line_start = text.rfind("\n", 0, at) + 1
    if "tab character" in problem or "\t" in text[line_start : at + 1]:
        return TAB
    if "tag" in context:
        return tag("!")
    if "Unicode" in problem:
        return _NO_CHARACTER
    known = (Wording("yaml-syntax", message, hint) for part, message, hint in _BY_PROBLEM if part in problem)
    return next(known, _NOT_YAML)


def _flaw(words: Wording, mark: Any, text: str, path: str) -> Flaw:
    last = text.count("\n") + 1
    if mark is None or mark.line >= last:
        return Flaw(words.rule, Place(path, last if mark else 1), words.message, words.hint)
    return Flaw(words.rule, Place(path, mark.line + 1, mark.column + 1), words.message, words.hint)
