"""A suggestion as a comment on the line that it mends."""

from gitcab.model.gate import Suggestion
from gitcab.reports._escape import code_span
from gitcab.reports._look import Look
from gitcab.reports._suggestion import suggestion_block


def render_suggestion(one: Suggestion, look: Look) -> str:
    """Why, and the line to take over."""
    return f"{code_span(one.why)}\n\n{suggestion_block(one)}\n"


RENDER = {Suggestion: render_suggestion}
