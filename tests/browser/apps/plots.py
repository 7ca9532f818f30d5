"""Charts of Plotly."""

import numpy as np
import plotly.express as px
import plotly.graph_objects as go
import streamlit as st

n = st.slider("Points", 2, 50, 20)
x = np.linspace(0, 6, 5000)
st.plotly_chart(px.line(x=x, y=[np.sin(x), np.cos(x) * n / 20], render_mode="svg"), key="waves", alt="Two waves")
dots = px.scatter(x=[1, 2, 3, 4], y=[4, 1, 3, 2], color=["a", "b", "a", "b"], size=[4, 3, 2, 1], title=f"{n} dots")
picked = st.plotly_chart(dots, key="dots", on_select="rerun")
st.text(f"picked {picked.selection.point_indices} in {len(picked.selection.box)} boxes")
lasso = st.plotly_chart(dots, key="lasso", on_select="rerun", selection_mode=["lasso", "points"], height=300)
st.text(f"lasso {sorted(lasso['selection']['points'][0]) if lasso['selection']['points'] else []}")
grid = np.add.outer(np.sin(x[::100]), np.cos(x[::100]))
left, right = st.columns(2)
left.plotly_chart(go.Figure(go.Heatmap(z=grid), layout={"height": 250}), key="heat")
right.plotly_chart([go.Pie(labels=["a", "b", "c"], values=[4, 2, 1])], height=250, key="pie", alt="Three shares")
states = go.Choropleth(locations=["CA", "TX", "NY"], z=[1, 2, 3], locationmode="USA-states")
countries = px.choropleth(locations=["NOR", "PER", "ITA", "XKX"], color=[1, 2, 3, 4])
countries.update_layout(height=300)
st.plotly_chart(countries, key="countries", alt="Four countries")
st.plotly_chart(go.Figure(states, layout={"geo": {"scope": "usa"}, "height": 300}), key="states", alt="Three states")
st.plotly_chart(px.bar(x=["Oslo", "Lima"], y=[4, 19]), theme=None, width=400, height=250, key="plain")
st.plotly_chart({"data": [{"y": [1, 3, 2]}], "layout": {"width": 300, "height": 200}}, width="content", key="small")
