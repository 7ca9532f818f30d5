"""`%app_profile`: what it prints, and what it says to what cannot be."""

from __future__ import annotations

import pytest
from IPython.core.error import UsageError

from jupyterlit.execution.app_session import AppSession
from jupyterlit.execution.script_source import Part, ScriptSource
from jupyterlit.kernel.apps import Apps
from jupyterlit.kernel.profile import ProfileMagic, text
from jupyterlit.protocol.inside import InsideCache, InsideCause, InsideLine, InsideRun, InsideSpan

WAIT = 20.0

RUN = InsideRun(
    number=3,
    cause=InsideCause("widget", ["Go", "Name"]),
    began=0.0,
    seconds=1.25,
    status="failed",
    error="Cell In[2], line 4: ValueError: no",
    spans=[
        InsideSpan("waiting", "", 0.0, 0.0004, 0),
        InsideSpan("callback", "clicked", 0.001, 0.0123, 0),
        InsideSpan("script", "", 0.02, 1.2, 0),
        InsideSpan("fragment", "chart", 0.03, 0.2, 1),
        InsideSpan("sending", "", 0.1, 0.001, -1),
        InsideSpan("sending", "", 0.2, 0.002, -1),
    ],
    lines=[InsideLine("Cell In[2]", 4, "    x = load()", 0.9, 0.0), InsideLine("Cell In[2]", 9, "y" * 90, 0.5, 0.5)],
    caches=[InsideCache("load", 1, 2)],
    elements=1234,
    changes=1,
    messages=4,
    bytes=25_300,
)


def test_a_run_as_text() -> None:
    assert list(text(RUN)) == [
        "Run 3  1.25 s  failed  (widget: Go, Name)",
        "  Cell In[2], line 4: ValueError: no",
        "      0.4 ms waiting",
        "     12.3 ms callback clicked",
        "      1.20 s script",
        "    200.0 ms fragment chart, beside the script",
        "      3.0 ms sending, 2 batches",
        "  drawn: 1,234 elements, 1 change sent in 4 messages, 25.3 kB",
        "  cache: load() 1 hit, 2 misses",
        "  with calls       own  line (looked at every millisecond)",
        "    900.0 ms    0.0 ms  Cell In[2], line 4: x = load()",
        f"    500.0 ms  500.0 ms  Cell In[2], line 9: {'y' * 60}…",
    ]
    assert list(text(RUN, 1))[-1].endswith("x = load()")
    assert list(text(RUN, 0))[-1].startswith("  cache")


@pytest.fixture
def magic(apps: Apps) -> ProfileMagic:
    return ProfileMagic(apps)


def open_app(apps: Apps, code: str, name: str = "app") -> AppSession:
    apps.define(name, {name: ScriptSource((Part(code, "Cell In[1]"),))})
    return apps.open_cell(name)


def test_a_run_is_made_and_told_and_nothing_is_recorded_any_more(
    magic: ProfileMagic, apps: Apps, capsys: pytest.CaptureFixture[str]
) -> None:
    session = open_app(apps, "import jupyterlit as st, time\nst.text('a')\ntime.sleep(0.3)")
    magic.profile("app")
    said = capsys.readouterr().out
    assert said.startswith("Run 1  ")
    assert "(first run)" in said
    assert "Cell In[1], line 3: time.sleep(0.3)" in said
    magic.profile("")
    assert "(asked for)" in capsys.readouterr().out
    assert session.runner.recording is not None
    assert not session.runner.recording.on


def test_a_run_that_asks_for_another_is_told_with_it(
    magic: ProfileMagic, apps: Apps, capsys: pytest.CaptureFixture[str]
) -> None:
    open_app(
        apps, "import jupyterlit as st\nif 'n' not in st.session_state:\n    st.session_state.n = 1\n    st.rerun()"
    )
    magic.profile("app")
    said = [line.split("(")[1] for line in capsys.readouterr().out.splitlines() if line.startswith("Run")]
    assert said == ["first run)", "st.rerun)"]


def test_runs_are_recorded_for_later(magic: ProfileMagic, apps: Apps, capsys: pytest.CaptureFixture[str]) -> None:
    session = open_app(apps, "import jupyterlit as st\nst.text('a')")
    magic.profile("app --list")
    assert capsys.readouterr().out == "No run has been recorded. Use --on.\n"
    magic.profile("app --on")
    magic.profile("app --on")
    for _ in range(2):
        session.rerun()
        assert session.runner.wait(WAIT)
    capsys.readouterr()
    magic.profile("app --list")
    assert [line.partition("  ")[0] for line in capsys.readouterr().out.splitlines()] == ["Run 1", "Run 2"]
    magic.profile("app --off")
    session.rerun()
    assert session.runner.wait(WAIT)
    capsys.readouterr()
    magic.profile("app --run 2")
    assert capsys.readouterr().out.startswith("Run 2  ")
    with pytest.raises(UsageError, match=r"there is no run 3\. Kept are 1 to 2\."):
        magic.profile("app --run 3")


def test_what_cannot_be_is_told(magic: ProfileMagic, apps: Apps) -> None:
    with pytest.raises(UsageError, match="this notebook has no app"):
        magic.profile("")
    open_app(apps, "1", "penguins")
    open_app(apps, "1", "survey")
    for line, message in [
        ("", r"which app\? There are: penguins, survey\."),
        ("penguin", "there is no app named 'penguin' in this notebook. Did you mean"),
        ("xyz", "There are: penguins, survey"),
        ("penguins --run x", "argument --run: invalid int value: 'x'"),
        ("penguins --on --off", "not allowed with"),
        ("penguins --run 1", "there is no run 1. None is kept"),
        ("'penguins", "No closing quotation"),
    ]:
        with pytest.raises(UsageError, match=message):
            magic.profile(line)


def test_an_interrupt_stops_the_run(magic: ProfileMagic, apps: Apps, monkeypatch: pytest.MonkeyPatch) -> None:
    session = open_app(apps, "import time\nwhile True:\n    time.sleep(0.01)")
    wait = session.runner.wait

    def interrupted(timeout: float | None = None) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(session.runner, "wait", interrupted)
    with pytest.raises(KeyboardInterrupt):
        magic.profile("app")
    assert wait(WAIT)
    assert session.runner.recording is not None
    assert not session.runner.recording.on
