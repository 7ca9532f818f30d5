"""Places for files of readers."""

from __future__ import annotations

import io
from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.config.sources import settings
from jupyterlit.elements.file_uploader import FileUploader
from jupyterlit.errors import InvalidType, InvalidValue, StateError
from jupyterlit.media.upload_rules import MEGABYTE
from jupyterlit.media.uploaded_file import UploadedFile
from jupyterlit.media.uploads import SessionUploads, UploadRefused
from jupyterlit.testing.v1 import AppTest
from tests.conftest import Run, refused
from tests.elements.captures import send
from tests.elements.conftest import Parity, received, the


def test_a_message_says_all(run: Run) -> None:
    assert st.file_uploader(
        "Data", ["csv", "image"], True, "t", "Help", "ignore",
        max_upload_size=5, disabled=True, label_visibility="hidden", width=300,
    ) == []  # fmt: skip
    assert run.elements == [
        FileUploader(
            id=the(run, FileUploader).id, label="Data", key="t", help="Help", default=[], types=("image/*", ".csv"),
            multiple=True, max_size=5 * MEGABYTE, disabled=True, label_visibility="hidden", width=300, deferred=True,
        )
    ]  # fmt: skip


def test_a_plain_one_takes_one_file_of_200_megabytes(run: Run) -> None:
    assert st.file_uploader("F") is None
    assert run.elements == [FileUploader(id=the(run, FileUploader).id, label="F", default=[])]
    assert the(run, FileUploader).max_size == 200 * MEGABYTE


def test_a_folder_is_chosen_where_that_is_asked_for(run: Run) -> None:
    assert st.file_uploader("F", accept_multiple_files="directory") == []
    assert (the(run, FileUploader).multiple, the(run, FileUploader).directory) == (True, True)


