"""Comments that suppress a rule, and what only looks like one."""

from gitcab.store.document import Document
from gitcab.store.yaml_text import read

TEXT = """\
# gitcab: ignore[orphan] a spare
# another comment

kind: X  # gitcab: ignore[a-b,  c-d]   why not
text: "# gitcab: ignore[no] not a comment"
block: |  # gitcab: ignore[header] real
  # gitcab: ignore[no] not a comment
list:
  - plain # see gitcab: ignore[no]
  # gitcab: ignore[bare]
  - next
# gitcab: ignore[last] nothing follows
"""


def test_only_real_comments_count_and_speak_of_a_line() -> None:
    document = read(TEXT.encode(), "x.yaml")
    assert isinstance(document, Document)
    found = [(one.line, one.column, one.applies_to, one.rules, one.reason) for one in document.source.suppressions]
    assert found == [
        (1, 1, 4, ("orphan",), "a spare"),
        (4, 10, 4, ("a-b", "c-d"), "why not"),
        (6, 11, 6, ("header",), "real"),
        (10, 3, 11, ("bare",), ""),
        (12, 1, 12, ("last",), "nothing follows"),
    ]


def test_many_of_them_are_quick() -> None:
    document = read(b"a: 1\n" + b"# gitcab: ignore[x] y\n" * 40_000, "x.yaml")
    assert isinstance(document, Document)
    assert len(document.source.suppressions) == 40_000
