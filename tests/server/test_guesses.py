from __future__ import annotations

from collections import Counter

from jupyterlit.server.guesses import Guesses
from jupyterlit.server.limits import network_of


def test_each_network_has_a_few_wrong_ones_and_more_with_time() -> None:
    now, counts = [100.0], Counter[str]()
    guesses = Guesses(network_of, counts, lambda: now[0])
    for number in range(10):
        assert guesses.may_try(f"2001:db8::{number}")
        guesses.note(f"2001:db8::{number}")
    assert not guesses.may_try("2001:db8::ffff")
    assert guesses.may_try("203.0.113.1")
    assert guesses.may_try("127.0.0.1")
    now[0] += 6
    assert guesses.may_try("2001:db8::1")
    guesses.note("2001:db8::1")
    assert not guesses.may_try("2001:db8::1")
    assert counts == {"logins_failed": 11}


def test_those_that_come_from_everywhere_take_no_memory() -> None:
    guesses = Guesses(network_of, Counter(), lambda: 0.0)
    for number in range(10_050):
        guesses.note(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    assert len(vars(guesses)["_wrong"]) == 10_000
