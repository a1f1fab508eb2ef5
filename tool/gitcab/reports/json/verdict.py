"""The board's verdict on a pull request: gitcab.verdict/1."""

from gitcab.model.verdict import Verdict
from gitcab.reports._look import Look
from gitcab.reports.json._document import document
from gitcab.reports.json._verdict import plain_verdict


def render_verdict(verdict: Verdict, look: Look) -> str:
    """Status, what is missing, the tree of reasons, and the reviews that do not count."""
    return document("verdict", plain_verdict(verdict))


RENDER = {Verdict: render_verdict}
