"""Asking for what is missing: one by one on a terminal, all at once, as a usage error, in a script."""

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import click

from gitcab.model.nearest import did_you_mean
from gitcab.reports import visible

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Question:
    """What is missing: the option that answers it, the words that ask for it, and what may be answered.

    `route` is where the answer goes in the record. `choices` are the only answers; without any,
    `check` judges a text (ValueError says why not).
    """

    option: str
    words: str
    route: tuple[str, ...]
    choices: Sequence[str] = ()
    check: Callable[[str], object] | None = None


def answer_all(missing: Callable[[], Iterable[Question]], take: Callable[[Question, str], None]) -> None:
    """Asks until nothing is missing; each answer may raise further questions.

    Raises UsageError, naming every missing option, where nobody sits at a terminal.
    """
    if not sys.stdin.isatty():
        options = [question.option for question in missing()]
        if options:
            raise click.UsageError(f"missing {', '.join(options)}; on a terminal gitcab would ask for them")
        return
    while question := next(iter(missing()), None):
        take(question, _ask(question))


def _ask(question: Question) -> str:
    shown = f" ({', '.join(question.choices)})" if 0 < len(question.choices) <= _SHOWN else ""
    more = " (? lists them)" if len(question.choices) > _SHOWN else ""
    asked = visible(f"{question.words}{shown or more}")
    answer: str = click.prompt(asked, value_proc=lambda text: _judged(question, text))
    return answer


def _judged(question: Question, text: str) -> Any:
    answer = text.strip()
    if question.choices and answer not in question.choices:
        if answer == "?":
            raise click.UsageError(visible(f"one of {', '.join(question.choices)}"))
        meant = did_you_mean(answer, question.choices) or "? lists what there is"
        raise click.UsageError(f"'{answer}' is not there; {meant}")
    try:
        if question.check:
            question.check(answer)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    if not answer:
        raise click.UsageError("something must be written here")
    return answer
