"""`gitcab init`: a starter that is clean from the first minute and overwrites nothing."""

import json

from gitcab.store.starter import starter_files


def test_an_empty_repository_becomes_a_clean_estate(repository, gitcab):
    made = repository()
    ran = gitcab("init", cwd=made.path)
    assert (ran.code, ran.err) == (0, "")
    assert "gitcab validate" in ran.out
    for path, content in starter_files():
        assert (made.path / path).read_bytes() == content
    clean = gitcab("validate", "--fail-on", "note", cwd=made.path)
    assert (clean.code, clean.err) == (0, "")
    assert gitcab("schemas", "--check", cwd=made.path).code == 0


def test_in_a_sub_folder_it_says_what_github_would_not_find(repository, gitcab):
    made = repository({"it/README.md": "# IT\n"})
    ran = gitcab("init", "--repo", "it", cwd=made.path)
    assert "at the repository's top only" in ran.out
    assert "--repo it\n" in ran.out
    assert "top only" not in gitcab("init", cwd=made.path).out


def test_what_is_there_is_kept(repository, gitcab):
    made = repository({"schemas/relations.yaml": "# mine\n"})
    ran = gitcab("init", cwd=made.path)
    assert (made.path / "schemas/relations.yaml").read_text() == "# mine\n"
    assert "kept 1 file" in ran.out
    again = gitcab("init", cwd=made.path)
    assert "wrote" not in again.out


def test_the_starter_has_what_a_team_needs_to_begin():
    paths = {path for path, _ in starter_files()}
    assert {
        "schemas/classes/server.yaml",
        "schemas/relations.yaml",
        "schemas/records/RequestForChange.json",
        "changes/policy.yaml",
        ".github/workflows/gate.yml",
        ".github/CODEOWNERS",
        ".github/pull_request_template.md",
        ".vscode/settings.json",
    } <= paths
    assert not any(path.startswith(("cmdb/", "operations/")) for path in paths)


def test_the_example_is_the_districts_estate_and_clean(repository, gitcab):
    made = repository()
    assert gitcab("init", "--example", cwd=made.path).code == 0
    told = json.loads(gitcab("validate", "--format", "json", cwd=made.path).out)
    assert told["counts"]["error"] == 0
    assert told["records"] > 250


def test_no_repository_no_estate(tmp_path, gitcab):
    ran = gitcab("init", cwd=tmp_path)
    assert (ran.code, "git init" in ran.err) == (3, True)
    assert list(tmp_path.iterdir()) == []


def test_a_link_in_the_way_is_never_written_through(repository, gitcab, tmp_path):
    made = repository()
    outside = tmp_path / "outside"
    outside.mkdir()
    (made.path / "schemas").symlink_to(outside)
    assert gitcab("init", cwd=made.path).code == 3
    assert list(outside.iterdir()) == []
