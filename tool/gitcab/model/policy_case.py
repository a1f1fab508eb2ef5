"""Cases with which a policy is tried: an edit, who has reviewed it, and what should come of it."""

from typing import Annotated, Any, Literal

from pydantic import Field

from gitcab.model.records._record import Line, Login, Part, Time


class PolicyCase(Part):
    """One case. `edit` has merge patches by a record's id, or by a path for a new one; null deletes."""

    case: Line
    by: Annotated[Login, Field(description="Who opens the pull request.")]
    edit: Annotated[dict[str, dict[str, Any] | None], Field(min_length=1)]
    approved_by: tuple[Login, ...] = ()
    objected_by: tuple[Login, ...] = ()
    at: Annotated[Time | None, Field(description="When it is decided, with an offset; else now.")] = None
    expect: Literal["allowed", "pending", "refused"]
    needs: Annotated[
        tuple[str, ...] | None, Field(description="The groups whose approvals are missing, in any order.")
    ] = None


class PolicyCases(Part):
    """A file of cases."""

    cases: Annotated[tuple[PolicyCase, ...], Field(min_length=1)]
