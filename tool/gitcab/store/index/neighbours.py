"""Who is near a record: which others name it, share its id, belong to it or run on it. Paths count from the root."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from gitcab.model.outline import Outline
from gitcab.store.index.names import Names
from gitcab.store.index.view import View

_ITEM = "kind = 'ConfigurationItem' AND proposed_by IS NULL"
_SMALL = "kind <> 'ConfigurationItem'"
_MANY = 50
"""So many names and more are not looked for one by one in the records of the small kinds."""


class Neighbours:
    """Asks a view about what lies around some of its records, by indexes."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.names = Names(view)

    def is_below(self, path: str) -> bool:
        """Whether there is a record at the path or below it, "" being the root."""
        if not path:
            return bool(self.view.ask("SELECT 1 FROM record LIMIT 1"))
        chosen = "WHERE path = ? OR (path > ? AND path < ?)"
        return bool(self.view.ask(f"SELECT 1 FROM record {chosen} LIMIT 1", path, f"{path}/", f"{path}0"))

    def naming(self, ids: Collection[str]) -> set[str]:
        """The paths of items, proposed ones too, whose relations name one of these, as written."""
        return self._paths(n for (n,) in self.view.among("SELECT n FROM link WHERE target", ids))

    def having(self, ids: Collection[str]) -> set[str]:
        """The paths of all records with one of these ids."""
        return {path for (path,) in self.view.among("SELECT path FROM record WHERE id", ids)}

    def sharing(self, folded: Collection[str]) -> set[str]:
        """The paths of all records that have, or had, an id that is one of these in small letters."""
        capitals = "SELECT path FROM record WHERE id <> lower(id) AND lower(id)"
        former = self.view.ask("SELECT path, formerly FROM record WHERE formerly IS NOT NULL")
        return {
            *self.having(folded),
            *(path for (path,) in self.view.among(capitals, folded)),
            *(path for path, names in former if any(name.lower() in folded for name in json.loads(names))),
        }

    def shared(self, folded: Collection[str]) -> set[str]:
        """Of these ids in small letters those that stand for two records, or twice for one."""
        rows = self.view.outlines(self.sharing(folded))
        names = (name.lower() for one in rows if one.proposed_by is None for name in (one.id, *one.formerly))
        return {name for name, times in Counter(names).items() if times > 1}

    def of_teams(self, ids: Collection[str]) -> set[str]:
        """The paths of the items that these teams, as written, own or operate."""
        owned = self.view.among("SELECT path FROM record WHERE owner", ids)
        operated = self.view.among("SELECT path FROM record WHERE operated_by IS NOT NULL AND operated_by", ids)
        return {path for (path,) in (*owned, *operated)}

    def of_kind(self, *kinds: str) -> set[str]:
        """The paths of all records of these small kinds."""
        return {path for (path,) in self.view.among(f"SELECT path FROM record WHERE {_SMALL} AND kind", kinds)}

    def teams(self) -> Iterator[Outline]:
        """All teams, in the order of their paths."""
        return self.view.outlines(self.of_kind("Team"))

    def speaking_of(self, names: Collection[str]) -> set[str]:
        """The paths of records of the small kinds, but for history, in which one of these words stands by itself."""
        if not names:
            return set()
        open_ones = self.view.each(f"SELECT path, fields FROM record WHERE {_SMALL} AND NOT is_history")
        if len(names) >= _MANY:
            return {path for path, _ in open_ones}
        words = [json.dumps(name, ensure_ascii=False) for name in names]
        return {path for path, fields in open_ones if fields and any(word in fields for word in words)}

    def asking_for_logins(self, logins: Collection[str]) -> set[str]:
        """The paths of records that name one of these people, given in small letters."""
        return self._paths(n for n, login in self._logins() if login in logins) if logins else set()

    def asking_for_others(self, logins: Collection[str]) -> set[str]:
        """The paths of records that name somebody else than these people, given in small letters."""
        return self._paths(n for n, login in self._logins() if login not in logins)

    def referring(self, kind: str) -> set[str]:
        """The paths of records that refer to any of that kind."""
        return self._paths(n for (n,) in self.view.ask("SELECT n FROM reference WHERE kind = ?", kind))

    def of_change(self, ids: Collection[str]) -> set[str]:
        """The paths of the changes with these ids, and of what they propose."""
        proposed = "SELECT path FROM record WHERE proposed_by IS NOT NULL AND proposed_by"
        return self.having(ids) | {path for (path,) in self.view.among(proposed, ids)}

    def following_models(self) -> set[str]:
        """The paths of the standard changes that are not over."""
        rows = self.view.ask(
            f"SELECT path, fields FROM record WHERE {_SMALL} AND kind = 'RequestForChange' AND NOT is_history"
        )
        return {path for path, fields in rows if '"type":"standard"' in fields}

    def pointing(self, ids: Collection[str], relations: Collection[str]) -> set[str]:
        """The ids of items that name one of these present ids in one of the relations."""
        rows = self._arriving("source, relation", ids)
        return {str(source) for source, relation in rows if relation in relations}

    def grouping(self, ids: Collection[str]) -> set[str]:
        """The ids of items that name one of these in a redundancy group."""
        rows = self._arriving("source, at_least", ids)
        return {str(source) for source, at_least in rows if at_least is not None}

    def is_named(self, id: str) -> bool:
        """Whether a relation of an item of the estate leads to that present id."""
        aside = self.names.aside
        rows = self.view.each("SELECT n FROM link WHERE target IN (SELECT value FROM json_each(?))", self._written(id))
        return any(n not in aside for (n,) in rows)

    def members(self, id: str, relation: str) -> Sequence[str]:
        """The items that name that present id in the relation, each once, in order."""
        chosen = "WHERE relation = ? AND target IN (SELECT value FROM json_each(?))"
        rows = self.view.ask(f"SELECT n, source FROM link {chosen}", relation, self._written(id))
        return sorted({source for n, source in rows if n not in self.names.aside}) if rows else ()

    def needed_by(self, ids: Collection[str], relations: Collection[str]) -> list[tuple[str, str]]:
        """Who (of these present ids) is named by whom in one of the relations, outside of groups."""
        return [
            (self.names.present(str(target)), str(source))
            for source, target, relation, at_least in self._arriving("source, target, relation, at_least", ids)
            if relation in relations and at_least is None
        ]

    def flawed_anew(self) -> set[str]:
        """The paths, from git's top, that differ from the mirror and at which one of the two has flaws."""
        if not self.view.ask("SELECT 1 FROM sqlite_temp_master WHERE name = 'hidden_path'"):
            return set()
        tables = ("main.flaw", "main.unread", "temp.new_flaw", "temp.new_unread")
        flawed = " OR ".join(f"EXISTS (SELECT 1 FROM {one} WHERE path = hidden_path.path)" for one in tables)
        return {path for (path,) in self.view.ask(f"SELECT path FROM hidden_path WHERE {flawed}")}

    def told_by(self, rules: Collection[str]) -> set[str]:
        """The paths, from git's top, of the findings of these rules that were kept."""
        return {path for (path,) in self.view.among("SELECT DISTINCT path FROM finding WHERE rule", rules)}

    def team(self, id: str) -> str | None:
        """The whole record, as JSON, of the team that has the id or was called so; None where there is none."""
        holder = self.names.holder("Team", id)
        return None if holder is None else self.view.ask("SELECT fields FROM record WHERE n = ?", holder)[0][0] or "{}"

    @cached_property
    def crews(self) -> Mapping[str, str]:
        """The whole records of the teams, as JSON, by id and by the former ids that lead to them."""
        found: dict[str, str] = {}
        former: dict[str, str] = {}
        for team in self.teams():
            if team.proposed_by is None and team.id not in found:
                found[team.id] = team.fields or "{}"
                for name in team.formerly:
                    former.setdefault(name, team.id)
        return {**{name: found[present] for name, present in former.items()}, **found}

    def _arriving(self, columns: str, ids: Collection[str]) -> list[tuple[str | int | None, ...]]:
        older = self.names.older
        written = [name for one in ids for name in (one, *older.get(one, ()))]
        return self.view.among(f"SELECT {columns} FROM link WHERE target", written)

    def _logins(self) -> Iterator[tuple[int, str]]:
        """The numbers of records that name people, with the logins in small letters."""
        rows = self.view.ask("SELECT n, id FROM reference WHERE kind = 'Login'")
        return ((n, login.casefold()) for n, login in rows)

    def _written(self, id: str) -> str:
        return json.dumps([id, *self.names.older.get(id, ())])

    def _paths(self, numbers: Iterable[int]) -> set[str]:
        return {path for (path,) in self.view.among("SELECT path FROM record WHERE n", numbers)}
