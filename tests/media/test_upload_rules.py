"""What may be sent: types, sizes, and the names that files have then."""

from __future__ import annotations

from typing import Any

import pytest

from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.media.upload_rules import MEGABYTE, UploadRule, check_types, clean_name, clean_type
from tests.conftest import refused


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (None, ()),
        ("", ()),
        ([], ()),
        ("csv", (".csv",)),
        (".CSV", (".csv",)),
        ("tar.gz", (".tar.gz",)),
        ("jpg", (".jpg", ".jpeg")),
        (["jpeg", "jpg"], (".jpeg", ".jpg")),
        ("mp4", (".mp4", ".mpeg4")),
        ("image", ("image/*",)),
        (["png", "audio/*", "TEXT", "application/pdf"], ("audio/*", "text/*", "application/pdf", ".png")),
        (("csv", " txt ", "csv"), (".csv", ".txt")),
    ],
)
def test_types_are_extensions_or_mime(given: Any, meant: tuple[str, ...]) -> None:
    assert check_types("st.x", "type", given) == meant


def test_types_are_texts() -> None:
    with refused(InvalidType, 'st.x: type=5 is a int. Pass "csv", or a list of such.'):
        check_types("st.x", "type", 5)
    with refused(
        InvalidType,
        'st.x: type=[\'a\', 3] contains 3. Pass extensions such as "csv" or types such as "image/png".',
    ):
        check_types("st.x", "type", ["a", 3])
    with refused(InvalidValue, "st.x: type=['a', ' '] contains an empty text. Pass extensions such as \"csv\"."):
        check_types("st.x", "type", ["a", " "])


@pytest.mark.parametrize(
    ("types", "name", "mime", "taken"),
    [
        ((), "x", "", True),
        ((".csv",), "X.CSV", "", True),
        ((".csv",), "x.csv.exe", "text/csv", False),
        ((".tar.gz",), "x.tar.gz", "", True),
        ((".csv",), "csv", "text/csv", False),
        (("image/*",), "x.png", "", True),
        (("image/*",), "x", "image/png", True),
        (("image/*",), "x.txt", "text/plain", False),
        (("image/png",), "x.jpg", "image/jpeg", False),
        (("text/plain",), "x", "Text/Plain; charset=utf-8", True),
        (("*/*",), "x", "", True),
    ],
)
def test_types_are_looked_for_in_names_and_in_what_browsers_say(
    types: tuple[str, ...], name: str, mime: str, taken: bool
) -> None:
    assert (UploadRule(types).refuses(name, mime, 1) is None) == taken


def test_a_rule_says_why() -> None:
    assert UploadRule(most=2 * MEGABYTE).refuses("x", "", 2 * MEGABYTE) is None
    assert UploadRule(most=2 * MEGABYTE).refuses("x", "", 2 * MEGABYTE + 1) == "The file must be 2 MB or smaller."
    assert UploadRule((".csv", "image/*")).refuses("x", "", 1) == (
        "This type of file is not allowed. Allowed: .csv, image/*."
    )
    assert UploadRule(disabled=True).refuses("x", "", 1) == "No files are taken at present."


@pytest.mark.parametrize(
    ("given", "plain", "with_folders"),
    [
        ("a.csv", "a.csv", "a.csv"),
        ("../../etc/passwd", "passwd", "etc/passwd"),
        ("/etc/passwd", "passwd", "etc/passwd"),
        ("C:\\Users\\x\\a.csv", "a.csv", "C:/Users/x/a.csv"),
        ("dir/./sub//a.csv", "a.csv", "dir/sub/a.csv"),
        ("", "file", "file"),
        ("..", "file", "file"),
        ("/", "file", "file"),
        ("a\x00b\nc\x7f.csv", "abc.csv", "abc.csv"),
        ("photo\u202egpj.exe", "photogpj.exe", "photogpj.exe"),
        ("\u2066a\u2069\u200e\ufeff.csv", "a.csv", "a.csv"),
        ("  a.csv ", "a.csv", "a.csv"),
        ("\ud800.csv", ".csv", ".csv"),
        ("می\u200cخواهم.csv", "می\u200cخواهم.csv", "می\u200cخواهم.csv"),
        ("👩\u200d🔬.png", "👩\u200d🔬.png", "👩\u200d🔬.png"),
        ("日本語.csv", "日本語.csv", "日本語.csv"),
    ],
)
def test_names_are_cleaned(given: str, plain: str, with_folders: str) -> None:
    assert clean_name(given) == plain
    assert clean_name(given, folders=True) == with_folders


def test_long_names_keep_their_extension() -> None:
    assert clean_name("a" * 300 + ".csv") == "a" * 251 + ".csv"
    assert clean_name("é" * 300 + ".csv") == "é" * 125 + ".csv"
    assert clean_name("a." + "b" * 300) == "a." + "b" * 253
    assert len(clean_name("/".join(["dir" * 20] * 100) + "/x", folders=True)) <= 1000


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("text/csv", "text/csv"),
        ("text/plain;charset=utf-8", "text/plain;charset=utf-8"),
        ("image/svg+xml", "image/svg+xml"),
        ("", ""),
        ("text", ""),
        ("text/html\r\nSet-Cookie: x", ""),
        ("a/" + "b" * 500, ""),
    ],
)
def test_types_of_browsers_are_types_or_nothing(given: str, kept: str) -> None:
    assert clean_type(given) == kept
