"""Markdown of our own manuals as text to read: no marker is left, code stays as it stands."""

import re
from collections.abc import Iterator

from gitcab.reports.text._page import Page, Piece

_INLINE = re.compile(r"(`+)(?P<code>.+?)\1|\*\*(?P<strong>.+?)\*\*|\[(?P<words>[^\]]+)\]\((?P<target>[^)]+)\)")
_ITEM = re.compile(r"(?P<mark>[-*]|\d+\.) +(?P<words>.*)")
_FENCE = re.compile(r"```.*")


def pieces(words: str) -> Iterator[Piece]:
    """A paragraph's words, code and emphasis styled."""
    position = 0
    for found in _INLINE.finditer(words):
        yield words[position : found.start()]
        if found["code"]:
            yield (found["code"].strip(), "cyan")
        elif found["strong"]:
            yield (found["strong"], "bold")
        else:
            yield f"{found['words']} ({found['target']})"
        position = found.end()
    yield words[position:]


def tell_markdown(manual: str, page: Page) -> None:
    """The manual on the page: headings, paragraphs, lists, and code as it stands."""
    for block in _blocks(manual.strip().splitlines()):
        page.blank()
        _tell_block(block, page)


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Runs of lines between empty ones; a fenced piece of code is one run with its fences."""
    block: list[str] = []
    fenced = False
    for line in lines:
        opens_or_ends = bool(_FENCE.fullmatch(line.strip()))
        if not fenced and block and (opens_or_ends or not line.strip()):
            yield block
            block = []
        if fenced or line.strip():
            block.append(line)
        fenced ^= opens_or_ends
        if opens_or_ends and not fenced:
            yield block
            block = []
    if block:
        yield block


def _tell_block(block: list[str], page: Page) -> None:
    if _FENCE.fullmatch(block[0].strip()):
        _tell_code([line for line in block if not _FENCE.fullmatch(line.strip())], page)
    elif all(line.startswith("    ") for line in block):
        _tell_code([line[4:] for line in block], page)
    elif block[0].startswith("#"):
        page.line((block[0].lstrip("#").strip(), "bold"))
        if block[1:]:
            _tell_block(block[1:], page)
    else:
        for mark, words in _paragraphs(block):
            page.line(*pieces(words), first=mark)


def _tell_code(lines: list[str], page: Page) -> None:
    for line in lines:
        page.line((line, "cyan"), first="    ")


def _paragraphs(block: list[str]) -> Iterator[tuple[str, str]]:
    """Marks (`- ` or none) and the words behind them, joined over lines."""
    mark, words = "", ""
    for line in block:
        item = _ITEM.fullmatch(line.strip())
        if item and words:
            yield mark, words
            words = ""
        mark = f"{item['mark']} " if item else mark
        words = f"{words} {item['words'] if item else line.strip()}".strip()
    yield mark, words
