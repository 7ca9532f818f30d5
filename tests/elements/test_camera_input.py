"""Photos."""

from __future__ import annotations

import pytest

import jupyterlit as st
from jupyterlit.elements.camera_input import CameraInput
from jupyterlit.errors import InvalidValue
from jupyterlit.media.uploads import UploadRefused
from tests.conftest import Run, refused
from tests.elements.captures import kept, send
from tests.elements.conftest import Parity


def test_a_message_says_all(run: Run) -> None:
    assert st.camera_input(
        "Photo", "p", "Help", "ignore", disabled=True, label_visibility="collapsed", resolution="720p", width=300
    ) is None  # fmt: skip
    assert run.elements == [
        CameraInput(
            id="camera_input-p", label="Photo", key="p", help="Help", default=[], disabled=True, lines=720,
            label_visibility="collapsed", width=300, deferred=True,
        )
    ]  # fmt: skip


def test_a_photo_is_the_value_until_it_is_cleared(run: Run) -> None:
    calls: list[object] = []
    st.camera_input("Photo", key="p", on_change=calls.append, args=("changed",))
    photo = send(run, "p", "camera-input.jpg", "image/jpeg", b"\xff\xd8\xff")
    run.rerun(p=[photo])
    value = st.camera_input("Photo", key="p", on_change=calls.append, args=("changed",))
    assert value is not None
    assert (value.name, value.type, value.getvalue()) == ("camera-input.jpg", "image/jpeg", b"\xff\xd8\xff")
    run.rerun(p=[])
    assert st.camera_input("Photo", key="p") is None
    assert calls == ["changed", "changed"]


def test_only_photos_are_taken(run: Run) -> None:
    st.camera_input("Photo", key="p")
    with pytest.raises(UploadRefused) as caught:
        send(run, "p", "photo.html", "text/html", b"<script>")
    assert caught.value.args == ("This type of file is not allowed. Allowed: .jpg.",)


def test_wrong_arguments_are_named(run: Run) -> None:
    with refused(InvalidValue, 'st.camera_input: resolution=\'4k\' is unknown. Pass "480p", "720p" or "1080p".'):
        st.camera_input("Photo", resolution="4k")  # type: ignore[arg-type]
    with refused(
        InvalidValue,
        "st.camera_input: width='content' is unknown. Pass a positive number of pixels, \"stretch\".",
    ):
        st.camera_input("Photo", width="content")  # type: ignore[arg-type]
    assert run.elements == []


def test_photos_do_what_they_do_in_streamlit(parity: Parity) -> None:
    parity.calls("""
        st.camera_input("L")
        st.camera_input("L", resolution="480p")
        st.camera_input("L", resolution=None)
        st.camera_input("L", resolution=720)
        st.camera_input("L", resolution="x")
        st.camera_input("L", width="content")
        st.camera_input("L", label_visibility="x")
        st.camera_input("L", on_change="x")
        st.camera_input(None)
    """)
    became = kept(
        parity, "camera_input", ("a.jpg", b"\xff\xd8", "image/jpeg"),
        "label='M'", "resolution='720p'", "help='h'", "disabled=True", "label_visibility='hidden'", "width=200",
        "on_change='ignore'",
    )  # fmt: skip
    assert {name for name, value in became.items() if value == "kept, kept"} == {
        "disabled=True", "label_visibility='hidden'", "on_change='ignore'",
    }  # fmt: skip
