"""Documents in pieces are what they are, compressed or not."""

from __future__ import annotations

import gzip as standard

import pytest

from jupyterlit.server.document import Lasting, accepts, gzip, join


@pytest.mark.parametrize("size", [0, 1, 100, 70_000])
def test_pieces_make_one_stream(size: int) -> None:
    lasting = Lasting(b"<b>lasting</b>" * size)
    for _ in range(2):
        pieces = [b"<p>" * size, lasting, b"</p>", lasting]
        assert standard.decompress(gzip(pieces)) == join(pieces)


def test_what_stands_in_one_piece_is_not_seen_in_the_length_of_another() -> None:
    secret = Lasting(b"code=7391-secret " * 3)
    right, wrong = (len(gzip([guess, secret])) for guess in (b"code=7391-secret ", b"code=1937-tesrec "))
    assert right == wrong


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000", False),
        ("br", False),
        ("", False),
        ("xgzip", False),
    ],
)
def test_browsers_say_what_they_take(header: str, taken: bool) -> None:
    assert accepts(header, "gzip") is taken
