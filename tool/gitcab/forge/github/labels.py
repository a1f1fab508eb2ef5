"""Labels of the pull request: ours say how it stands, everybody else's stay as they are."""

from collections.abc import Collection
from urllib.parse import quote

from gitcab.forge.github.client import Client
from gitcab.forge.github.picking import pick
from gitcab.forge.unavailable import ForgeUnavailable

FAMILY = "gitcab: "
"""How our labels begin."""

_GONE = 404


def set_labels(client: Client, repository: str, number: int, wanted: Collection[str], family: str = FAMILY) -> None:
    """Adds the wanted labels that lack and takes away others of the family. Raises ForgeUnavailable.

    Names are equal whatever their case; GitHub makes a label that the repository does not know.
    """
    path = f"/repos/{repository}/issues/{number}/labels"
    present = set(client.every(path, lambda label: pick(label, "name", str)))
    named = {name.casefold() for name in wanted}
    missing = sorted(name for name in wanted if name.casefold() not in {each.casefold() for each in present})
    for name in sorted(present):
        if name.casefold().startswith(family.casefold()) and name.casefold() not in named:
            _take_away(client, f"{path}/{quote(name, safe='')}")
    if missing:
        client.send("POST", path, {"labels": missing})


def _take_away(client: Client, path: str) -> None:
    try:
        client.send("DELETE", path)
    except ForgeUnavailable as error:
        if error.status != _GONE:
            raise
