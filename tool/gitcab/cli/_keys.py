"""Where keys come from: the private one from the environment only, the public one from wherever it lies."""

from pathlib import Path

KEY = "GITCAB_SIGNING_KEY"
"""The variable that holds the private key; it is never told."""


def public_key(written: str) -> str:
    """The key's text: that of the file where there is one so named."""
    try:
        return Path(written).read_text(encoding="ascii")
    except (OSError, ValueError):
        return written
