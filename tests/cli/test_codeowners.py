"""`gitcab codeowners --check`: exit 1 where CODEOWNERS says something else than cmdb/."""

import pytest

from support.little_district import RECORDS, little_district

PATH = ".github/CODEOWNERS"


@pytest.fixture
def district(tmp_path):
    team = RECORDS["cmdb/teams/data-team.yaml"] + "github_team: district/data\n"
    return little_district(tmp_path / "district", {"cmdb/teams/data-team.yaml": team})


@pytest.fixture
def check(gitcab, district):
    return lambda *options: gitcab("codeowners", "--check", *options, cwd=district.path)


def test_none_is_stale(district, check):
    (district.path / PATH).unlink(missing_ok=True)
    ran = check()
    assert (ran.code, ran.out) == (1, f"stale: {PATH}; run `gitcab codeowners > {PATH}`\n")


def test_what_was_written_is_fresh_until_an_owner_changes(gitcab, district, check):
    told = gitcab("codeowners", cwd=district.path).out
    assert "/cmdb/database/sis-database.yaml @district/data\n" in told
    before = district.commit("Owners", {PATH: f"* @district/everybody\n{told}"})
    assert (check().code, check().out) == (0, "")
    district.commit(
        "Another owner", {"cmdb/server/dns-1.yaml": RECORDS["cmdb/server/dns-1.yaml"].replace("data", "apps")}
    )
    assert check().code == 1
    assert check("--rev", before).code == 0
    assert check("--rev", "HEAD").code == 1


def test_a_link_is_not_followed(gitcab, district, check):
    (district.path / "elsewhere").write_text(gitcab("codeowners", cwd=district.path).out)
    (district.path / PATH).unlink(missing_ok=True)
    (district.path / PATH).symlink_to("../elsewhere")
    assert check().code == 1
