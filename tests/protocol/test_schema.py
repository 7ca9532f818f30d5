"""The schema names every message there is."""

from jupyterlit.protocol.messages import Back, Forward
from jupyterlit.protocol.schema import kinds_of, schema


def test_every_message_has_a_definition() -> None:
    described = schema()
    for group in ("forward", "back", "elements", "blocks", "widgets"):
        for name in described[group].values():
            assert name in described["$defs"]


def test_tags_are_unique_and_told_in_order() -> None:
    described = schema()
    assert list(described["elements"]) == sorted(described["elements"])
    assert set(described["blocks"]) | set(described["widgets"]) < set(described["elements"])


def test_bytes_are_marked() -> None:
    data = schema()["$defs"]["Rows"]["properties"]["data"]
    assert {"type": "string", "format": "buffer"} in data["anyOf"]


def test_to_and_fro_share_no_tag() -> None:
    assert set(kinds_of(Forward)).isdisjoint(kinds_of(Back))
