"""What a new policy would change: a line for each decision, then what it catches and costs."""

from gitcab.model.replay import Replay
from gitcab.reports._answers import unread_in_words
from gitcab.reports._look import Look
from gitcab.reports._replay import COLUMNS, cells, replay_in_words
from gitcab.reports.text._page import Page


def render_replay(replay: Replay, look: Look) -> str:
    """The decisions on which the two policies differ, then the sum."""
    page = Page(look)
    if replay.flipped:
        page.table(COLUMNS, [cells(one) for one in replay.flipped])
        page.blank()
    page.line(replay_in_words(replay))
    if replay.unread:
        page.line(unread_in_words(replay.unread))
    return page.finish()


RENDER = {Replay: render_replay}
