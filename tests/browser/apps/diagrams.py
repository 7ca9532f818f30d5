"""Graphs, diagrams and charts of ECharts."""

import base64

import graphviz
import numpy as np
import pandas as pd
import streamlit as st
from bokeh.plotting import figure
from pyecharts.charts import Bar

n = st.slider("Rows", 2, 12, 4)
st.title("Drawings")
st.header("Graphs")
states = graphviz.Digraph(node_attr={"shape": "box", "style": "rounded"})
states.edge("queued", "running", label="worker free")
states.edge("running", "done")
states.edge("running", "failed", color="red")
with st.container(key="graph"):
    st.graphviz_chart(states, alt="States of a task")
net = graphviz.Graph(engine="neato", edge_attr={"len": "1.5"})
for to in range(n):
    net.edge("hub", f"node {to}")
with st.container(key="net"):
    st.graphviz_chart(net, width="stretch", height=220)
with st.container(key="filled"):
    st.graphviz_chart(
        "digraph { rankdir=LR a [style=filled fillcolor=gold] "
        "subgraph cluster_x { style=filled fillcolor=lightgrey label=Group b c } a -> b -> c -> d }"
    )
with st.container(key="attack"):
    st.graphviz_chart('digraph { a [label="<script>alert(1)</script>" URL="javascript:alert(1)"] a -> b }')
with st.container(key="wrong_dot"):
    st.graphviz_chart("digraph {\n  a -> b\n  b -> -> c\n}")

st.header("Diagrams")
with st.container(key="flow"):
    st.mermaid_chart(
        f"""
        flowchart LR
            A[Start] --> B{{Ready?}}
            B -->|yes| C[{n} rows]
            B -->|no| D[Wait] --> B
    """,
        alt="Start when ready",
    )
with st.container(key="sequence"):
    st.mermaid_chart(
        "sequenceDiagram\n  participant R as Reader\n  R->>Kernel: rerun\n  Kernel-->>R: deltas\n"
        "  Note over R,Kernel: only what changed"
    )
with st.container(key="pie"):
    st.mermaid_chart('pie title Pets\n "Dogs" : 386\n "Cats" : 85\n "Rats" : 15', width=420)
with st.container(key="wrong_mermaid"):
    st.mermaid_chart("flowchart LR\n  A[Start --> B")
with st.container(key="evil_mermaid"):
    st.mermaid_chart(
        '%%{init: {"securityLevel": "loose", "themeCSS": "text { background: url(http://evil.invalid) }"}}%%'
        '\nflowchart LR\n  A["<img src=x onerror=alert(1)>"] --> B\n  click A "javascript:alert(1)"'
    )

st.header("ECharts")
rows = pd.DataFrame(
    {"day": pd.date_range("2026-01-01", periods=n), "sales": np.arange(n) * 10.5, "cost": np.arange(n)[::-1] * 7}
)
event = st.echarts_chart(
    {
        "title": {"text": f"{n} days"},
        "legend": {},
        "tooltip": {"trigger": "axis", "valueFormatter": "dollar"},
        "brush": {"xAxisIndex": "all"},
        "toolbox": {"left": 0, "feature": {"brush": {"type": ["lineX", "clear"]}}},
        "dataset": {"source": rows},
        "xAxis": {"type": "category"},
        "yAxis": {},
        "series": [{"type": "bar", "selectedMode": "multiple"}, {"type": "bar", "id": "c", "selectedMode": "multiple"}],
    },
    key="sales",
    on_select="rerun",
)
st.text(f"selected {event.selection.selected}")
st.text(f"areas {event.selection.areas}")
st.echarts_chart(
    {
        "tooltip": {
            "formatter": "<b>{b}</b>: {c} <img src=x onerror='window.attacked=1'><script>window.attacked=2</script>"
        },
        "series": [
            {
                "type": "pie",
                "radius": "60%",
                "data": [
                    {
                        "name": "<img src=x onerror=window.attacked=3>",
                        "value": 3,
                        "link": "javascript:window.attacked=4",
                    },
                    {"name": "fair", "value": n},
                ],
            }
        ],
    },
    key="attacked",
    renderer="svg",
    alt="Two shares",
    height=260,
)
st.echarts_chart(Bar().add_xaxis(["a", "b"]).add_yaxis("left", [1, n]).add_yaxis("right", [2, 3]), key="py", width=500)
st.echarts_chart(
    {"xAxis": {}, "yAxis": {}, "series": [{"type": "scatter", "data": [[1, 2], [3, 4]]}]}, key="plain", theme=None
)
st.echarts_chart(
    {"xAxis": {}, "yAxis": {}, "series": [{"type": "line", "xAxisIndex": 5, "data": [1, 2]}]},
    key="broken",
)
with st.container(key="wrong_spec"):
    try:
        st.echarts_chart({"series": [{"type": "bar3D"}]})
    except ValueError as error:
        st.exception(error)

st.header("Others")
plot = figure(height=200, title="Rising")
plot.line([1, 2, 3], [4, 6, 5])
with st.container(key="bokeh"):
    st.write(plot)
CSV = "day,n\n2026-01-01,1\n2026-02-01,3\n"
ENCODING = {"x": {"field": "day", "type": "temporal"}, "y": {"field": "n", "type": "quantitative"}}
inline = {"values": CSV, "format": {"type": "csv"}}
st.vega_lite_chart({"data": inline, "mark": "line", "encoding": ENCODING}, height=150, key="csv")
address = "data:text/csv;base64," + base64.b64encode(CSV.encode()).decode()
st.vega_lite_chart(
    {"data": {"url": address, "format": {"type": "csv"}}, "mark": "line", "encoding": ENCODING},
    height=150,
    key="address",
)
st.text("The end")
