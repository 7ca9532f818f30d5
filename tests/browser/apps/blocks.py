"""The blocks that open, flow and follow: popovers, statuses, grids, a conversation, the foot of the page."""

import time

import streamlit as st

st.title("Blocks")
with st.sidebar:
    with st.popover("Aside"):
        st.text("In the sidebar's popover")
    st.chat_message("user").text("Said aside")

left, middle, right = st.columns(3)
with left.popover("Filter", icon=":material/tune:", help="What is shown", key="filter"):
    name = st.text_input("Name")
    kind = st.selectbox("Kind", ["Adelie", "Gentoo"])
    st.button("Nothing")
with middle.popover("Followed", on_change="rerun", key="followed") as followed:
    if followed.open:
        st.text("Drawn only while open")
right.popover("Off", disabled=True, type="primary").text("never")
st.text(f"{name or 'nobody'}, {kind}, {'open' if followed.open else 'closed'}")


def toggle() -> None:
    st.session_state.followed = not st.session_state.followed


st.button("Open it", on_click=toggle)

page = st.pagination(20, key="pages")
st.text(f"Page {page}")

tiles = st.grid(3, border=True, key="tiles")
for number in range(3):
    tiles.metric(f"Tile {number}", number)
with tiles.cell(column_span="all"):
    st.text("All across")
with tiles.cell(column_span=2):
    st.button("In a wide cell")
tiles.empty()
rows = st.grid(2, row_height=80, border=True, key="rows")
rows.text("\n".join(f"Line {number}" for number in range(9)))
rows.text("short")

with st.container(horizontal=True, key="toolbar"):
    st.button("Back")
    st.space("stretch")
    st.button("Forth")
with st.container(horizontal=True, wrap=False, key="one-row"):
    for number in range(12):
        st.button(f"Choice {number}")

for step in ("Read", "Count"):
    with st.status(step, type="step"):
        st.text(f"{step} it")
st.status("Ready", state="complete", type="step")
with st.status("Thinking", type="compact", state="complete"):
    st.text("Hm")
st.status("Broken", state="error", expanded=True).text("What went wrong")

place = st.skeleton(height=60)
if st.button("Fill"):
    place.text("What was waited for")
if st.button("Work"):
    with st.status("Working") as task, st.skeleton(height=60):
        st.text("First")
        time.sleep(1)
        task.update(label="Nearly there", expanded=True)
        time.sleep(1)
        st.text("Second")
        task.update(label="Worked")

says = st.container(height=200, key="says")
said = st.session_state.setdefault("said", [f"Message {number}" for number in range(6)])
for number, text in enumerate(said):
    says.chat_message("user" if number % 2 else "assistant").text(text)
with says.chat_message("Bob", avatar="🐧"):
    st.caption("He watches.")

deep = st.expander("Thirty levels", expanded=True)
for level in range(30):
    deep = deep.container(key=f"level-{level}")
deep.text("All the way down")

question = st.bottom.text_input("Ask", key="ask")
if question and question not in said:
    said.append(question)
    answer = says.chat_message("assistant").empty()
    for count in range(1, 6):
        answer.text("\n".join(["So"] * count))
        time.sleep(0.2)
    said.append("So it is")
    st.rerun()
with st.bottom:
    st.caption("At the foot")
