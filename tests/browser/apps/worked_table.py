"""Tables that a reader works on: moved columns, opened cells, other looks."""

import base64
import io
import wave

import numpy as np
import pandas as pd
import streamlit as st


def sound() -> str:
    """Return a tenth of a second of silence as an address."""
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(1)
        written.setframerate(8000)
        written.writeframes(b"\x80" * 800)
    return "data:audio/wav;base64," + base64.b64encode(file.getvalue()).decode()


rows = pd.DataFrame({"n": np.arange(1000), "half": np.arange(1000) / 2, "name": [f"row {n}" for n in range(1000)]})
# The first element of a page: nothing leaves its tools room.
st.dataframe(rows, key="first", height=200)
if st.checkbox("Show", value=True):
    st.dataframe(rows, key="kept", hide_index=True)
st.dataframe(
    pd.DataFrame({"sound": [sound()], "film": [sound()]}),
    key="media",
    hide_index=True,
    column_config={"sound": st.column_config.AudioColumn(), "film": st.column_config.VideoColumn()},
)
styled = pd.DataFrame({"price": [1, 2, 3], "was": [4, 5, 6], "old": ["a", "b", "c"]}).style
styled = styled.map(lambda _: "text-decoration: line-through", subset=["was"]).map(
    lambda _: "opacity: 0.3", subset=["old"]
)
styled = styled.map(lambda _: "text-decoration: underline; color: teal", subset=["price"])
st.dataframe(styled, key="styled")
picked = st.dataframe(rows, key="picked", on_select="rerun", height=200)
st.text(f"{len(picked.selection.rows)} rows, the last is {picked.selection.rows[-1:]}")
st.text("The end")
