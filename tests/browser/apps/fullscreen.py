"""What fills the window: charts, tables and pictures, on the page, in a dialog and in a popover."""

import altair as alt
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import plotly.express as px
import streamlit as st

cities = pd.DataFrame({"city": ["Oslo", "Lima", "Rome"], "degrees": [4, 19, 15.5], "rain": [70, 1, 80]})
places = pd.DataFrame({"lat": [59.9, -12.0, 41.9], "lon": [10.7, -77.0, 12.5]})
bars = alt.Chart(cities).mark_bar().encode(x="city", y="degrees")
figure, axes = plt.subplots()
axes.plot([1, 3, 2])


@st.dialog("More")
def more():
    st.bar_chart(cities, x="city", y="degrees")


with st.container(key="top", horizontal=True):
    st.button("Open", on_click=more)
    with st.popover("Below"):
        st.bar_chart(cities, x="city", y="degrees")
with st.container(key="vega"):
    st.bar_chart(cities, x="city", y="degrees")
if "all" in st.query_params:
    with st.container(key="views"):
        st.altair_chart(bars | bars)
    with st.container(key="plotly"):
        st.plotly_chart(px.bar(cities, x="city", y="degrees"))
    with st.container(key="map"):
        st.map(places)
    with st.container(key="graph"):
        st.graphviz_chart("digraph { a -> b; b -> c }")
    with st.container(key="mermaid"):
        st.mermaid_chart("graph LR; A-->B; B-->C")
    with st.container(key="echarts"):
        st.echarts_chart({"xAxis": {"data": ["x", "y"]}, "yAxis": {}, "series": [{"type": "bar", "data": [1, 2]}]})
    with st.container(key="pyplot"):
        st.pyplot(figure, alt="A peak")
    with st.container(key="image"):
        st.image(np.full((40, 60, 3), 120, np.uint8), width=120)
    with st.container(key="table"):
        st.dataframe(cities)
chosen = alt.selection_point(name="chosen", fields=["city"])
event = st.altair_chart(bars.add_params(chosen), key="asking", on_select="rerun")
if event.selection.chosen:
    more()
