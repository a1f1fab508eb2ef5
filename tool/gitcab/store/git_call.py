"""How git is called, cut off from the settings and variables of others; nothing is loaded for it.

A repository is hostile data: its configuration, attributes, hooks and replacements can run programs or forge answers,
and are switched off here.
"""

import os
from collections.abc import Mapping

ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PROTOCOL_FROM_USER": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LANGUAGE": "C",
    "LC_ALL": "C",
}

_SETTINGS = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "advice.graftFileDeprecated=false",
    # A merge is the same wherever it is tried.
    f"core.attributesFile={os.devnull}",
    "merge.default=text",
    "merge.directoryRenames=conflict",
    "merge.renames=true",
    # Git refuses the repositories of other users because their settings could run programs. Here
    # they cannot, and root in a container reads a repository that the runner's user has cloned.
    "safe.directory=*",
)

_TRUSTING_NOTHING = (
    "core.checkStat=default",
    # Else git looks away from some of its own flags, as long as that is set.
    "core.sparseCheckout=false",
    "core.trustctime=true",
    "core.symlinks=true",
    "core.autocrlf=false",
    "core.safecrlf=false",
    "core.quotePath=false",
)

OPTIONS = ("--no-pager", "--literal-pathspecs", *(word for setting in _SETTINGS for word in ("-c", setting)))

TRUSTING_NOTHING = tuple(word for setting in _TRUSTING_NOTHING for word in ("-c", setting))
"""For commands that look at the work tree: settings that would make git look less closely are overruled."""

_ASIDE = 10
"""Of the 19 steps of niceness: a thread of git's gets a tenth of what one of this process does; all twenty together get
twice as much.
"""


def place(top: str, git_dir: str) -> tuple[str, ...]:
    """Options for the work tree at `top` and no other."""
    return ("-C", top, f"--git-dir={git_dir}", f"--work-tree={top}")


def surroundings(ours: Mapping[str, str]) -> dict[str, str]:
    """Without GIT_DIR, GIT_INDEX_FILE and the like, which git sets for hooks; pre-commit hands them on."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | dict(ours)


def put_aside(process: int) -> None:
    """Git looks at files with twenty threads: what this process does would wait for its turn beside them each time."""
    try:
        os.setpriority(os.PRIO_PROCESS, process, os.getpriority(os.PRIO_PROCESS, 0) + _ASIDE)
    except (OSError, AttributeError):  # it is done already, or the system has no such thing
        return


def may_run_programs(settings: bytes) -> bool:
    """Whether a file of settings has a section that names programs which filter a file's content, or other such files.

    A partial clone has a mere `filter` in it.
    """
    return any(head.lstrip().lower().startswith((b"filter", b"include")) for head in settings.split(b"[")[1:])
