"""How long to wait before asking again, by GitHub's rules for rate limits and by common sense for faults.

Source: "Rate limits for the REST API" and "Best practices for using the REST API" in GitHub's manual.
"""

from gitcab.forge.github.reply import Reply

ATTEMPTS = 4
LONGEST = 120.0
"""Seconds; whoever must wait longer is told so instead."""

_FAULTS = {0, 500, 502, 503, 504}
_REFUSALS = {403, 429}
_A_MINUTE = 60.0


def pause(reply: Reply, attempt: int, *, is_repeatable: bool) -> float | None:
    """Seconds to wait before the question is asked again; None: it is not to be asked again.

    `attempt` counts from 0. What is not repeatable is asked again only where GitHub refused it for
    a rate limit, for only then it surely did not do it.
    """
    if limited := rate_pause(reply, attempt):
        return limited
    if reply.status in _FAULTS and is_repeatable:
        return float(reply.number("retry-after") or 2**attempt)
    return None


def rate_pause(reply: Reply, attempt: int = 0) -> float | None:
    """Seconds until the rate limit that refused this lets the next question in; None where none refused it."""
    if not _is_refused(reply):
        return None
    if (after := reply.number("retry-after")) is not None:
        return float(max(after, 1))
    if (reset := reply.number("x-ratelimit-reset")) and reply.number("x-ratelimit-remaining") == 0 and reply.moment:
        return max(reset - reply.moment.timestamp(), 0.0) + 1
    return _A_MINUTE * 2**attempt if _speaks_of_limits(reply) else None


def _is_refused(reply: Reply) -> bool:
    return reply.status in _REFUSALS or (reply.status == 200 and _speaks_of_limits(reply))


def _speaks_of_limits(reply: Reply) -> bool:
    """A refusal for a limit, which has the same status as one for a want of rights; GraphQL's has none at all."""
    errors = reply.content.get("errors") if isinstance(reply.content, dict) else None
    sorts = [error.get("type") for error in errors if isinstance(error, dict)] if isinstance(errors, list) else []
    return reply.status == 429 or "rate limit" in reply.message.lower() or "RATE_LIMITED" in sorts
