"""Answers to questions in SQL, built by hand."""

from gitcab.model.query_result import QueryResult
from gitcab.model.query_tables import QueryColumn, QueryTable, QueryTables


def query_result() -> QueryResult:
    rows = (
        ("sis-database", "SIS database", 2, -0.5, None),
        ("dns-1", "Name server, data centre 1", 0, 12.25, '["core"]'),
    )
    return QueryResult(("id", "name", "incidents", "trend", "tags"), rows)


def empty_query_result() -> QueryResult:
    return QueryResult(("id",), ())


def query_tables() -> QueryTables:
    columns = (
        QueryColumn("id", "Its id."),
        QueryColumn("stage", "Where in its life cycle it is, as `operational` | `end_of_life`."),
    )
    return QueryTables((QueryTable("ci", "A configuration item.", columns), QueryTable("tag", "A tag.", columns[:1])))


ALL = (query_result, empty_query_result, query_tables)
