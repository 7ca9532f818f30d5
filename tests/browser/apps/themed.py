"""What a theme shows on: texts, widgets, tables, charts, code, in the page and in the sidebar."""

import altair as alt
import pandas as pd
import plotly.express as px
import streamlit as st

frame = pd.DataFrame({"island": ["Biscoe", "Dream", "Torgersen"], "penguins": [168, 124, 52]})

st.title("Penguins")
st.header("Islands")
st.markdown("Text with a [link](https://example.com), **bold**, `code`, :red[red] and :blue-background[blue].")
st.caption("A caption")
st.text_input("Name", key="name", placeholder="Your name")
st.selectbox("Island", frame["island"])
st.slider("Age", 0, 10, 4)
left, right = st.columns(2)
left.button("Primary", type="primary")
right.button("Secondary")
st.checkbox("On", value=True)
st.metric("Penguins", 344, 12, border=True)
st.info("An *info*")
st.error("An error")
st.code("x = 1  # one", language="python")
st.dataframe(frame, key="frame")
st.table(frame)
st.bar_chart(frame, x="island", y="penguins", color="island")
st.altair_chart(alt.Chart(frame).mark_arc().encode(theta="penguins", color="island"))
st.plotly_chart(px.bar(frame, x="island", y="penguins", color="island"), key="plotly")
with st.expander("More"):
    st.write("more")

with st.sidebar:
    st.header("Beside")
    st.text_input("Search")
    st.button("Go", type="primary")
    st.write("Text with a [link](https://example.com) and `code`.")
    st.bar_chart(frame, x="island", y="penguins", height=150)
