"""Secrets in texts that readers see."""

from __future__ import annotations

import base64
import io
import logging
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from jupyterlit.secrets.hiding import Words, hide, veil_threads


@pytest.fixture
def words() -> Words:
    """Have something to hide."""
    return Words()


@pytest.mark.parametrize(
    ("secret", "text", "seen"),
    [
        ("hunter22", "password authentication failed for hunter22.", "password authentication failed for •••."),
        ("hunter22", "hunter2 hunter222 xhunter22", "hunter2 hunter222 xhunter22"),
        ("sk-0123456789abcdef", "xsk-0123456789abcdefy", "x•••y"),
        (4711, "the pin 4711 of 47110", "the pin ••• of 47110"),
        (0.12345, "0.12345", "•••"),
        ("a b/c@d", "postgresql://ann:a%20b%2Fc%40d@host a+b%2Fc%40d a b/c@d", "postgresql://ann:•••@host ••• •••"),
        ('quote"and\\more', '\'quote"and\\\\more\' "quote\\"and\\\\more"', "'•••' \"•••\""),
        ("naïve-word", '"na\\u00efve-word"', '"•••"'),
        ("postgresql://ann:s3cr%40et@host/db", "s3cr%40et or s3cr@et at host", "••• or ••• at host"),
        ("postgresql://ann:s3cr%40et@host/db", "postgresql://ann:s3cr%40et@host/db", "•••"),
        ("redis://:s3cret@host", "AUTH s3cret", "AUTH •••"),
        ("Server=a;User Id=b;Password=Yukon900;", "Login failed: Yukon900", "Login failed: •••"),
        ("host=a password='Yukon900' user=b", "Login failed: Yukon900", "Login failed: •••"),
        ("-----BEGIN KEY-----\nMIIEvQIBADANBg\n", "bad line: MIIEvQIBADANBg", "bad line: •••"),
        ('{"type": "service_account", "key": "MIIEvQ"}', "MIIEvQ of a service_account", "••• of a service_account"),
        ({"deep": ["hunter22", {"er": "hunter33"}]}, "hunter22 hunter33", "••• •••"),
        ("abc", "abc", "abc"),
        (True, "True", "True"),
    ],
)
def test_a_secret_is_taken_out(words: Words, secret: object, text: str, seen: str) -> None:
    words.learn({"entry": secret})
    assert (words.hide(text), hide(text)) == (seen, seen)


def test_where_something_is_may_be_seen(words: Words) -> None:
    words.learn({"connections": {"sql": {"dialect": "postgresql", "host": "db.example", "port": 5432}}, "pin": 5433})
    assert hide("postgresql at db.example, port 5432 or 5433") == "postgresql at db.example, port 5432 or •••"


def test_secrets_of_before_stay_hidden(words: Words) -> None:
    words.learn({"password": "hunter22"})
    words.learn({"password": "hunter33"})
    assert hide("hunter22 hunter33") == "••• •••"


def test_longer_secrets_are_found_first(words: Words) -> None:
    words.learn({"a": "hunter", "b": "hunter-22"})
    assert hide("hunter-22 hunter") == "••• •••"


def test_with_its_app_its_words_are_forgotten() -> None:
    words = Words()
    words.learn({"password": "hunter44"})
    assert hide("hunter44") == "•••"
    del words
    assert hide("hunter44") == "hunter44"


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """Read what is logged."""
    log, stream = logging.getLogger("jupyterlit"), io.StringIO()
    handler = logging.StreamHandler(stream)
    log.addHandler(handler)
    yield stream
    log.removeHandler(handler)


def test_the_log_shows_no_secrets(words: Words, logged: io.StringIO) -> None:
    words.learn({"password": "hunter22"})
    log = logging.getLogger("jupyterlit")
    arguments: Any = {"dsn": ["hunter22"]}
    log.warning("with %s", arguments)
    try:
        raise ValueError("hunter22 is wrong")
    except ValueError:
        log.exception("It failed.")
    lines = logged.getvalue().splitlines()
    assert lines[:2] == ["with {'dsn': ['•••']}", "It failed."]
    assert lines[-1] == "ValueError: ••• is wrong"
    assert "hunter22" not in logged.getvalue()


def test_what_an_author_encodes_is_theirs(words: Words) -> None:
    words.learn({"password": "hunter22"})
    encoded = base64.b64encode(b"hunter22").decode()
    assert hide(encoded) == encoded


def _end_of_a_thread(message: str, capsys: pytest.CaptureFixture[str]) -> str:
    def fail() -> None:
        raise ValueError(message)

    thread = threading.Thread(target=fail, name="worker")
    thread.start()
    thread.join()
    return capsys.readouterr().err


def test_what_ends_a_thread_is_printed_without_secrets(
    words: Words, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words.learn({"password": "hunter22"})
    usual: list[Any] = []
    monkeypatch.setattr(threading, "excepthook", usual.append)
    veil_threads()
    veil_threads()
    printed = _end_of_a_thread("no hunter22", capsys)
    assert printed.startswith("Exception in thread worker:\nTraceback")
    assert printed.endswith("ValueError: no •••\n")
    assert usual == []
    assert _end_of_a_thread("no secret", capsys) == ""
    assert [str(args.exc_value) for args in usual] == ["no secret"]
