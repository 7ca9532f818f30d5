"""Maps."""

import numpy as np
import pandas as pd
import plotly.express as px
import pydeck as pdk
import streamlit as st

n = st.slider("Places", 2, 50, 20)
random = np.random.default_rng(1)
towns = pd.DataFrame({"lat": 46 + random.normal(0, 3, n), "lon": 8 + random.normal(0, 4, n)})
towns["color"] = ["#1a62c4cc" if row % 2 else "#e5484d" for row in range(n)]
if "all" in st.query_params:
    st.map(towns, color="color", size=20_000, height=350, alt="Towns")
cities = pd.DataFrame({"name": ["Oslo", "Lima", "Rome"], "lat": [59.91, -12.05, 41.9], "lon": [10.75, -77.04, 12.5]})
dots = pdk.Layer(
    "ScatterplotLayer",
    cities,
    id="cities",
    get_position="[lon, lat]",
    radius_min_pixels=12,
    get_fill_color="[200, 71, 11, 220]",
    pickable=True,
)
view = pdk.ViewState(latitude=25, longitude=-20, zoom=1.2)
tip = {"html": "<b>{name}</b> {lat}°<script>alert(1)</script>"}
event = st.pydeck_chart(
    pdk.Deck(dots, initial_view_state=view, tooltip=tip),
    key="cities",
    on_select="rerun",
    selection_mode="multi-object",
    height=400,
    alt="Cities",
)
st.text(f"picked {sorted(city['name'] for city in event.selection.objects.get('cities', []))}")
if "all" in st.query_params:
    st.pydeck_chart(pdk.Deck(pdk.Layer("NoSuchLayer", cities)), height=150, key="broken")
    tiles = px.scatter_map(cities, lat="lat", lon="lon", hover_name="name", zoom=1, height=300)
    st.plotly_chart(tiles, key="tiles", alt="Cities of Plotly")
