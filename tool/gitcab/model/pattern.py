"""Regular expressions that strangers write, matched in linear time.

Python's own engine can be made to run for hours by 28 characters (ReDoS). The engine here, Rust's,
which comes with pydantic, has no look-around and no back references, and never backtracks.
"""

from collections.abc import Callable
from functools import lru_cache

from pydantic import ValidationError
from pydantic_core import SchemaError, SchemaValidator
from pydantic_core.core_schema import str_schema

LONGEST = 500


@lru_cache(maxsize=1024)
def matcher(pattern: str) -> Callable[[str], bool]:
    """Tells whether a text contains a match of the pattern (anchor it with ^ and $ for the whole text).

    Raises ValueError, with the reason in one line, for a pattern that cannot be matched in linear time.
    """
    if len(pattern) > LONGEST:
        raise ValueError(f"is longer than {LONGEST} characters")
    try:
        judge = SchemaValidator(str_schema(pattern=pattern, regex_engine="rust-regex"))
    except SchemaError as error:
        raise ValueError(_reason(str(error))) from None

    def matches(text: str) -> bool:
        try:
            judge.validate_python(text)
        except ValidationError:
            return False
        return True

    return matches


def _reason(text: str) -> str:
    """The last line of the engine's words; those above it draw the pattern."""
    return text.strip().splitlines()[-1].removeprefix("error: ").removeprefix("SchemaError: ").strip().rstrip(".")
