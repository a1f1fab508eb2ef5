"""How every JSON document begins, is laid out, and ends."""

import json
from collections.abc import Mapping
from typing import Any

from gitcab.reports._escape import json_text


def document(schema: str, content: Mapping[str, Any]) -> str:
    """The document of that schema (`impact` is `gitcab.impact/1`): UTF-8 text that ends in a line break."""
    whole = {"schema": f"gitcab.{schema}/1", **content}
    return json_text(json.dumps(whole, ensure_ascii=False, indent=2, allow_nan=False)) + "\n"


def given(**content: Any) -> dict[str, Any]:
    """What is not None of these."""
    return {key: value for key, value in content.items() if value is not None}
