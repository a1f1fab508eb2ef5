"""Notices as Markdown, for mails, pages and chat rooms."""

from collections.abc import Iterator

from gitcab.model.notice import Notice, NoticeForOwners, NoticeForServiceDesk, NoticeForUsers
from gitcab.reports._escape import plain_words
from gitcab.reports._look import Look
from gitcab.reports._notice import parts, subject
from gitcab.reports.markdown._blocks import page


def render_notice(notice: Notice, look: Look) -> str:
    """The subject, then paragraphs and points; names that are plain words stand as they are."""
    return page(_notice(notice, look), look)


def _notice(notice: Notice, look: Look) -> Iterator[str]:
    yield f"### {subject(notice, plain_words)}"
    for part in parts(notice, plain_words, full=look.full):
        yield ""
        if part.heading:
            yield from (f"#### {part.heading}", "")
        for sentence in part.sentences:
            yield from (sentence, "")
        yield from (f"- {point}" for point in part.points)


RENDER = {NoticeForUsers: render_notice, NoticeForOwners: render_notice, NoticeForServiceDesk: render_notice}
