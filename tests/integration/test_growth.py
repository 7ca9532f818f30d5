"""What a run costs grows with what is on the page, no faster; what a click sends, with what it changes alone."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from tests.integration.server import Page, serving
from tests.server.client import until, write_notebook, write_text

# Counted is what is called on threads that begin later, those of scripts and of what they send, and what leaves when a
# browser says that it has drawn, on whichever thread that is heard. For what a script sends, time passes with each
# call: a slow machine counts as many batches as a fast one.
COUNT = """import sys, threading
from types import SimpleNamespace
from jupyterlit.execution import forward_queue
calls = [0]
passed = [0]

def count(frame, event, arg):
    if event == "call":
        calls[0] += 1
        passed[0] += 1

threading.setprofile(count)
acknowledge = forward_queue.ForwardMsgQueue.acknowledge

def acknowledge_counted(queue, seq):
    profile = sys.getprofile()
    sys.setprofile(count)
    try:
        acknowledge(queue, seq)
    finally:
        sys.setprofile(profile)

forward_queue.ForwardMsgQueue.acknowledge = acknowledge_counted
forward_queue.time = SimpleNamespace(monotonic=lambda: 1e-6 * passed[0], perf_counter=lambda: 0.0)"""
SCRIPT = """import streamlit as st
kind = st.selectbox("Kind", list(makers))
size = int(st.text_input("Size", "10"))
mark = st.text_input("Mark")
before, calls[0] = calls[0], 0
st.text(f"calls {before}")
for number in range(size):
    makers[kind](number, mark if number == size // 2 or mark.isupper() else "")"""
PRINTS = """import streamlit as st
if st.button("Print"):
    for n in range(100_000):
        print("line", n)
st.text(f"count {st.session_state.setdefault('n', 0)}")
if st.button("More"):
    st.session_state.n += 1"""
MAKERS = """import jupyterlit as st
makers = {
    "text": lambda n, mark: st.text(f"{n}{mark}"),
    "container": lambda n, mark: st.container().text(f"{n}{mark}"),
    "checkbox": lambda n, mark: st.checkbox(f"{n}{mark}", key=f"key {n}"),
}"""


class Reader(Page):
    """A browser that says what it has drawn, as browsers do."""

    async def drawn(self) -> None:
        await self.send({"type": "ack", "seq": self.seq})


async def costs(page: Reader, kind: str, size: int, *marks: str) -> list[int]:
    """Return the calls of a run for each mark, of which the one before it differs."""
    await page.rerun(Kind=kind, Size=str(size), Mark="begin")
    found: list[int] = []
    for mark in (*marks, "end"):  # each run says what the one before it has cost
        await page.rerun(Mark=mark)
        (told,) = [body for body in page.bodies if body.startswith("calls ")]
        found.append(int(told.removeprefix("calls ")))
    return found[1:]


SIZES = {"text": (10, 100, 1000, 10_000), "container": (10, 100, 1000), "checkbox": (10, 100, 1000)}


async def test_what_a_run_costs_grows_with_the_page_and_what_it_sends_with_the_change(tmp_path: Path) -> None:
    book = write_notebook(tmp_path / "app.ipynb", COUNT, MAKERS, f"%%app\n{SCRIPT}")
    async with serving(book, "--public") as server:
        page = await Reader.open(server.client(), "app")
        for kind, sizes in SIZES.items():
            found = [await costs(page, kind, size, "a", "ALL") for size in sizes]
            for few, many in pairwise(found):  # of a run that changes one element, and of one that changes all
                assert many[0] < 10.5 * few[0], (kind, found)
                assert many[1] < 10.5 * few[1], (kind, found)
        sent: list[list[str]] = []
        for size in SIZES["text"]:
            await page.rerun(Kind="text", Size=str(size), Mark="begin")
            page.messages.clear()
            await page.rerun(Mark="one")
            sent.append([f"{message['type']} {message.get('path', '')}" for message in page.messages])
        lines = [4 + size // 2 for size in SIZES["text"]]
        assert sent == [["run_started ", "delta [0, 3]", f"delta [0, {line}]", "run_ended "] for line in lines]


async def test_a_script_that_prints_a_hundred_thousand_lines_goes_on(tmp_path: Path) -> None:
    write_text(tmp_path / "app.py", PRINTS)
    async with serving(tmp_path / "app.py", "--public") as server:
        page, other = [await Page.open(server.client(), "app") for _ in range(2)]
        await page.send({"type": "rerun", "values": {page.id_of("Print"): True}})
        await other.click("More")
        await other.click("More")
        assert other.bodies == ["count 1"]
        await page.read("run_ended")
        await page.click("More")
        await page.click("More")
        assert page.bodies == ["count 1"]
        await until(lambda: "line 99999" in "".join(server.lines[-50:]))
