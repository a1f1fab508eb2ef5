"""A repository that is set up well, and one that is not, built by hand."""

from gitcab.model.checkup import Checkup, Examined, Health


def healthy() -> Checkup:
    found = (
        Examined("workflows", Health.WELL, "all are there"),
        Examined("required-status", Health.WELL, "the status gitcab is required"),
    )
    return Checkup("district/it", "main", found)


def ailing() -> Checkup:
    found = (
        Examined("policy", Health.ILL, "changes/policy.yaml is missing", "write one with `gitcab init`"),
        Examined("token-reads", Health.UNKNOWN, "this token may not see it", "use an administrator's token"),
    )
    return Checkup("", "main", found)


ALL = (healthy, ailing)
