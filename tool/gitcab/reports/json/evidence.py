"""What a piece of evidence states: gitcab.evidence/1."""

from gitcab.model.evidence import Statement
from gitcab.reports._look import Look
from gitcab.reports.json._document import document


def render_statement(statement: Statement, look: Look) -> str:
    """Which decision, on what it rests, and who decided."""
    return document("evidence", statement.model_dump(mode="json", exclude={"schema_name"}))


RENDER = {Statement: render_statement}
