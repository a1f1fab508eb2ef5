"""Notices as mails in plain text."""

from gitcab.model.notice import Notice, NoticeForOwners, NoticeForServiceDesk, NoticeForUsers
from gitcab.reports._look import Look
from gitcab.reports._notice import parts, subject
from gitcab.reports.text._page import Page


def render_notice(notice: Notice, look: Look) -> str:
    """The subject, then paragraphs and points."""
    page = Page(look)
    page.line((subject(notice), "bold"))
    for part in parts(notice, full=look.full):
        page.blank()
        if part.heading:
            page.line((part.heading, "bold"))
        for sentence in part.sentences:
            page.line(sentence)
        for point in part.points:
            page.line(point, first="- ")
    return page.finish()


RENDER = {NoticeForUsers: render_notice, NoticeForOwners: render_notice, NoticeForServiceDesk: render_notice}
