from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jupyterlab_server import translation_utils

from jupyterlit.server.web.words import LOCALE, Words, words_in


@pytest.mark.parametrize(
    ("accepted", "tag"),
    [
        ("", "en"),
        ("de", "de-DE"),
        ("de-AT,de;q=0.9,en;q=0.8", "de-DE"),
        ("DE-de", "de-DE"),
        ("pt-PT", "pt-BR"),
        ("ja", "ja-JP"),
        ("zh", "zh-CN"),
        ("zh-Hans-SG", "zh-CN"),
        ("zh-TW, zh;q=0.5", "zh-CN"),
        ("zh-TW, fr;q=0.1", "fr-FR"),  # it is written otherwise
        ("en-GB, de", "en"),
        ("xx, tlh;q=0.9, es;q=0.2", "es-ES"),
        ("fr;q=0.2, de;q=0.7, es;q=0", "de-DE"),
        ("de;q=0", "en"),
        ("*", "en"),
        ("de ; q = 0.5 ,\tfr", "fr-FR"),
    ],
)
def test_the_first_language_that_there_is_is_taken(accepted: str, tag: str) -> None:
    assert words_in(accepted).tag == tag


@pytest.mark.parametrize(
    "accepted",
    [
        "../de_DE", "de_DE/../..", "/etc/passwd", "de\x00", "de;q=nan", "de;q=1e9", "de;q=-1", "дe", "-", ";q=1", ",,,",
        "d" * 9, "a" * 100_000, ", " * 5000 + "de", "-de" * 4000,
    ],
)  # fmt: skip
def test_what_is_no_language_is_passed_over(accepted: str) -> None:
    assert words_in(accepted) == Words()


@given(st.text(st.characters(codec="latin-1")) | st.text("de-_;q=0.,*/ \\", max_size=60))
def test_no_header_is_too_odd(accepted: str) -> None:
    assert words_in(accepted).tag in {"en", *(path.name.replace("_", "-") for path in LOCALE.iterdir())}


def test_texts_are_those_of_the_catalog_and_english_where_it_has_none() -> None:
    words = words_in("de")
    assert words("Log in with {provider}", provider="{x} & co") == "Mit {x} & co anmelden"
    assert words("of an author") == "of an author"
    assert words("") == ""
    assert Words()("Log in with {provider}", provider="us") == "Log in with us"


def test_a_language_can_run_leftwards(tmp_path: Path) -> None:
    catalog = tmp_path / "ar" / "LC_MESSAGES" / "jupyterlit.json"
    catalog.parent.mkdir(parents=True)
    catalog.write_text(json.dumps({"": {"language": "ar"}, "Log in": ["تسجيل الدخول"]}), encoding="utf8")
    words = words_in("ar-EG, de", tmp_path)
    assert (words.tag, words.direction, words("Log in")) == ("ar", "rtl", "تسجيل الدخول")
    assert words_in("de", tmp_path) == Words()
    assert {words_in(tag).direction for tag in ("en", "de", "ja")} == {"ltr"}


def test_jupyterlab_finds_the_catalogs() -> None:
    utils: Any = translation_utils  # it has no types of its own
    found, problems = utils.get_installed_packages_locale("ja_JP")
    assert problems.strip() == ""
    assert found["jupyterlit"]["Preview app"] == ["アプリをプレビュー"]
    assert found["jupyterlit"][""] == {
        "domain": "jupyterlit",
        "language": "ja-JP",
        "plural_forms": "nplurals=1; plural=0;",
    }
