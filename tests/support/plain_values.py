"""Values of items and teams as their files give them."""

from datetime import date

from hypothesis import strategies as st

IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,9}", fullmatch=True)
LINES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
LOGINS = st.sampled_from(["ada", "grace-h", "x1"])
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31)).map(str)
GROUPS = st.fixed_dictionaries({"at_least": st.integers(1, 3), "of": st.lists(IDS, min_size=1, max_size=3)})
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=10)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(LINES, inner, max_size=3))

ITEMS = st.fixed_dictionaries(
    {
        "kind": st.just("ConfigurationItem"),
        "class": IDS,
        "id": IDS,
        "name": LINES,
        "owner": IDS,
        "life_cycle": st.just({"stage": "operational", "status": "in_use"}),
    },
    optional={
        "operated_by": IDS | st.none(),
        "description": LINES | st.none(),
        "tags": st.lists(IDS, max_size=3),
        "environment": st.sampled_from(["production", "test"]),
        "criticality": st.sampled_from(["low", "critical"]) | st.none(),
        "quorum": st.integers(1, 5) | st.none(),
        "relations": st.dictionaries(IDS, st.lists(IDS | GROUPS, max_size=3), max_size=3),
        "attributes": st.dictionaries(LINES, VALUES, max_size=3),
        "verified_on": DAYS | st.none(),
        "formerly": st.lists(IDS, max_size=2),
    },
)

DELEGATIONS = st.fixed_dictionaries({"from": LOGINS, "to": LOGINS, "start": DAYS, "end": DAYS})
TEAMS = st.fixed_dictionaries(
    {"kind": st.just("Team"), "id": IDS, "name": LINES},
    optional={
        "members": st.lists(LOGINS, max_size=3),
        "lead": LOGINS | st.none(),
        "succeeded_by": IDS | st.none(),
        "roles": st.lists(IDS, max_size=2),
        "delegations": st.lists(DELEGATIONS, max_size=2),
        "formerly": st.lists(IDS, max_size=2),
        "contact": LINES,
    },
)
