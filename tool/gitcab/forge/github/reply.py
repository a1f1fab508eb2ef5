"""One answer of GitHub's, or the want of one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class Reply:
    """Status, headers (their names in lower case) and the JSON that came.

    `lost` says in words why no whole answer came; the status is 0 then.
    """

    status: int
    content: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    has_next: bool = False
    lost: str = ""

    @property
    def is_good(self) -> bool:
        """Whether GitHub did what was asked, or says that nothing has changed since."""
        return 200 <= self.status < 300 or self.status == NOT_MODIFIED

    @property
    def message(self) -> str:
        """What GitHub says about a refusal; "" where it says nothing."""
        said = self.content.get("message") if isinstance(self.content, dict) else None
        return said if isinstance(said, str) else ""

    @property
    def moment(self) -> datetime | None:
        """GitHub's own clock when it answered, None where it does not say."""
        try:
            return parsedate_to_datetime(self.headers["date"]).astimezone(UTC)
        except (KeyError, ValueError):
            return None

    def number(self, header: str) -> int | None:
        """A header's whole number, None where there is none."""
        text = self.headers.get(header, "")
        return int(text) if text.isascii() and text.isdigit() else None