def test_the_option_says_how_large_files_may_be(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def three(name: str) -> int | None:
        return 3 if name == "server.maxUploadSize" else None

    monkeypatch.setattr(settings(), "get", three)
    st.file_uploader("F")
    assert the(run, FileUploader).max_size == 3 * MEGABYTE


@pytest.mark.parametrize(
    ("arguments", "kind", "text"),
    [
        (
            {"accept_multiple_files": "x"},
            InvalidValue,
            "st.file_uploader: accept_multiple_files='x' is unknown. Pass True, False or \"directory\".",
        ),
        (
            {"max_upload_size": 0},
            InvalidValue,
            "st.file_uploader: max_upload_size=0 lets nothing pass. Pass at least 1, or None.",
        ),
        (
            {"max_upload_size": 1.5},
            InvalidType,
            "st.file_uploader: max_upload_size=1.5 is a float. Pass a whole number of megabytes.",
        ),
        (
            {"max_upload_size": True},
            InvalidType,
            "st.file_uploader: max_upload_size=True is a bool. Pass a whole number of megabytes.",
        ),
        ({"type": 5}, InvalidType, 'st.file_uploader: type=5 is a int. Pass "csv", or a list of such.'),
        (
            {"on_change": "x"},
            InvalidValue,
            'st.file_uploader: on_change=\'x\' is unknown. Pass "rerun", "ignore" or a function.',
        ),
    ],
)
def test_wrong_arguments_are_told(run: Run, arguments: dict[str, Any], kind: type[Exception], text: str) -> None:
    with refused(kind, text):
        st.file_uploader("F", **arguments)
    assert run.elements == []


def test_a_file_that_was_sent_is_the_value(run: Run) -> None:
    st.file_uploader("F", type="csv")
    wire = send(run, "F", "a.csv", "text/csv", b"a,b\n1,2\n")
    (file,) = received(run, [wire])
    assert isinstance(file, UploadedFile)
    assert (file.name, file.type, file.read()) == ("a.csv", "text/csv", b"a,b\n1,2\n")


def test_what_was_not_sent_to_it_is_refused(run: Run) -> None:
    st.file_uploader("F")
    wire = send(run, "F", "a.csv", "text/csv", b"data")
    unknown = {"id": "f" * 32, "name": "x", "type": "", "size": 1}
    assert received(run, [unknown], [wire, wire], [{"name": "x"}], "x", {}, 5) == ["refused"] * 4 + [None, "refused"]


def test_a_widget_that_is_disabled_takes_nothing(run: Run) -> None:
    st.file_uploader("F", disabled=True)
    with pytest.raises(UploadRefused):
        send(run, "F", "a.csv", "text/csv", b"data")


def test_types_and_sizes_are_looked_at_before_a_byte_is_taken(run: Run) -> None:
    st.file_uploader("F", type=["png"], max_upload_size=1)
    id = the(run, FileUploader).id
    uploads = run.state.part(SessionUploads)
    for name, size in (("a.exe", 5), ("a.png", MEGABYTE + 1)):
        with pytest.raises(UploadRefused):
            uploads.begin("a" * 32, id, name, "image/png", size)
    assert uploads.begin("a" * 32, id, "a.png", "", MEGABYTE) == 0


def test_the_value_cannot_be_assigned(run: Run) -> None:
    run.state.set("f", None, set())
    with pytest.raises(StateError, match=r"st.session_state\['f'\] cannot be set: only the reader changes the value"):
        st.file_uploader("F", key="f")


SCRIPT = """
import streamlit as st
{before}
got = st.file_uploader("F", {arguments})
files = got if isinstance(got, list) else [got] if got else []
st.text([(file.name, file.read(), file.tell()) for file in files])
"""


def app(arguments: str = "key='f'", before: str = "") -> AppTest:
    return AppTest.from_string(SCRIPT.format(arguments=arguments, before=before)).run()


def text(test: AppTest) -> str:
    assert not test.exception, test.exception[0].message
    return test.text[0].value


def test_each_run_reads_a_file_from_its_beginning() -> None:
    test = app()
    test.file_uploader[0].upload("a.txt", b"data").run()
    assert text(test) == text(test.run()) == "[('a.txt', b'data', 4)]"
    assert test.session_state["f"].name == "a.txt"


def test_a_callback_sees_the_new_file() -> None:
    test = app("key='f', on_change=lambda: st.session_state.setdefault('seen', []).append(st.session_state.f.name)")
    test.file_uploader[0].upload("a.txt", b"data").run()
    test.run()
    test.file_uploader[0].upload("b.txt", b"data").run()
    assert test.session_state["seen"] == ["a.txt", "b.txt"]


def test_the_names_of_folders_stay_where_a_folder_is_chosen() -> None:
    test = app("accept_multiple_files='directory'")
    test.file_uploader[0].set_value([("d/e/../a.txt", b"1", ""), ("/b.txt", b"2", "")]).run()
    assert text(test) == "[('d/e/a.txt', b'1', 1), ('b.txt', b'2', 1)]"
    test = app("accept_multiple_files=True")
    test.file_uploader[0].set_value([("d/e/../a.txt", b"1", "")]).run()
    assert text(test) == "[('a.txt', b'1', 1)]"


@pytest.mark.parametrize("change", ["type='txt'", "accept_multiple_files=True", "max_upload_size=7"])
def test_another_rule_makes_it_another_widget(change: str) -> None:
    before = "rule = dict(key='f') if 'other' not in st.query_params else dict(key='f', " + change + ")"
    test = app("**rule", before)
    test.file_uploader[0].upload("a.txt", b"data").run()
    test.query_params["other"] = "1"
    assert text(test.run()) == "[]"


def test_another_label_does_not() -> None:
    test = app("help='x' if 'other' in st.query_params else None, key='f'")
    test.file_uploader[0].upload("a.txt", b"data").run()
    test.query_params["other"] = "1"
    assert text(test.run()) == "[('a.txt', b'data', 4)]"


def test_files_can_be_kept_beyond_the_widget_and_no_longer_than_the_session() -> None:
    test = AppTest.from_string("""
        import streamlit as st
        if "off" not in st.query_params:
            file = st.file_uploader("F")
            if file:
                st.session_state.kept = file
        else:
            st.text(st.session_state.kept.getvalue())
    """).run()
    test.file_uploader[0].upload("a.txt", b"data").run()
    test.query_params["off"] = "1"
    assert test.run().text[0].value == "b'data'"
    kept: UploadedFile = test.session_state["kept"]
    assert test.session_part(SessionUploads).counts == (0, 0)
    test.session_part(SessionUploads).close()
    assert kept.content.removed


def test_pages_show_what_was_sent() -> None:
    test = AppTest.from_string("""
        import streamlit as st
        file = st.file_uploader("F")
        if file:
            st.download_button("Get it", file)
            st.audio(file)
            st.video(file)
            @st.cache_data
            def length(file):
                st.session_state.count = st.session_state.get("count", 0) + 1
                return len(file.read())
            st.text([length(file), st.session_state.count])
    """).run()
    test.file_uploader[0].upload("a.wav", bytes(300_000), "audio/wav").run()
    assert not test.exception, test.exception[0].message
    assert test.run().text[0].value == "[300000, 1]"
    assert [file.name for node in ("download_button", "audio") for file in test.get(node)[0].proto.files()] == [
        "a.wav",
        "a.wav",
    ]


def test_pictures_are_shown() -> None:
    pillow = pytest.importorskip("PIL.Image")
    picture = io.BytesIO()
    pillow.new("RGB", (3, 2), "red").save(picture, "PNG")
    test = AppTest.from_string("""
        import streamlit as st
        file = st.file_uploader("F", type="image")
        if file:
            st.image(file)
    """).run()
    test.file_uploader[0].upload("a.png", picture.getvalue(), "image/png").run()
    assert not test.exception, test.exception[0].message
    assert len(test.get("image")) == 1


def test_it_does_what_streamlit_does(parity: Parity) -> None:
    parity.calls("""
        st.file_uploader("L")
        st.file_uploader("L", accept_multiple_files=True, key="a")
        st.file_uploader("L", "csv", "directory", key="b")
        st.file_uploader("L", ["csv", ".PNG", "image"], key="c")
        st.file_uploader("L", type={"csv"}, key="d")
        st.file_uploader("L", type=5, key="e")
        st.file_uploader("L", type=["a", 3], key="f")
        st.file_uploader("L", max_upload_size=0, key="g")
        st.file_uploader("L", max_upload_size=1.5, key="h")
        st.file_uploader("L", max_upload_size=True, key="i")
        st.file_uploader("L", width="content", key="j")
        st.file_uploader("L", width=0, key="k")
        st.file_uploader("L", label_visibility="x", key="l")
        st.file_uploader("L", on_change="x", key="m")
    """)


def test_tests_play_it_as_streamlits_do(parity: Parity) -> None:
    script = """
        for name, arguments in {
            "one": {}, "many": {"accept_multiple_files": True}, "csv": {"type": ["csv", "text"]},
        }.items():
            got = st.file_uploader(name, key=name, **arguments)
            files = got if isinstance(got, list) else [got] if got else []
            out[name] = [(f.name, f.type, f.size, f.read(), f.tell(), f.getvalue()) for f in files]
            state["again"] = state.get("again", 0) + 1
    """

    def many(test: Any) -> None:
        test.file_uploader(key="many").upload("b.txt", b"1", "text/plain").upload("b.txt", b"2")

    parity.play(
        script,
        lambda test: test.file_uploader(key="one").upload("a.csv", b"a,b", "text/csv"),
        many,
        lambda test: None,
        lambda test: test.file_uploader(key="many").upload("c.txt", b"3"),
        lambda test: test.file_uploader(key="one").set_value(("d.csv", b"", "text/csv")),
        lambda test: test.file_uploader(key="csv").upload("d.CSV", b"x", ""),
        lambda test: test.file_uploader(key="one").clear(),
        lambda test: test.file_uploader(key="many").set_value(None),
    )
