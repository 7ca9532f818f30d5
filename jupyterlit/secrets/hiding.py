"""Takes secrets out of whatever readers see: messages of exceptions, source lines, the log."""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from threading import Lock
from traceback import format_exception
from typing import Any, cast
from urllib.parse import quote, quote_plus, unquote
from weakref import WeakSet

HIDDEN = "•••"
SHORTEST = 4  # characters; shorter words stand everywhere
_LONG_LINE = 12  # characters of a line of a text with several, of a key for one
# They say where something is and of what kind, and an error is hard to understand without them.
_PUBLIC = frozenset({"dialect", "driver", "drivername", "type", "host", "port", "database", "dbname"})
_IN_URL = re.compile(r"\w+://[^/\s:@]*:([^\s/@]+(?:@[^\s/@]+)*)@")
_IN_DSN = re.compile(r"\b(?:password|pwd|secret|token)\s*=\s*'?([^\s;'&]+)", re.IGNORECASE)


class Words:
    """What must not be seen of the secrets of one app, those included that it had before."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._pattern: re.Pattern[str] | None = None
        with _lock:
            _known.add(self)

    def learn(self, entries: Mapping[str, Any]) -> None:
        """Hide the values of these entries from now on."""
        words = self._words.union(_words_in(entries))
        if words != self._words:
            self._words = words
            longest_first = sorted(words, key=lambda word: (-len(word), word))
            self._pattern = re.compile("|".join(map(_whole, longest_first)))

    def hide(self, text: str) -> str:
        """Return a text without them."""
        return text if self._pattern is None else self._pattern.sub(HIDDEN, text)


_known: WeakSet[Words] = WeakSet()
_lock = Lock()


def hide(text: str) -> str:
    """Return a text without the secrets of any app of this process."""
    with _lock:
        known = list(_known)
    for words in known:
        text = words.hide(text)
    return text


def _whole(word: str) -> str:
    """Return a pattern that finds a word by itself, not in others."""
    start = r"(?<!\w)" if re.match(r"\w", word) else ""
    end = r"(?!\w)" if re.search(r"\w\Z", word) else ""
    long = len(word) >= _LONG_LINE
    return re.escape(word) if long else f"{start}{re.escape(word)}{end}"


def _words_in(value: object, name: str = "") -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, item in cast("Mapping[str, object]", value).items():
            yield from _words_in(item, str(key))
    elif isinstance(value, list | tuple):
        for item in cast("list[object]", value):
            yield from _words_in(item, name)
    elif not isinstance(value, bool | date | time | None) and name.lower() not in _PUBLIC:
        for word in _forms(str(value)):
            if len(word) >= SHORTEST:
                yield word


def _forms(text: str) -> Iterator[str]:
    """Give a secret as it may stand elsewhere, and the secrets in it."""
    text = text.strip()
    yield text
    yield repr(text)[1:-1]
    yield json.dumps(text)[1:-1]
    yield quote(text)
    yield quote(text, safe="")
    yield quote_plus(text)
    if "\n" in text:
        yield from (line.strip() for line in text.splitlines() if len(line.strip()) >= _LONG_LINE)
    for pattern in (_IN_URL, _IN_DSN):
        for found in pattern.findall(text):
            yield found
            yield unquote(found)
    if text.startswith("{"):
        try:
            yield from _words_in(json.loads(text))
        except ValueError:
            return


def veil_threads() -> None:
    """Take secrets out of what is printed where an exception ends a thread of the author's."""
    if not isinstance(threading.excepthook, _ThreadVeil):
        threading.excepthook = _ThreadVeil(threading.excepthook)


class _ThreadVeil:
    """Prints an exception that has ended a thread; what stands in its place prints those without secrets."""

    def __init__(self, usual: Callable[[Any], object]) -> None:
        self._usual = usual

    def __call__(self, args: Any) -> None:
        kind, error, trace = args.exc_type, args.exc_value, args.exc_traceback
        said = "".join(format_exception(kind, error, trace)) if _known and error is not None else ""
        hidden = hide(said)
        if hidden == said or sys.stderr is None:
            self._usual(args)
        else:
            name = args.thread.name if args.thread is not None else args.thread
            sys.stderr.write(f"Exception in thread {name}:\n{hidden}")


class _Filter(logging.Filter):
    """Takes secrets out of what is logged."""

    def filter(self, record: logging.LogRecord) -> bool:
        if _known:
            message = record.getMessage()
            hidden = hide(message)
            if hidden != message:
                record.msg, record.args = hidden, None
            if record.exc_info and not record.exc_text:
                record.exc_text = hide(_format(record.exc_info))
        return True


_format = logging.Formatter().formatException
logging.getLogger("jupyterlit").addFilter(_Filter())
