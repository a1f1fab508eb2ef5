import os
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import environment


def test_what_the_machine_says_is_taken_away(tmp_path):
    with pytest.MonkeyPatch.context() as patch:
        for name in ("GIT_DIR", "GITHUB_TOKEN", "CI", "NO_COLOR", "TZ", "LC_TIME", "COLUMNS", "GITCAB_REPO"):
            patch.setenv(name, "leaks")
        environment.scrub(patch, tmp_path)
        assert "leaks" not in os.environ.values()
        assert os.environ["HOME"] == str(tmp_path)


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("example.org", 80)])
def test_no_socket_leaves_the_machine(address):
    with socket.socket() as outside, pytest.raises(RuntimeError, match="no network"):
        outside.connect(address)


def test_no_name_is_looked_up_outside():
    with pytest.raises(RuntimeError, match="no network"):
        socket.create_connection(("example.org", 80))


def test_a_socket_may_stay_on_the_machine():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


@given(st.integers())
def test_properties_may_be_tested_in_these_surroundings(number):
    assert "GITHUB_TOKEN" not in os.environ
