"""A pull request is named as people name it, and only on the host that is asked."""

import pytest

from gitcab.forge.github.naming import pull_request_named, repository_named, repository_of_remote


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("12", (None, 12)),
        ("#12", (None, 12)),
        ("district/it#12", ("district/it", 12)),
        ("district/it.config_2#12", ("district/it.config_2", 12)),
        ("https://github.com/district/it/pull/12", ("district/it", 12)),
        ("https://GitHub.com/district/it/pull/12/files?w=1", ("district/it", 12)),
        ("https://gitlab.com/district/it/pull/12", None),
        ("district/it12", None),
        ("district/..#12", None),
        ("district/.#12", None),
        ("0", None),
        ("-1", None),
        ("12a", None),
        ("٣", None),
        ("a/b/c#12", None),
        ("", None),
    ],
)
def test_pull_request_named(text, named):
    assert pull_request_named(text, "github.com") == named


@pytest.mark.parametrize(
    ("remote", "repository"),
    [
        ("https://github.com/district/it.git", "district/it"),
        ("https://github.com/district/it/", "district/it"),
        ("https://token@github.com/district/it", "district/it"),
        ("git@github.com:district/it.git", "district/it"),
        ("ssh://git@github.com/district/it.git", "district/it"),
        ("ssh://git@ssh.github.com:443/district/it.git", "district/it"),
        ("https://github.com.evil.example/district/it", None),
        ("https://git.district.example/district/it", None),
        ("../it", None),
        ("github.com", None),
    ],
)
def test_repository_of_a_remote(remote, repository):
    assert repository_of_remote(remote, "github.com") == repository


def test_repository_of_a_remote_on_an_enterprise_server():
    assert repository_of_remote("git@git.district.example:a/b.git", "git.district.example") == "a/b"


@pytest.mark.parametrize(
    ("text", "named"), [("district/it", "district/it"), ("it", None), ("a/..", None), ("a/b/c", None)]
)
def test_repository_named(text, named):
    assert repository_named(text) == named
