"""Rows that SQL gave: gitcab.query/1."""

import json
from collections.abc import Iterator
from typing import Any

from gitcab.model.query_result import QueryResult
from gitcab.reports._escape import json_text
from gitcab.reports._look import Look


def query_result_pieces(result: QueryResult, look: Look) -> Iterator[str]:
    """The document piece by piece, a line for each row."""
    yield f'{{\n  "schema": "gitcab.query/1",\n  "columns": {_encoded(list(result.columns))},\n  "rows": ['
    separator = ""
    for row in result.rows:
        yield f"{separator}\n    {_encoded(dict(zip(result.columns, row, strict=True)))}"
        separator = ","
    yield "\n  ]\n}\n" if separator else "]\n}\n"


def render_query_result(result: QueryResult, look: Look) -> str:
    """The whole document."""
    return "".join(query_result_pieces(result, look))


def _encoded(value: Any) -> str:
    return json_text(json.dumps(value, ensure_ascii=False, allow_nan=False))


RENDER = {QueryResult: render_query_result}
PIECES = {QueryResult: query_result_pieces}
