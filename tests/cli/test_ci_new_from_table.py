import pytest

from support.little_district import little_district

HEADER = "class,id,name,owner,environment,criticality,tags,attributes.cpu_cores,relations.depends_on\n"
GOOD = f"""{HEADER}\
server,dns-3,"Resolver, new",data-team,production,high,dns;core,8,dns-1
server,dns-4,D,data-team,test,low,,,dns-3
"""


@pytest.fixture
def district(tmp_path):
    return little_district(tmp_path)


def new(gitcab, district, table, *options):
    (district.path.parent / "table.csv").write_text(table)
    return gitcab("ci", "new", "--from", "../table.csv", *options, cwd=district.path)


@pytest.fixture
def nothing_written(district):
    yield
    assert district.git("status", "--porcelain") == ""


def test_an_item_for_each_row_and_all_of_them_valid(gitcab, district):
    ran = new(gitcab, district, GOOD)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "wrote cmdb/server/dns-3.yaml\nwrote cmdb/server/dns-4.yaml\nNext: gitcab validate\n"
    text = (district.path / "cmdb/server/dns-3.yaml").read_text()
    assert "name: Resolver, new\n" in text
    assert "tags: [dns, core]\n" in text
    assert "  cpu_cores: 8\n" in text
    assert gitcab("validate", cwd=district.path).code == 0


def test_a_dry_run_prints_them_all(gitcab, district, nothing_written):
    ran = new(gitcab, district, GOOD, "--dry-run")
    assert (ran.code, ran.err) == (0, "")
    assert "# cmdb/server/dns-3.yaml\n" in ran.out
    assert "# cmdb/server/dns-4.yaml\n" in ran.out


@pytest.mark.parametrize(
    ("wrong", "right", "told"),
    [
        ("owner", "ownr", "../table.csv:1:15: an item has no field 'ownr'"),
        ("server,dns-4", "server,dns-3", "../table.csv:3:8: cmdb/server/dns-3.yaml is there already"),
        ("server,dns-4", "server,DNS-1", "../table.csv:3:8: cmdb/server/DNS-1.yaml is there already"),
        ("dns-4", "../x", "../table.csv:3:1: '../x' cannot be an id"),
    ],
)
def test_a_table_that_makes_no_files_is_refused_by_line_and_column(
    gitcab, district, nothing_written, wrong, right, told
):
    ran = new(gitcab, district, GOOD.replace(wrong, right, 1))
    assert (ran.code, ran.out) == (1, "")
    assert told in ran.err


@pytest.mark.parametrize(
    ("wrong", "right", "place"),
    [
        ("data-team,test", "data-taem,test", "3:16  error  unknown-reference"),
        (",8,", ",many,", "2:65  error  class-attributes"),
        ("dns-3\n", "dns-1;dns-9\n", "3:37  error  unknown-reference"),
        ("D,data-team", ",data-team", "3:1  error  schema-violation"),
        ("server,dns-4", "servr,dns-4", "3:1  error  unknown-class"),
    ],
)
def test_findings_are_told_of_the_cell_and_none_is_written(gitcab, district, nothing_written, wrong, right, place):
    ran = new(gitcab, district, GOOD.replace(wrong, right, 1))
    assert (ran.code, ran.out) == (1, "")
    assert "../table.csv\n" in ran.err
    assert place in ran.err


def test_options_beside_a_table_are_a_usage_error(gitcab, district):
    assert new(gitcab, district, GOOD, "--owner", "data-team").code == 2


def test_a_table_that_is_not_there_is_a_usage_error(gitcab, district):
    assert gitcab("ci", "new", "--from", "none.csv", cwd=district.path).code == 2


def test_escapes_in_a_table_are_shown_and_not_obeyed(gitcab, district):
    ran = new(gitcab, district, "class,id,\x1b[31mred\n")
    assert ran.code == 1
    assert "\x1b" not in ran.err
    assert "\\x1b[31mred" in ran.err
