"""What `scripts/catalogs.py` says of the catalogs that there are, and of those that lack something."""

from __future__ import annotations

from pathlib import Path

import catalogs
import pytest
from catalogs import Text

FILES = Text("{count} file of {name}", "{count} files of {name}")
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: {}\\n"\n\n'


@pytest.fixture
def locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(catalogs, "LOCALE", tmp_path)
    return tmp_path


def write(locale: Path, language: str, text: str, plural: str) -> None:
    path = locale / language / f"{catalogs.NAME}.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER.format(plural) + text, encoding="utf8")


def test_texts_are_found_wherever_they_are_written() -> None:
    found = catalogs.texts()
    assert found["Rerun"] == Text("Rerun", None, ["js/src/ui/text.ts"])
    assert found["{count} item"].plural == "{count} items"
    assert found["Preview app"].files == ["js/src/entries/lab.ts"]
    assert found["There is no such page"].files == ["jupyterlit/server/web/templates/error.html"]
    assert found["The app has been started again. Your page is as it was."].files == ["jupyterlit/server/runtime.py"]
    assert all(text.english == text.english.strip() for text in found.values())


def test_every_catalog_is_complete() -> None:
    wanted = catalogs.texts()
    assert catalogs.languages() == ["de_DE", "es_ES", "fr_FR", "ja_JP", "pt_BR", "zh_CN"]
    assert [problem for name in catalogs.languages() for problem in catalogs.problems(name, wanted)] == []


def test_what_is_translated_stays_what_is_gone_goes(locale: Path) -> None:
    write(
        locale, "de_DE", 'msgid "Stop"\nmsgstr "Halt"\n\nmsgid "Gone"\nmsgstr "Weg"\n', "nplurals=2; plural=(n != 1);"
    )
    text = catalogs.as_po("de_DE", {"Stop": Text("Stop", None, ["a.ts"]), "New": Text("New")})
    assert text.endswith('\n#: a.ts\nmsgid "Stop"\nmsgstr "Halt"\n\nmsgid "New"\nmsgstr ""\n')


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ('msgid "Other"\nmsgstr "Anderes"\n', "'Other' is asked for nowhere"),
        ('msgid "{count} file of {name}"\nmsgstr "{count} {name}"\n', "is not translated"),
        (
            'msgid "{count} file of {name}"\nmsgid_plural "x"\nmsgstr[0] "Datei {name}"\nmsgstr[1] ""\n',
            "is not translated",
        ),
        ('msgid "{count} file of {name}"\nmsgid_plural "x"\nmsgstr[0] "Datei"\nmsgstr[1] "{count} {name}"\n', "gaps"),
        ('msgid "{count} file of {name}"\nmsgid_plural "x"\nmsgstr[0] "1 {name}"\nmsgstr[1] "{name}"\n', "gaps"),
    ],
)
def test_what_is_wrong_with_a_catalog_is_said(locale: Path, entry: str, problem: str) -> None:
    write(locale, "de_DE", entry, "nplurals=2; plural=(n != 1);")
    assert problem in " ".join(catalogs.problems("de_DE", {FILES.english: FILES}))


def test_the_form_of_one_need_not_say_the_number(locale: Path) -> None:
    entry = 'msgid "{count} file of {name}"\nmsgid_plural "x"\nmsgstr[0] "Eine {name}"\nmsgstr[1] "{count} {name}"\n'
    write(locale, "de_DE", entry, "nplurals=2; plural=(n != 1);")
    assert list(catalogs.problems("de_DE", {FILES.english: FILES})) == []


@pytest.mark.parametrize(
    ("language", "plural", "agrees"),
    [
        ("de_DE", "nplurals=2; plural=(n != 1);", True),
        ("de_DE", "nplurals=2; plural=(n > 1);", False),
        ("ja_JP", "nplurals=2; plural=(n != 1);", False),
        (
            "ar",
            "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
            True,
        ),
        (
            "pl_PL",
            "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
            True,
        ),
    ],
)
def test_plural_forms_are_those_that_browsers_know(locale: Path, language: str, plural: str, agrees: bool) -> None:
    write(locale, language, "", plural)
    assert (list(catalogs.problems(language, {})) == []) == agrees
