"""The one place where what goes wrong becomes words and an exit code."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import click

from gitcab.cli._exit import Exit
from gitcab.policies.refusal import Refused
from gitcab.reports import visible
from gitcab.store.tree import CannotRead


class CannotTell(Exception):
    """A question that has no trustworthy answer; `hint` says what to do about it (exit 3)."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@contextmanager
def told(ctx: click.Context) -> Iterator[None]:
    """Runs a command's body; tells errors on the error stream and leaves with their exit code."""
    _speak_utf_8()
    try:
        yield
    except (click.exceptions.Exit, click.Abort, click.ClickException):
        raise
    except (CannotRead, CannotTell) as error:
        _say("cannot tell", error.message, error.hint)
        ctx.exit(Exit.CANNOT_TELL)
    except Refused as refused:
        _say("refused", visible(refused.message), visible(refused.hint))
        ctx.exit(Exit.FINDINGS)
    except BrokenPipeError:
        _drop_output()
        ctx.exit(Exit.CANNOT_TELL)
    except OSError as error:
        _drop_output()
        _say("cannot tell", f"the system says: {error}", "see to the disk and to who may read and write there")
        ctx.exit(Exit.CANNOT_TELL)
    except Exception as error:
        _say("a fault of gitcab's own", f"{type(error).__name__}: {error}", _FAULT_HINT)
        if os.environ.get("GITCAB_TRACEBACK"):
            import traceback

            traceback.print_exc()
        ctx.exit(Exit.FAULT)


def _speak_utf_8() -> None:
    """Whatever the locale says, so that the same input gives the same bytes and no character ends a run."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def _drop_output() -> None:
    """Nobody reads what is still waiting to be written; without this, Python would fail on it at the end."""
    with suppress(io.UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


_FAULT_HINT = "set GITCAB_TRACEBACK=1, run it again, and report what it prints"


def _say(what: str, message: str, hint: str = "") -> None:
    click.echo(f"gitcab: {what}: {visible(message)}", err=True)
    if hint:
        click.echo(f"        {visible(hint)}", err=True)
