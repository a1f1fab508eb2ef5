import pytest

from support.little_district import little_district
from support.terminal import converse

NOW = ("--now", "2026-11-21T12:00Z")


@pytest.fixture
def district(tmp_path):
    return little_district(tmp_path)


def test_a_terminal_is_asked_for_what_is_missing_until_it_fits(gitcab, district):
    answers = [
        ("Title", "Move the host"),
        ("Configuration item", "vm-9"),
        ("Configuration item", "vm-1=outage,soon"),
        ("Configuration item", "vm-1=outage,20"),
        ("Login of whoever asks for it (akhan, dortiz, mchen)", "mchn"),
        ("Login of whoever asks for it (akhan, dortiz, mchen)", "mchen"),
        ("Why it is done", "The rack is full."),
    ]
    code, screen = converse(["rfc", "new", "--state", "assess", *NOW], answers, district.path)
    assert code == 0, screen
    assert "did you mean 'vm-1'?" in screen
    assert "did you mean 'mchen'?" in screen
    text = (district.path / "changes/2026/RFC-2026-11-21-move-the-host.yaml").read_text()
    assert "  - id: vm-1\n    effect: outage\n    minutes: 20\n" in text
    assert gitcab("validate", cwd=district.path).code == 0


def test_a_schedule_and_plans_are_asked_for_on_a_terminal(gitcab, district):
    given = ["--title", "Move", "--ci", "vm-1", "--requested-by", "mchen", "--justification", "Full"]
    answers = [
        ("Start", "2026-12-12"),
        ("Start", "2026-12-12T22:00"),
        ("End", "2026-12-12T23:00"),
        ("Time zone", "Chicago"),
        ("Time zone", "America/Chicago"),
        ("Logins", "akhan; dortiz"),
        ("Plan for implementation", "Stop it; Move it"),
        ("Plan for test", "Ask it"),
        ("Plan for backout", "Move it back"),
    ]
    code, screen = converse(["rfc", "new", "--state", "scheduled", *given, *NOW], answers, district.path)
    assert code == 0, screen
    assert "is no time" in screen
    assert "assigned_to: [akhan, dortiz]" in (district.path / "changes/2026/RFC-2026-11-21-move.yaml").read_text()
    assert gitcab("validate", cwd=district.path).code == 0
