"""Widgets that take files, in tests of apps."""

from __future__ import annotations

from typing import Any

import pytest

from jupyterlit.errors import AppTestError
from jupyterlit.media.uploaded_file import UploadedFile
from jupyterlit.media.uploads import SessionUploads
from jupyterlit.testing.v1 import AppTest
from tests.conftest import refused


def app(arguments: str = "") -> AppTest:
    return AppTest.from_string(f"import jupyterlit as st\nst.file_uploader('F', {arguments})").run()


def names(test: AppTest) -> list[str]:
    value = test.file_uploader[0].value
    files: list[UploadedFile] = [value] if isinstance(value, UploadedFile) else value or []
    return [file.name for file in files]


def test_a_node_tells_what_it_takes() -> None:
    node = app("type=['csv', 'image'], accept_multiple_files='directory'").file_uploader[0]
    assert (node.allowed_type, node.accept_multiple_files, node.accept_directory) == (["image/*", ".csv"], True, True)
    node = app().file_uploader[0]
    assert (node.allowed_type, node.accept_multiple_files, node.accept_directory) == ([], False, False)
    assert (node.type, node.label) == ("file_uploader", "F")


def test_a_value_is_what_the_last_run_had() -> None:
    test = app()
    node = test.file_uploader[0].upload("a.txt", b"1")
    assert node.value is None
    node.run()
    assert names(test) == ["a.txt"]


def test_of_several_files_for_one_the_last_is_taken_and_nothing_is_left_of_others() -> None:
    test = app()
    test.file_uploader[0].upload("a.txt", b"1").upload("b.txt", b"2").run()
    assert names(test) == ["b.txt"]
    assert test.session_part(SessionUploads).counts == (1, 1)


def test_files_add_up_until_the_next_run() -> None:
    test = app("accept_multiple_files=True")
    test.file_uploader[0].upload("a.txt", b"1").upload("b.txt", b"2").run()
    assert names(test) == ["a.txt", "b.txt"]
    test.file_uploader[0].upload("c.txt", b"3").run()
    assert names(test) == ["c.txt"]
    test.file_uploader[0].set_value([("d.txt", b"4", ""), ("e.txt", b"5", "")]).run()
    assert names(test) == ["d.txt", "e.txt"]
    test.file_uploader[0].clear().run()
    assert names(test) == []


@pytest.mark.parametrize("value", ["x", ("a",), ("a", "b", "c"), ("a", b"x"), [("a", b"x", "t"), 5], b"x"])
def test_what_is_no_file_is_told(value: Any) -> None:
    with pytest.raises(AppTestError, match=r"is no file\. Pass a tuple of its name, its content as bytes"):
        app("accept_multiple_files=True").file_uploader[0].set_value(value)


def test_what_the_widget_does_not_take_is_told() -> None:
    with refused(
        AppTestError,
        "file_uploader: 'a.txt' was refused. This type of file is not allowed. Allowed: .csv.",
    ):
        app("type='csv'").file_uploader[0].upload("a.txt", b"1")
    with refused(AppTestError, "file_uploader: the widget takes one file, not 2."):
        app().file_uploader[0].set_value([("a", b"", ""), ("b", b"", "")])
    with refused(AppTestError, "file_uploader: the widget with label='F' is disabled, no reader can change it."):
        app("disabled=True").file_uploader[0].upload("a.txt", b"1")
