"""What the commands have in common."""

from __future__ import annotations

import pytest

from jupyterlit.server.command_line.command import AppCommand, Command


def test_a_command_that_cannot_go_on_ends_with_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        Command().fail("It cannot be.")
    assert ended.value.code == 1
    assert capsys.readouterr().err == "It cannot be.\n"


def test_flags_of_streamlit_are_kept_apart() -> None:
    command = AppCommand()
    command.parse_command_line(["app.py", "--server.port", "80"])
    assert (command.extra_args, command.streamlit_flags) == (["app.py"], {"server.port": "80"})


def test_a_flag_without_its_value_ends_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        AppCommand().parse_command_line(["--theme.base"])
    assert "--theme.base has no value" in capsys.readouterr().err
