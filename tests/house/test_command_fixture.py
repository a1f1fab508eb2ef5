def test_the_command_runs_in_process(gitcab):
    ran = gitcab("--help")
    assert ran.code == 0
    assert ran.out.startswith("Usage: ")
    assert ran.err == ""


def test_bad_usage_is_told_on_the_error_stream(gitcab, tmp_path):
    ran = gitcab("no-such-command", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "no-such-command" in ran.err
