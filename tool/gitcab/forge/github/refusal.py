"""Why GitHub did not do what it was asked, in words, and what would mend it."""

from gitcab.forge.github.lengths import short
from gitcab.forge.github.patience import rate_pause
from gitcab.forge.github.reply import Reply
from gitcab.forge.unavailable import ForgeUnavailable

_HINTS = {
    401: "the token is wrong or has expired; set GITHUB_TOKEN anew",
    403: "the token may not do this; see which permissions the workflow or the token has",
    404: "check the name and the number, and that the token may read this repository",
    422: "GitHub finds the request wrong; see its message",
}
_TOLD = 300
_MOVED = "the repository has another name now; use that one"
_LATER = "run it again later; www.githubstatus.com tells of outages"


def refusal(asked: str, reply: Reply) -> ForgeUnavailable:
    """The error for a question, as `GET /user`, that was not answered. It never holds the token."""
    if reply.lost:
        return ForgeUnavailable(f"GitHub: {reply.lost} ({asked})", _LATER)
    wait = rate_pause(reply)
    if wait is not None:
        hint = f"run it again in {max(round(wait / 60), 1)} min"
        return ForgeUnavailable(f"GitHub's rate limit is used up ({asked})", hint, reply.status)
    if reply.status == 200:
        return ForgeUnavailable(f"GitHub answers {asked} with errors: {_errors(reply)}")
    said = f": {short(reply.message, _TOLD)}" if reply.message else ""
    hint = _MOVED if 300 <= reply.status < 400 else _HINTS.get(reply.status, _LATER)
    return ForgeUnavailable(f"GitHub answers {reply.status} to {asked}{said}", hint, reply.status)


def _errors(reply: Reply) -> str:
    errors = reply.content.get("errors") if isinstance(reply.content, dict) else None
    found = [error for error in errors if isinstance(error, dict)] if isinstance(errors, list) else []
    told = "; ".join(str(error.get("message", "no message")) for error in found)
    return short(told, _TOLD) or "nothing that could be read"
