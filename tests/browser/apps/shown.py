"""Everything that is only shown."""

import io

import altair as alt
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import streamlit as st

st.set_page_config(page_title="Shown", layout="wide")
st.title("A title", help="About the title")
st.header("A header", divider=True)
st.subheader("A subheader", anchor="sub")
st.markdown("**bold** :red[red] `code` [link](https://example.org) :material/home:\n\n| a | b |\n|---|---|\n| 1 | 2 |")
st.caption("A caption")
st.text("Plain *text*")
st.code("def f(x):\n    return x + 1", line_numbers=True)
st.divider()
st.json({"a": [1, 2], "b": None})
st.write("Written", 1, {"x": 1})
st.success("It worked")
st.info("For your information")
st.warning("Careful")
st.error("It failed", icon=":material/error:")
try:
    _ = 1 / 0
except ZeroDivisionError as error:
    st.exception(error)
left, right = st.columns(2, border=True)
left.metric("Up", 10, 2)
right.metric("Down", "5 m", "-1 m", help="Depth")
with st.container(border=True, key="box"):
    st.text("In a container")
with st.expander("More", expanded=True):
    st.text("In an expander")
one, two = st.tabs(["One", "Two"])
one.text("In the first tab")
two.text("In the second tab")
st.empty().text("In place of nothing")
st.progress(40, "On the way")
frame = pd.DataFrame({"x": range(1000), "y": np.sqrt(range(1000)), "name": [f"row {i}" for i in range(1000)]})
st.dataframe(frame, key="frame")
st.line_chart(frame, x="x", y="y")
st.area_chart(frame, x="x", y="y")
st.bar_chart(frame.head(5), x="name", y="y")
st.scatter_chart(frame.head(50), x="x", y="y")
st.altair_chart(alt.Chart(frame.head(50), title="By Altair").mark_bar().encode(x="x:Q", y="y:Q"))
figure, axes = plt.subplots()
axes.plot([1, 2, 3])
st.pyplot(figure)
picture = io.BytesIO()
plt.imsave(picture, np.zeros((20, 30)))
st.image(picture, caption="A picture", width=120)
with st.spinner("Wait"):
    pass
with st.sidebar:
    st.header("Aside")
    st.text("In the sidebar")
st.text("The end")
