"""From a remote's address to GitHub's page, and nowhere else."""

import pytest

from gitcab.model.pull_request_link import pull_request_link

PAGE = "https://github.com/district/it.records/compare/main...rfc/RFC-2026-11-21-x-scheduled?expand=1"


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/district/it.records",
        "https://github.com/district/it.records.git",
        "https://x-token:s3cret@github.com/district/it.records.git/",
        "git@github.com:district/it.records.git",
        "ssh://git@github.com/district/it.records.git",
        "ssh://git@ssh.github.com:443/district/it.records.git",
    ],
)
def test_github_in_every_form(url):
    assert pull_request_link(url, "main", "rfc/RFC-2026-11-21-x-scheduled") == PAGE


def test_without_a_base_github_takes_the_default_branch():
    page = pull_request_link("git@github.com:a/b", None, "c#d")
    assert page == "https://github.com/a/b/compare/c%23d?expand=1"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://github.com.evil.example/a/b",
        "https://gitlab.com/a/b",
        "../origin.git",
        "https://github.com/a",
        "https://evil/https://github.com/a/b",
    ],
)
def test_elsewhere_there_is_no_page(url):
    assert pull_request_link(url, "main", "branch") is None
