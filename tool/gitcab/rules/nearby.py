"""Which records may have other findings than the mirror has, after what was laid over it has changed.

Whatever a rule looks at is one of these: the record itself, what it names and who names it, others with
its id, the team that it belongs to, circles of needs, hosts; and for the small kinds what they speak of.
When in doubt a record is among them: who is looked at in vain costs time and nothing else.
"""

import json

from gitcab.model.inventory import Inventory
from gitcab.model.outline import Outline
from gitcab.model.relation import MEMBERSHIP
from gitcab.rules._crews import Crews
from gitcab.rules._hosting import HOSTING
from gitcab.rules._screening import folded
from gitcab.store.index.neighbours import Neighbours

_ITEM, _TEAM = "ConfigurationItem", "Team"
_SUGGESTING = ("unknown-reference", "unknown-login", "unknown-group")
"""Rules that tell the name which is most alike, out of all there are."""


class Nearby:
    """`paths`, from the estate's root, are those of the records to judge anew.

    `rewired` are ids of items whose needs changed, and of those that they needed.
    """

    def __init__(self, neighbours: Neighbours, inventory: Inventory) -> None:
        self.paths: set[str] = set()
        self.rewired: set[str] = set()
        self._neighbours = neighbours
        self._inventory = inventory
        self._named: set[str] = set()
        self._targets: set[str] = set()
        self._spoken: set[str] = set()
        self._twins: set[str] = set()
        self._moved: set[str] = set()
        self._teams: set[str] = set()
        self._logins: set[str] = set()
        self._changes: set[str] = set()
        self._is_shifted = False
        self._has_other_names = False
        for change in neighbours.view.changes:
            self.paths.add(change.path)
            self._take(change.before, change.after)
        self._take_flaws()
        self._take_twins()
        self._take_successions()
        self._spread()

    def _take(self, before: Outline | None, after: Outline | None) -> None:
        both = [one for one in (before, after) if one is not None]
        self._has_other_names |= len({(one.kind, _names(one)) for one in both}) > 1 or len(both) < 2
        self._spoken.update(name for one in both for name in _names(one))
        items = [one if one is not None and _is_item(one) else None for one in (before, after)]
        if any(items):
            self._take_item(*items)
        teams = [one if one is not None and _is_team(one) else None for one in (before, after)]
        if any(teams):
            self._take_team(*teams)
        for one in both:
            if not _is_item(one) and not _is_team(one):
                self._take_small(one)

    def _take_item(self, before: Outline | None, after: Outline | None) -> None:
        if before is None or after is None or _seen(before) != _seen(after):
            for one in (before, after):
                if one is not None:
                    self._take_outward(one)
        elif before.links != after.links:
            links = {*before.links} ^ {*after.links}
            targets = {link.target for link in links}
            self._targets |= targets
            self._spoken |= targets
            self.rewired |= {before.id, *targets}
            self._is_shifted = True
            if any(link.relation in HOSTING for link in links):
                self._moved.add(before.id)
            self._moved.update(link.target for link in links if link.relation == MEMBERSHIP)
        elif before.quorum != after.quorum:
            self._is_shifted = True

    def _take_outward(self, item: Outline) -> None:
        """Others see the item differently, or see another one in its place."""
        names, targets = _names(item), {link.target for link in item.links}
        self._named |= names
        self._targets |= targets
        self._spoken |= names | targets
        self._twins |= {folded(name) for name in names}
        self.rewired |= names | targets
        self._moved |= names | {link.target for link in item.links if link.relation == MEMBERSHIP}
        self._is_shifted = True

    def _take_team(self, before: Outline | None, after: Outline | None) -> None:
        self.paths |= self._neighbours.of_kind("Policy")
        old, new = (_members(one) for one in (before, after))
        self._logins |= old ^ new
        both = [one for one in (before, after) if one is not None]
        if len({_team_seen(one) for one in both}) > 1 or len(both) < 2:
            for one in both:
                self._take_team_outward(one)

    def _take_team_outward(self, team: Outline) -> None:
        self._teams |= _names(team)
        self._twins |= {folded(name) for name in _names(team)}
        self._logins |= _members(team)

    def _take_small(self, record: Outline) -> None:
        self._changes |= {record.id} if record.proposed_by is None else {record.id, record.proposed_by}
        names = self._neighbours.names
        for kind, named in record.references:
            if kind == _ITEM:
                present = names.present(named)
                self._spoken |= {named, present, *names.older.get(present, ())}
            elif kind == "ChangeModel":
                self._spoken.add(named)
        if record.proposed_by is None:
            self._twins |= {folded(name) for name in _names(record)}
        if record.kind == "Policy":
            self.paths |= self._neighbours.of_kind("ChangeModel") | self._neighbours.referring("ChangeModel")

    def _take_flaws(self) -> None:
        """Whoever names a file that cannot be read is not told of it."""
        view = self._neighbours.view
        prefix, flawed = view.prefix, self._neighbours.flawed_anew()
        still = (*view.unread, *(flaw.place.path for flaw in view.flaws)) if flawed else ()
        if any("cmdb/teams" in path for path in (*flawed, *still)):
            self._take_strangers()
        for path in flawed:
            stem = path.rpartition("/")[2].rpartition(".")[0]
            self.paths.add(path.removeprefix(prefix))
            self._named.add(stem)
            self._spoken.add(stem)
            self._teams.add(stem)

    def _take_strangers(self) -> None:
        """A team's file may hold any login: while one cannot be read, nobody is told of people in no team."""
        around = self._neighbours
        self.paths |= around.asking_for_others(Crews(around.crews).logins)

    def _take_twins(self) -> None:
        """Where two have one id, the second takes its place when the first goes, and everything that it says counts."""
        done: set[str] = set()
        while self._twins - done:
            new = self._twins - done
            done |= new
            paths = self._neighbours.sharing(new) - self.paths
            self.paths |= paths
            for one in self._neighbours.view.outlines(paths) if paths else ():
                self._spoken |= _names(one)
                if _is_item(one):
                    self._take_outward(one)
                elif _is_team(one):
                    self._take_team_outward(one)

    def _take_successions(self) -> None:
        """Who names a team is told of the last one that succeeded it."""
        teams = list(self._neighbours.teams()) if self._teams else []
        while before := [one for one in teams if _heir(one) in self._teams and not _names(one) <= self._teams]:
            self._teams.update(*map(_names, before))

    def _spread(self) -> None:
        around = self._neighbours
        present = {around.names.present(target) for target in self._targets}
        self.paths |= around.naming(self._named) | around.having(self._targets | present | self._named)
        self.paths |= around.of_teams(self._teams) if self._teams else set()
        self.paths |= around.speaking_of(self._spoken | self._teams)
        self.paths |= around.asking_for_logins(self._logins)
        self.paths |= around.of_change(self._changes) if self._changes else set()
        self.paths |= around.following_models() if self._is_shifted else set()
        self.paths |= around.having(self._hosting()) if self._moved else set()
        if self._has_other_names or self._logins:
            prefix = around.view.prefix
            self.paths |= {path.removeprefix(prefix) for path in around.told_by(_SUGGESTING)}

    def _hosting(self) -> set[str]:
        """The items whose groups or members run on one that was moved, directly or not."""
        around = self._neighbours
        found = {*self._moved, *map(around.names.present, self._moved)}
        wave = set(found)
        while wave:
            wave = around.pointing(wave, HOSTING) - found
            found |= wave
        self._inventory.expect(found)
        clusters = {
            link.target for one in found for link in self._inventory.links_from(one) if link.relation == MEMBERSHIP
        }
        return found | clusters | around.grouping(found)


def _names(outline: Outline) -> frozenset[str]:
    return frozenset((outline.id, *outline.formerly))


def _is_item(outline: Outline) -> bool:
    return outline.kind == _ITEM and outline.proposed_by is None


def _is_team(outline: Outline) -> bool:
    return outline.kind == _TEAM and outline.proposed_by is None


def _seen(item: Outline) -> tuple[object, ...]:
    """What others look at. The order of former ids matters to nobody."""
    return (_names(item), item.id, item.item_class, item.state)


def _team_seen(team: Outline) -> tuple[object, ...]:
    return (_names(team), team.id, bool(_members(team)), _heir(team))


def _members(team: Outline | None) -> set[str]:
    read = json.loads(team.fields) if team is not None and team.fields else {}
    return {login.casefold() for login in read.get("members", ())}


def _heir(team: Outline) -> str | None:
    heir: str | None = json.loads(team.fields or "{}").get("succeeded_by")
    return heir
