"""Charts and pictures."""

import altair as alt
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import streamlit as st

n = st.slider("Points", 2, 50, 20)
x = np.arange(n)
waves = pd.DataFrame({"sine": np.sin(x / 3), "cosine": np.cos(x / 3)})
cities = pd.DataFrame({"city": ["Oslo", "Lima", "Rome"], "degrees": [4, 19, 15.5], "rain": [70, 1, 80]})
st.line_chart(waves, alt="Two waves")
st.area_chart(waves.abs(), color=["red", "primary"], stack=True)
st.bar_chart(cities, x="city", y="degrees", width=400, height=200)
st.scatter_chart(cities, x="rain", y="degrees", color="city", size="rain")
picked = alt.selection_point(name="picked", fields=["city"])
brush = alt.selection_interval(name="brush", encodings=["x"])
bars = alt.Chart(cities, title=f"{n} points").mark_bar().encode(x="degrees", y="city", tooltip=["city", "rain"])
event = st.altair_chart(bars.add_params(picked), key="bars", on_select="rerun")
st.text(f"picked {event.selection.picked}")
points = alt.Chart(cities).mark_circle(size=200).encode(x="rain", y="degrees").add_params(brush)
event = st.altair_chart(points, key="points", on_select="rerun")
st.text(f"brush {dict(event.selection.brush)}")
st.altair_chart(bars.properties(width=150) | points.properties(width=150), key="beside")
st.vega_lite_chart(
    {
        "data": {"values": [{"day": "2024-01-01", "v": 1}, {"day": "2024-02-01", "v": n}]},
        "mark": "line",
        "encoding": {"x": {"field": "day", "type": "temporal"}, "y": {"field": "v", "type": "quantitative"}},
    },
    theme=None,
)
figure, axes = plt.subplots()
axes.plot(x)
st.pyplot(figure, alt="A line that rises")
red = np.zeros((20, 30, 3), np.uint8)
red[:, :, 0] = 255
st.image(red, caption="A *red* picture", width=120)
st.image([red, red], caption=["One", "Two"])
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><circle cx="10" cy="10" r="9"/></svg>'
st.image(DOT, alt="A dot", link="https://example.org")
