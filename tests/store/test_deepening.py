"""A shallow clone never gives another merge base than a whole one, and is deepened as far as it takes."""

from random import Random

import pytest

from gitcab.store.fetching import deepen, fetch_commits
from gitcab.store.repository import open_repository
from gitcab.store.tree import CannotRead
from support.repositories import ScratchRepository


class Woven(ScratchRepository):
    """A repository of many commits, written at once: `weave` maps each mark to those of its parents."""

    def weave(self, parents: dict[int, tuple[int, ...]], **branches: int) -> None:
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("config", "uploadpack.allowFilter", "true")
        self.git("fast-import", "--quiet", stdin="".join(self._told(parents)))
        for name, mark in branches.items():
            self.branch(name, f"refs/marks/{mark}")

    def _told(self, parents):
        for mark, of in parents.items():
            yield f"commit refs/marks/{mark}\nmark :{mark}\ncommitter M <m@d.example> {1_767_261_600 + mark} +0000\n"
            yield f"data 1\n{mark % 10}\n" + "".join(
                f"{'from' if place == 0 else 'merge'} :{one}\n" for place, one in enumerate(of)
            )
            yield f"M 100644 inline cmdb/{mark}.yaml\ndata 1\na\n"


@pytest.fixture
def made(tmp_path):
    (tmp_path / "upstream").mkdir()
    return Woven(tmp_path / "upstream")


def line(first: int, last: int, root: int | None = None) -> dict[int, tuple[int, ...]]:
    """Commits one after the other, the first of them on top of the root."""
    start = () if root is None else (root,)
    return {mark: (mark - 1,) if mark > first else start for mark in range(first, last + 1)}


def shallow(made: Woven, depth: int) -> ScratchRepository:
    return made.bare_clone("shallow.git", "--filter=blob:none", f"--depth={depth}", "--single-branch", "--branch=main")


def test_the_merge_base_is_fetched_however_far_back_it_lies(made):
    made.weave({**line(1, 500), **line(501, 650, root=40)}, main=500, side=650)
    clone = shallow(made, 10)
    opened = open_repository(clone.path)
    base, head = made.git("rev-parse", "main"), made.git("rev-parse", "side")
    assert fetch_commits(opened, (base, head)) == ()
    assert opened.merge_base(base, head) is None
    deepen(opened, base, [head])
    assert opened.merge_base(base, head) == made.git("rev-parse", "refs/marks/40")
    assert len(opened.commits_between(base, head)) == 150


def test_no_more_is_fetched_than_it_takes(made):
    made.weave({**line(1, 900), **line(901, 905, root=880)}, main=900, side=905)
    clone = shallow(made, 50)
    opened = open_repository(clone.path)
    base, head = made.git("rev-parse", "main"), made.git("rev-parse", "side")
    fetch_commits(opened, (head,))
    deepen(opened, base, [head])
    assert opened.merge_base(base, head) == made.git("rev-parse", "refs/marks/880")
    assert opened.is_shallow
    assert int(clone.git("rev-list", "--count", base, head)) < 300


def test_a_nearer_merge_base_behind_the_cut_is_not_overlooked(made):
    """The side was merged with main twice; the way to where it was last is the longer one."""
    main, detour = line(1, 300), line(301, 450, root=250)
    made.weave({**main, **detour, 451: (205,), 452: (451, 450)}, main=300, side=452)
    clone = shallow(made, 100)
    opened = open_repository(clone.path)
    base, head = made.git("rev-parse", "main"), made.git("rev-parse", "side")
    fetch_commits(opened, (head,))
    assert clone.git("merge-base", base, head) == made.git("rev-parse", "refs/marks/205")
    with pytest.raises(CannotRead, match="ends too early") as raised:
        opened.merge_base(base, head)
    assert "--deepen" in raised.value.hint
    with pytest.raises(CannotRead, match="this shallow clone ends between"):
        opened.commits_between(base, head)
    deepen(opened, base, [head])
    assert opened.merge_base(base, head) == made.git("rev-parse", "refs/marks/250")


def test_who_has_no_common_history_is_told_in_the_end(made):
    made.weave({**line(1, 200), **line(201, 400)}, main=200, side=400)
    opened = open_repository(shallow(made, 3).path)
    base, head = made.git("rev-parse", "main"), made.git("rev-parse", "side")
    fetch_commits(opened, (head,))
    deepen(opened, base, [head])
    assert opened.merge_base(base, head) is None
    assert not opened.is_shallow


@pytest.mark.parametrize("seed", range(12))
def test_what_a_shallow_clone_answers_is_what_a_whole_one_does(made, seed):
    random = Random(seed)
    parents: dict[int, tuple[int, ...]] = {1: ()}
    for mark in range(2, 41):
        near = range(max(1, mark - 8), mark)
        parents[mark] = tuple(random.sample(near, min(len(near), random.choice((1, 1, 1, 2)))))
    made.weave(parents, main=40, side=39)
    whole = open_repository(made.path)
    answered = 0
    for depth in (2, 4, 6, 9, 14):
        clone = made.bare_clone(f"{depth}.git", f"--depth={depth}", "--no-single-branch")
        opened = open_repository(clone.path)
        for _ in range(6):
            one, other = (made.git("rev-parse", f"refs/marks/{random.randrange(30, 41)}") for _ in range(2))
            if has(clone, one) and has(clone, other):
                answered += same(opened, whole, one, other)
    assert answered


def has(clone: ScratchRepository, commit: str) -> bool:
    return commit in clone.git("rev-list", "--all").split()


def same(opened, whole, one: str, other: str) -> bool:
    """Whether the shallow clone answers at all; what it answers must be right."""
    try:
        found = opened.merge_base(one, other)
    except CannotRead:
        return False
    expected = whole.merge_base(one, other)
    assert found is None or found == expected
    return found is not None
