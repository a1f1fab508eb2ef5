"""Indexes as they may stand, built by hand."""

from gitcab.model.index_status import IndexStatus, Mirror

_PATH = "/srv/it/.git/gitcab/index.sqlite"
_COMMIT = "0123456789abcdef0123456789abcdef01234567"


def fresh_index() -> IndexStatus:
    return IndexStatus(_PATH, Mirror(81_234_567, _COMMIT, 100_481, 0, True, "0.5.0", "the work tree", ()))


def stale_index() -> IndexStatus:
    changed = tuple(f"cmdb/server/dns-{number}.yaml" for number in range(1, 9))
    return IndexStatus(_PATH, Mirror(412_345, _COMMIT, 481, 1, False, "0.5.0", "HEAD", changed))


def damaged_index() -> IndexStatus:
    return IndexStatus(_PATH, why_not=f"{_PATH} was damaged")


def no_index() -> IndexStatus:
    return IndexStatus(_PATH)


ALL = (fresh_index, stale_index, damaged_index, no_index)
