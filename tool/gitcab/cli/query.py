"""Ask the records in SQL."""

import re
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

from gitcab.cli._asking import index_of
from gitcab.cli._clock import now_option, present
from gitcab.cli._leaving import leave_incomplete
from gitcab.cli._opening import open_estate
from gitcab.cli._options import full_option, repository_options
from gitcab.cli._telling import tell, tell_long
from gitcab.model.query_tables import QueryTables
from gitcab.reports import visible
from gitcab.store.index.asking import WrongStatement, ask, unread_in

_EPILOG = """\b
Examples:
  gitcab query "SELECT class, count(*) FROM ci GROUP BY class"
  gitcab query --param team=network-team \\
      "SELECT id, name FROM ci WHERE owner = :team" --format csv
  gitcab query "SELECT id, title FROM rfc WHERE start_utc > :now"
  gitcab query - < question.sql

Times in UTC are written as SQLite's own functions write them, so that
datetime(:now, '+7 days') compares with them. :now is the present, or what
--now says. docs/query.md has more questions.
"""
_FORMATS = ("table", "json", "csv", "markdown")


class _Parameter(click.ParamType[tuple[str, str]]):
    """`NAME=VALUE`, a value for `:NAME` in the statement; the value is text."""

    name = "parameter"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Name and value. Fails where there is no name."""
        name, sign, text = str(value).partition("=")
        if not (sign and name.lstrip(":").isidentifier()):
            self.fail(f"'{value}' does not say which name has which value; write NAME=VALUE", param, ctx)
        return name.lstrip(":"), text


@click.command(epilog=_EPILOG)
@click.argument("statement", metavar="[SQL | -]", required=False)
@click.option("--tables", is_flag=True, help="List the tables and what their columns mean.")
@click.option(
    "--param",
    "parameters",
    metavar="NAME=VALUE",
    type=_Parameter(),
    multiple=True,
    help="The text for :NAME in the statement; repeat it.",
)
@now_option
@click.option(
    "--format",
    "format_name",
    type=click.Choice(_FORMATS),
    default="table",
    show_default=True,
    help="How the answer is told.",
)
@full_option
@repository_options
def query(
    statement: str | None,
    tables: bool,
    parameters: tuple[tuple[str, str], ...],
    now: datetime | None,
    format_name: str,
    full: bool,
    repo: Path,
    rev: str | None,
) -> None:
    """Ask the records in SQL: one SELECT, which can change nothing.

    Without a statement it lists the tables. "-" reads the statement from standard input.
    """
    told_as = "text" if format_name == "table" else format_name
    if tables or statement is None:
        _tell_tables(told_as)
        return
    text = sys.stdin.read() if statement == "-" else statement
    moment = present(now).astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
    _answer(repo, rev, text, {"now": moment, **dict(parameters)}, told_as, full)


def _tell_tables(format_name: str) -> None:
    if format_name == "csv":
        raise click.UsageError("the list of tables has no CSV; --format json has all of it")
    from gitcab.store.index.views import query_tables

    tell(QueryTables(query_tables()), format_name, full=True)


def _answer(
    repo: Path, rev: str | None, statement: str, values: Mapping[str, str], format_name: str, full: bool
) -> None:
    names_findings = re.search(r"\bfinding\b", statement, re.IGNORECASE) is not None
    with index_of(open_estate(repo), rev, judged=names_findings) as index:
        unread = unread_in(index)
        try:
            tell_long(ask(index, statement, values), format_name, full=full)
        except WrongStatement as wrong:
            raise click.UsageError(visible(wrong.message)) from None
    leave_incomplete(unread)


COMMAND = query
