"""Maps on base maps of their own, and in three dimensions."""

import pandas as pd
import pydeck as pdk
import streamlit as st

towns = pd.DataFrame({"lat": [46.2, 46.9, 46.91, 47.4], "lon": [6.1, 7.4, 7.45, 8.5]})
dots = pdk.Layer("ScatterplotLayer", towns, get_position="[lon, lat]", radius_min_pixels=8)
hexagons = pdk.Layer("HexagonLayer", towns, get_position="[lon, lat]", radius=9000, extruded=True, elevation_scale=900)
view = pdk.ViewState(latitude=46.8, longitude=7.5, zoom=6, pitch=40)
st.pydeck_chart(pdk.Deck(hexagons, initial_view_state=view), height=250, key="hexagons")
styled = pdk.Deck(dots, initial_view_state=view, map_style="https://tiles.invalid/style.json")
st.pydeck_chart(styled, height=250, key="styled")
shade = {"id": "shade", "type": "background", "paint": {"background-color": "#bbccdd"}}
own = pdk.Deck(map_provider="mapbox", map_style={"version": 8, "sources": {}, "layers": [shade]})
st.pydeck_chart(own, height=250, key="own")
