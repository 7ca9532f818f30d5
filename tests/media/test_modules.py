from __future__ import annotations

import pickle

import pytest

from jupyterlit.media.folders import found_in
from jupyterlit.media.modules import media_module

TEXT = "export default () => 'é'"


def test_a_text_is_found_as_a_script() -> None:
    module = media_module(TEXT)
    found = found_in(module, "index.js")
    assert found is not None
    assert (found.id, found.mime, found.source.read(0, 99)) == (
        f"{module.id}/index.js", "text/javascript", TEXT.encode(),
    )  # fmt: skip


@pytest.mark.parametrize("name", ["", "other.js", "../index.js", "/index.js"])
def test_nothing_else_is(name: str) -> None:
    assert found_in(media_module(TEXT), name) is None


def test_a_module_is_known_by_its_text() -> None:
    assert media_module(TEXT) == media_module(TEXT)
    assert media_module(TEXT) != media_module(TEXT + ";")
    assert pickle.loads(pickle.dumps(media_module(TEXT))) == media_module(TEXT)
    assert (media_module(TEXT).size, media_module(TEXT).source.read(0, 9)) == (0, b"")


def test_a_text_that_is_none_can_be_sent() -> None:
    found = found_in(media_module("'\ud800'"), "index.js")
    assert found is not None
    assert found.source.read(0, 9) == b"'?'"
