"""A signed document in its envelope, as DSSE has it: gitcab.signed/1."""

from gitcab.model.envelope import Envelope
from gitcab.reports._look import Look
from gitcab.reports.json._document import document


def render_envelope(envelope: Envelope, look: Look) -> str:
    """The type, the bytes in base64, and the signatures."""
    return document("signed", envelope.model_dump(by_alias=True))


RENDER = {Envelope: render_envelope}
