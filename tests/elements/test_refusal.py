"""What a card says that stands in place of a page."""

from __future__ import annotations

from jupyterlit.elements.refusal import Refusal
from jupyterlit.protocol.codec import encode_element


def test_what_is_not_known_does_not_travel() -> None:
    assert b"name" not in encode_element(Refusal())
    assert b'"logins":["","google"]' in encode_element(Refusal(logins=("", "google")))
