"""The catalogs of translations: which texts there are to translate, and what is wrong with a catalog.

A text is found where it is written: in the tables of `js/src/ui/text.ts` and `js/src/view/admin_words.ts`, in what the
JupyterLab extension asks its translator for and in the schema of its settings, in errors of `js/src/page`, in the
server's templates between `_("` and `")`, and where Python hands a sentence to readers.
"""

from __future__ import annotations

import ast
import gettext
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "jupyterlit" / "locale"
NAME = "LC_MESSAGES/jupyterlit"

_STRING = r'"((?:[^"\\]|\\.)*)"'
_TABLE = re.compile(rf"^  \w+:\s*(?:{_STRING}|\[\s*{_STRING},\s*{_STRING},?\s*\]),", re.MULTILINE)
_ASKED = re.compile(rf"\bwords\s*\.__\(\s*(?:{_STRING})?")
_THROWN = re.compile(rf"(?:\bnew Error|\.end)\({_STRING}\)")
_IN_TEMPLATE = re.compile(rf"\b_\(\s*(?:{_STRING})?")
_GAP = re.compile(r"\{\w+\}|%\d|`|\*\*")
_FORMS = ("zero", "one", "two", "few", "many", "other")

# Which arguments of a call are sentences for readers: by their place, or by their name.
_TOLD: dict[str, tuple[int | str, ...]] = {
    "Attachment": (5,),
    "Failed": ("title", "message"),
    "FilePart": ("error",),
    "KernelFailed": (0, 1),
    "OidcFailed": (0,),
    "Refused": (1,),
    "Rows": ("error",),
    "SetUpFailed": (0, 1),
    "UploadRefused": (0,),
    "UploadState": ("error",),
    "Way": (0,),
    "end": (1,),
    "show": (1, 2),
    "words": (0,),
}


@dataclass
class Text:
    """A text to translate: in English, in the plural where it counts something, and where it is written."""

    english: str
    plural: str | None = None
    files: list[str] = field(default_factory=list[str])


def texts() -> dict[str, Text]:
    """Return all texts there are to translate, by their English, in the order in which they are written."""
    found: dict[str, Text] = {}
    for file, english, plural in _written():
        text = found.setdefault(english, Text(english, plural))
        if text.plural != plural:
            raise SystemExit(f"{file}: {english!r} counts something in one place only.")
        if file not in text.files:
            text.files.append(file)
    return found


def _written() -> Iterator[tuple[str, str, str | None]]:
    for path in (*_files("js/src/ui", "text.ts"), *_files("js/src/view", "admin_words.ts")):
        table = path.read_text(encoding="utf8").partition("const ENGLISH = {")[2].partition("\n} as const")[0]
        for one, singular, plural in _TABLE.findall(table):
            yield _named(path), _plain(one or singular), _plain(plural) if plural else None
    for path in (*_files("js/src/lab", "*.ts"), *_files("js/src/entries", "lab.ts")):
        if not path.name.endswith(".test.ts"):
            yield from _asked(path, _ASKED)
    for path in _files("js/schema", "*.json"):
        for sentence in _words_of(json.loads(path.read_text(encoding="utf8"))):
            yield _named(path), sentence, None
    for path in _files("js/src/page", "*.ts"):
        if not path.name.endswith(".test.ts"):
            yield from _asked(path, _THROWN)
    for path in _files("jupyterlit/server/web/templates", "*.html"):
        yield from _asked(path, _IN_TEMPLATE)
    for path in _files("jupyterlit", "**/*.py"):
        source = path.read_text(encoding="utf8")
        if any(f"{call}(" in source for call in _TOLD):
            for sentence in _sentences(ast.parse(source)):
                yield _named(path), sentence, None


def _words_of(schema: dict[str, Any]) -> Iterator[str]:
    """Return what the settings editor shows of a schema."""
    yield from (schema[name] for name in ("title", "description") if name in schema)
    for part in schema.get("properties", {}).values():
        yield from _words_of(part)


def _files(folder: str, pattern: str) -> list[Path]:
    return sorted((ROOT / folder).glob(pattern))


def _named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _plain(literal: str) -> str:
    return json.loads(f'"{literal}"')


def _asked(path: Path, pattern: re.Pattern[str]) -> Iterator[tuple[str, str, None]]:
    for found in pattern.finditer(path.read_text(encoding="utf8")):
        if found[1] is None:
            raise SystemExit(f"{_named(path)}: {found[0]}…) asks for what stands elsewhere. Write the text there.")
        yield _named(path), _plain(found[1]), None


