"""The output beneath an app that the notebook's file keeps."""

from __future__ import annotations

from typing import Any

import pytest

from jupyterlit.kernel.kept_output import KeptOutput

from .conftest import FakeKernel

PAGE = b'[["p", {}, ["Hello"]]]'


@pytest.fixture
def displayed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, dict[str, Any]]]:
    seen: list[tuple[Any, dict[str, Any]]] = []

    def display(data: Any, **more: Any) -> None:
        seen.append((data, more))

    monkeypatch.setattr("jupyterlit.kernel.kept_output.display", display)
    return seen


def test_the_output_is_empty_until_a_browser_has_shown_the_app(
    kernel: FakeKernel, displayed: list[tuple[Any, dict[str, Any]]]
) -> None:
    kept = KeptOutput("penguins", "k1", 9_000)
    kept.show()
    assert displayed == [
        ({"text/html": "", "text/plain": ""}, {"raw": True, "metadata": {}, "display_id": "jupyterlit-k1"})
    ]
    assert kernel.published == []


def test_a_page_takes_its_place_wherever_it_is_shown(
    kernel: FakeKernel, displayed: list[tuple[Any, dict[str, Any]]]
) -> None:
    kept = KeptOutput("penguins", "k1", 9_000)
    kept.take_page(PAGE)
    kept.take_page(PAGE)
    (sent,) = kernel.published
    assert sent["kind"] == "update_display_data"
    assert sent["content"]["transient"] == {"display_id": "jupyterlit-k1"}
    assert "<p>Hello</p>" in sent["content"]["data"]["text/html"]
    kept.show()
    assert displayed[0][0] == sent["content"]["data"]


def test_what_is_noted_beside_it_stays(kernel: FakeKernel) -> None:
    kept = KeptOutput("penguins", "k1", 9_000)
    kept.note("jupyterlit", {"app": "penguins"})
    kept.note("jupyterlit", {"app": "penguins"})
    kept.take_page(PAGE)
    assert [sent["content"]["metadata"] for sent in kernel.published] == [{"jupyterlit": {"app": "penguins"}}] * 2


def test_nothing_is_kept_where_nothing_is_wanted(
    kernel: FakeKernel, displayed: list[tuple[Any, dict[str, Any]]]
) -> None:
    kept = KeptOutput("penguins", "k1", 0)
    kept.show()
    kept.take_page(PAGE)
    assert (displayed, kernel.published) == ([], [])


def test_junk_is_told_in_the_log(kernel: FakeKernel, caplog: pytest.LogCaptureFixture) -> None:
    KeptOutput("penguins", "k1", 9_000).take_page(b"junk")
    assert caplog.messages[0].startswith("The page of the app 'penguins' is not kept in the notebook. This is no page")
    assert kernel.published == []
