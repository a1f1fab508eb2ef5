"""Is the repository set up as the gate relies on? docs/github.md says what each demand is for."""

import re
from collections.abc import Iterator

from gitcab.model.checkup import BranchRules, Examined, Health, OwnFiles, Settings

STATUS = "gitcab"
"""The status that the gate writes, and that a ruleset must require."""

_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)
_USED = re.compile(r"""(?:^|[\s{,])['"]?uses['"]?:\s*['"]?(?P<action>[^\s'"#},]+)""")
_PINNED = re.compile(r"\./.*|docker://.+@sha256:[0-9a-f]{64}|[^@]+@[0-9a-f]{40}")
_RULESET = "Settings, Rules, Rulesets"
_RIGHTS = "Settings, Actions, General, Workflow permissions"


def examined(files: OwnFiles, settings: Settings | None) -> tuple[Examined, ...]:
    """Every demand in order; without settings only those on files."""
    return (*_of_files(files), *(_of_settings(settings) if settings else ()))


def _of_files(files: OwnFiles) -> Iterator[Examined]:
    missing = [name for name in files.expected if name not in files.workflows]
    yield _stands(
        "workflows", not missing, "all are there", f"missing: {', '.join(missing)}", "write them with `gitcab init`"
    )
    loose = [f"{name}: {action}" for name, text in sorted(files.workflows.items()) for action in loose_actions(text)]
    pin = "write the commit in the place of the tag, as actions/checkout@<40 hex digits>"
    yield _stands("pinned-actions", not loose, "each action is pinned by its commit", "; ".join(loose), pin)
    yield _stands(
        "policy", files.has_policy, "there is one", "changes/policy.yaml is missing", "write one with `gitcab init`"
    )
    yield _code_owners(files)


def loose_actions(workflow: str) -> list[str]:
    """The actions in a workflow's text that whoever publishes them may still change."""
    used = [found["action"] for found in _USED.finditer(_COMMENT.sub("", workflow))]
    return [action for action in used if not _PINNED.fullmatch(action)]


def _code_owners(files: OwnFiles) -> Examined:
    write = "gitcab codeowners > .github/CODEOWNERS"
    if not files.owned:
        return Examined("code-owners", Health.WELL, "no team says which GitHub team it is, so none is needed")
    is_there = files.code_owners is not None
    what = "it differs from the owners in cmdb/" if is_there else "there is no .github/CODEOWNERS"
    is_fresh = is_there and files.owned in (files.code_owners or "")
    return _stands("code-owners", is_fresh, "it names the owners in cmdb/", what, write)


def _of_rules(rules: BranchRules) -> Iterator[Examined]:
    yield _stands(
        "required-status",
        STATUS in rules.required,
        f"the status {STATUS} is required",
        f"nothing holds a pull request back: the status {STATUS} is not required",
        f"{_RULESET}: require status checks to pass, and add {STATUS}",
    )
    yield _stands(
        "pull-requests-only",
        rules.by_pull_request,
        "the branch changes by pull requests only",
        "the branch can be pushed to, past the board",
        f"{_RULESET}: require a pull request before merging",
    )
    yield _stands(
        "what-was-judged",
        rules.fresh,
        "what was judged is what is merged",
        "the branch may have moved since the gate has judged",
        f"{_RULESET}: require branches to be up to date, or a merge queue",
    )
    yield _stands(
        "history",
        rules.no_force_push and rules.no_deletion,
        "the branch's history cannot be rewritten",
        "the branch's history, and the evidence in it, can be rewritten or deleted",
        f"{_RULESET}: block force pushes, restrict deletions",
    )


def _of_settings(settings: Settings) -> Iterator[Examined]:
    yield from _of_rules(settings.rules)
    yield _right(
        "no-bypass",
        settings.bypassed,
        "nobody may pass the rulesets by",
        "some accounts may pass the rulesets by, and so the board",
        f"{_RULESET}: empty the bypass list",
    )
    yield _right(
        "token-reads",
        settings.token_writes,
        "a workflow's token may only read unless the workflow says more",
        "a workflow's token may write unless the workflow says less",
        f"{_RIGHTS}: read repository contents",
    )
    yield _right(
        "no-approving-workflows",
        settings.token_approves,
        "no workflow can approve a pull request",
        "a workflow can approve pull requests",
        f"{_RIGHTS}: do not allow GitHub Actions to create and approve pull requests",
    )
    errors = settings.code_owner_errors
    told = "; ".join(errors or ())
    yield _right(
        "code-owners-known",
        None if errors is None else bool(errors),
        "GitHub knows all whom CODEOWNERS names",
        f"GitHub finds errors in CODEOWNERS: {told}",
        "give those teams write access, or take them out",
    )


def _stands(name: str, is_well: bool, well: str, ill: str, mend: str) -> Examined:
    return Examined(name, Health.WELL, well) if is_well else Examined(name, Health.ILL, ill, mend)


def _right(name: str, is_ill: bool | None, well: str, ill: str, mend: str) -> Examined:
    """A setting that only some tokens may see."""
    if is_ill is None:
        hint = "use the token of an administrator: GH_TOKEN=$(gh auth token) gitcab doctor"
        return Examined(name, Health.UNKNOWN, "this token may not see it", hint)
    return _stands(name, not is_ill, well, ill, mend)