def _sentences(tree: ast.Module) -> Iterator[str]:
    """Return what calls hand to readers: texts, and what the names stand for that are used there."""
    given: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for name in (name for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)):
                given.setdefault(name.id, []).append(node.value)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            for place in _TOLD.get(name, ()):
                named = {keyword.arg: keyword.value for keyword in node.keywords}
                found = named.get(place) if isinstance(place, str) else dict(enumerate(node.args)).get(place)
                if found is not None:
                    yield from _strings(found, given, set())


def _strings(node: ast.expr, given: dict[str, list[ast.expr]], seen: set[str]) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)) if re.match(r"[A-Z]\w* \w|[A-Z]\w+$|\{\w+\} \w", text):
            yield text
        case ast.Name(id=name) if name not in seen:
            for value in given.get(name, ()):
                yield from _strings(value, given, seen | {name})
        case ast.IfExp(body=one, orelse=other):
            yield from _strings(one, given, seen)
            yield from _strings(other, given, seen)
        case ast.BoolOp(values=values):
            for value in values:
                yield from _strings(value, given, seen)
        case ast.Tuple(elts=values):
            for value in values:
                yield from _strings(value, given, seen)
        case _:
            pass


def languages() -> list[str]:
    """Return which languages have a catalog."""
    return sorted(path.name for path in LOCALE.iterdir() if path.is_dir())


def read(language: str) -> Catalog:
    """Return what a language has."""
    path = LOCALE / language / f"{NAME}.po"
    if not path.exists():
        return Catalog(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def as_po(language: str, wanted: dict[str, Text]) -> str:
    """Return a catalog for translators: with all texts there are and no others, and what is translated of them."""
    catalog = read(language)
    header = ("Project-Id-Version: jupyterlit", "Content-Type: text/plain; charset=UTF-8", f"Language: {language}")
    lines = [_quoted(f"{line}\n") for line in (*header, f"Plural-Forms: {catalog.plural_forms}")]
    parts = ["\n".join(('msgid ""', 'msgstr ""', *lines, ""))]
    for text in wanted.values():
        lines = [f"#: {file}" for file in text.files] + [f"msgid {_quoted(text.english)}"]
        forms = _forms(catalog, text)
        if text.plural is None:
            lines.append(f"msgstr {_quoted(forms[0])}")
        else:
            lines.append(f"msgid_plural {_quoted(text.plural)}")
            lines += [f"msgstr[{at}] {_quoted(form)}" for at, form in enumerate(forms)]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def as_json(language: str, wanted: dict[str, Text]) -> str:
    """Return a catalog as JupyterLab, pages and the server read it."""
    catalog = read(language)
    tag = language.replace("_", "-")  # JupyterLab takes no other
    header = {"domain": "jupyterlit", "language": tag, "plural_forms": catalog.plural_forms}
    entries = {text.english: _forms(catalog, text) for text in wanted.values()}
    return json.dumps({"": header, **entries}, ensure_ascii=False, indent=0) + "\n"


def _forms(catalog: Catalog, text: Text) -> list[str]:
    message = catalog.get(text.english)
    found = (message.string if message else None) or ""
    forms = [found] if isinstance(found, str) else [form or "" for form in found]
    count = 1 if text.plural is None else catalog.num_plurals
    return [*forms, *[""] * count][: max(count, len(forms))]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def problems(language: str, wanted: dict[str, Text]) -> Iterator[str]:
    """Tell what a catalog lacks: texts, forms, gaps."""
    catalog = read(language)
    for message in catalog:
        if message.id and (message.id if isinstance(message.id, str) else message.id[0]) not in wanted:
            yield f"{message.id!r} is asked for nowhere"
    if not _agrees(catalog, language):
        yield f"the plural forms {catalog.plural_forms!r} are others than Unicode's, which browsers use"
    for text in wanted.values():
        for at, form in enumerate(forms := _forms(catalog, text)):
            gaps = sorted(_GAP.findall(text.plural or text.english))
            counted = at < len(forms) - 1 and sorted([*_GAP.findall(form), "{count}"]) == gaps  # “one file”
            if not form:
                yield f"{text.english!r} is not translated"
            elif sorted(_GAP.findall(form)) != gaps and not counted:
                yield f"{form!r} has not the gaps of {text.english!r}"


def _agrees(catalog: Catalog, language: str) -> bool:
    """Tell whether Unicode's categories, in their order, are the forms of the catalog, as `text.ts` has it."""
    rule = Locale.parse(language).plural_form
    there = [form for form in _FORMS if form in rule.tags or form == "other"]
    form = gettext.c2py(catalog.plural_expr)
    return all(min(there.index(rule(n)), catalog.num_plurals - 1) == form(n) for n in range(1000))
