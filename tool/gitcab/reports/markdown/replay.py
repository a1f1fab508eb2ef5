"""What a new policy would change: what it catches and costs, then a row for each decision."""

from collections.abc import Iterator

from gitcab.model.replay import Replay
from gitcab.reports._answers import unread_in_words
from gitcab.reports._escape import code_span, table_cell
from gitcab.reports._look import Look
from gitcab.reports._replay import COLUMNS, cells, replay_in_words
from gitcab.reports.markdown._blocks import page, table


def render_replay(replay: Replay, look: Look) -> str:
    """The sum, then the decisions on which the two policies differ."""
    return page(_replay(replay), look)


def _replay(replay: Replay) -> Iterator[str]:
    yield f"**{replay_in_words(replay)}**"
    yield from table(COLUMNS, [cells(one, table_cell) for one in replay.flipped])
    if replay.unread:
        yield from ("", unread_in_words(replay.unread, code_span))


RENDER = {Replay: render_replay}
