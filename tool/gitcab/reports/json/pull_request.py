"""A pull request's facts: gitcab.facts/1, as the gate and an auditor read them again."""

from gitcab.model.pull_request import PullRequest
from gitcab.reports._look import Look
from gitcab.reports.json._document import document


def render_facts(pull_request: PullRequest, look: Look) -> str:
    """All facts, so that the same verdict follows from the file as from the forge."""
    unsaid = {"schema_name"} if pull_request.merged_at else {"schema_name", "merged_at"}
    return document("facts", pull_request.model_dump(mode="json", exclude=unsaid))


RENDER = {PullRequest: render_facts}
