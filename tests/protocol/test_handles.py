from __future__ import annotations

import re

from jupyterlit.protocol.handles import handle_of


def test_a_handle_is_always_the_same_and_another_for_each_session() -> None:
    assert handle_of("ann") == handle_of("ann") != handle_of("bob")
    assert re.fullmatch(r"[\w-]{43}", handle_of("ann"))
