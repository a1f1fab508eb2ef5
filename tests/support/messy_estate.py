"""An estate in which every sort of file lies: plain ones, odd ones, and such that nobody can read."""

from collections.abc import Mapping

from support.little_district import RECORDS
from support.repositories import ScratchRepository

_ITEM = """\
kind: ConfigurationItem
class: server
id: {id}
name: A server
owner: data-team
environment: production
life_cycle: {{stage: operational, status: in_use}}
"""


def plain_item(id: str, rest: str = "") -> str:
    """A plain item's file."""
    return _ITEM.format(id=id) + rest


MESS: Mapping[str, str | bytes] = {
    "cmdb/server/broken.yaml": "a: b: c\n",
    "cmdb/server/bytes.yaml": b"a: \xff\xfe",
    "cmdb/server/empty.yaml": "",
    "cmdb/server/kindless.yaml": "id: kindless\n",
    "cmdb/server/listed.yaml": "- a\n",
    "cmdb/server/misspelt.yaml": plain_item("misspelt").replace("owner", "owned_by"),
    "cmdb/server/misnamed.yml": plain_item("misnamed"),
    "cmdb/server/sta*r.yaml": plain_item("star"),
    "cmdb/server/back\\slash.yaml": plain_item("slash"),
    b"cmdb/server/\xff.yaml".decode("utf-8", "surrogateescape"): plain_item("bytes"),
    "cmdb/server/large.yaml": plain_item("large") + "# long\n" * 200_000,
    "cmdb/server/windows.yaml": plain_item("windows").replace("\n", "\r\n"),
    "cmdb/server/other-name.yaml": plain_item("some-name"),
    "cmdb/server/quiet.yaml": plain_item("quiet", "tags: [a]  # gitcab: ignore[orphan] it stands alone\n"),
    "cmdb/server/odd-class.yaml": plain_item("odd-class").replace("class: server", "class: no-such-class"),
    "cmdb/server/unlikely.yaml": plain_item("unlikely", 'attributes: {"a\\u00e9": "\\u0001\\u2028", b: [1, null]}\n'),
    "cmdb/server/dns-1-again.yaml": plain_item("dns-1"),
    "cmdb/server/sub/deep/dns-3.yaml": plain_item("dns-3", "relations: {runs_on: [vm-1]}\nformerly: [ns-3, ns-4]\n"),
    "cmdb/teams/delegating.yaml": (
        "kind: Team\nid: delegating\nname: D\nmembers: [ada]\nlead: ada\nsucceeded_by: data-team\n"
        'delegations: [{from: ada, to: grace, start: "2026-01-01", end: "2026-01-31"}]\n'
    ),
    "changes/2026/RFC-2026-11-20-new/new/dns-9.yaml": plain_item("dns-9"),
    "changes/2026/RFC-2026-11-20-new/new/lost-team.yaml": "kind: Team\nid: lost-team\nname: L\n",
    "changes/2026/RFC-2026-01-02-old.yaml": (
        "kind: RequestForChange\nid: RFC-2026-01-02-old\nstate: closed\nno_such_field: 1\n"
    ),
    "changes/notes.txt": "not a record\n",
}
"""Files to lay beside the little district's."""


def make_messy(repository: ScratchRepository) -> None:
    """Commits the little district with the mess, a link and a nested repository."""
    repository.write({**RECORDS, **MESS})
    (repository.path / "cmdb/server/link.yaml").symlink_to("dns-1.yaml")
    (repository.path / "cmdb/round").symlink_to(".")
    nested = ScratchRepository(repository.path / "cmdb/nested")
    nested.path.mkdir()
    nested.git("init", "--quiet", "--template=", "--initial-branch=main")
    nested.commit("Inside", {"cmdb/server/inside.yaml": plain_item("inside")})
    repository.commit("A messy estate")
