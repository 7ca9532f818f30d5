"""The apps of `bench_peers`: the same five, as the guides of each tool would have them written.

Streamlit's scripts are ours as they are. Each app says something that changes with each click, or each step of its
slider: by that it is known when the answer is on the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TABLE = """\
def rows():
    return pd.DataFrame(np.random.default_rng(0).standard_normal((100_000, 10)), columns=list("abcdefghij"))
"""
WAVE = """\
import altair as alt
import numpy as np
import pandas as pd

alt.data_transformers.disable_max_rows()


def wave(k):
    x = np.linspace(0, 10, 5_000)
    data = pd.DataFrame({"x": x, "y": np.sin(x * (1 + k / 10))})
    return alt.Chart(data, title=f"k = {k}", width=600, height=300).mark_line().encode(x="x:Q", y="y:Q")
"""
LOAD = """\
def load():
    time.sleep(1)
    return pd.DataFrame(np.random.default_rng(0).standard_normal((625_000, 10)))  # 50 MB
"""
COUNT = "st.session_state.n = st.session_state.get('n', 0) + st.button('More')"


@dataclass(frozen=True)
class Task:
    """What a visitor does with an app, and what they wait for.

    Parameters
    ----------
    about
        The app, for readers.
    role
        What they use: click a button, or step a slider with the right arrow key.
    says
        What the page says before the first action (`n` is `start`) and after each.
    """

    about: str
    role: Literal["button", "slider"]
    says: str
    start: int = 0


TASKS = {
    "counter": Task("a button and a text", "button", "Count: {n}"),
    "elements": Task("a slider and 1,000 lines, one of which depends on it", "slider", "value {n}", 1),
    "dataframe": Task("a table of 100,000 rows, and a button that leaves it alone", "button", "Count: {n}"),
    "chart": Task("5,000 points of a line that depends on a slider", "slider", "k = {n}", 1),
    "cache": Task("50 MB that took a second to load, cached", "button", "Count: {n}"),
}

_STREAMLIT = {
    "counter": f"import streamlit as st\n\n{COUNT}\nst.markdown(f'Count: {{st.session_state.n}}')\n",
    "elements": """\
import streamlit as st

k = st.slider("k", 0, 1000, 1)
for i in range(1000):
    st.markdown(f"Line {i}: value {k}" if i == 500 else f"Line {i}: constant")
""",
    "dataframe": f"""\
import numpy as np
import pandas as pd
import streamlit as st


@st.cache_data
{TABLE}

{COUNT}
st.markdown(f"Count: {{st.session_state.n}}")
st.dataframe(rows())
""",
    "chart": f"import streamlit as st\n{WAVE}\nst.altair_chart(wave(st.slider('k', 0, 1000, 1)))\n",
    "cache": f"""\
import time
import numpy as np
import pandas as pd
import streamlit as st

@st.cache_data
{LOAD}
{COUNT}
st.markdown(f"Count: {{st.session_state.n}}")
st.markdown(f"{{len(load())}} rows")
""",
}


def _marimo(*cells: tuple[str, str, str]) -> str:
    """Return a marimo notebook of cells: what each needs, does and gives."""
    text = "import marimo\n\napp = marimo.App()\n"
    for needs, code, gives in cells:
        lines = "".join(f"    {line}\n" if line else "\n" for line in code.strip().splitlines())
        text += f"\n\n@app.cell\ndef _({needs}):\n{lines}    return ({gives})\n"
    return text + '\n\nif __name__ == "__main__":\n    app.run()\n'


_MORE = ("mo", "more = mo.ui.button(value=0, on_click=lambda n: n + 1, label='More')\nmore", "more,")
_SLIDER = ("mo", "k = mo.ui.slider(0, 1000, value=1, label='k')\nk", "k,")
_COUNTED = ("mo, more", "mo.md(f'Count: {more.value}')", "")
_MARIMO = {
    "counter": _marimo(("", "import marimo as mo", "mo,"), _MORE, _COUNTED),
    "elements": _marimo(
        ("", "import marimo as mo", "mo,"),
        _SLIDER,
        ("mo", "mo.vstack([mo.md(f'Line {i}: constant') for i in range(500)])", ""),
        ("mo, k", "mo.md(f'Line 500: value {k.value}')", ""),
        ("mo", "mo.vstack([mo.md(f'Line {i}: constant') for i in range(501, 1000)])", ""),
    ),
    "dataframe": _marimo(
        ("", f"import marimo as mo\nimport numpy as np\nimport pandas as pd\n{TABLE}", "mo, rows"),
        _MORE,
        _COUNTED,
        ("mo, rows", "mo.ui.table(rows())", ""),
    ),
    "chart": _marimo(("", f"import marimo as mo\n{WAVE}", "mo, wave"), _SLIDER, ("wave, k", "wave(k.value)", "")),
    "cache": _marimo(
        ("", "import time\nimport marimo as mo\nimport numpy as np\nimport pandas as pd", "mo, np, pd, time"),
        _MORE,
        ("mo, np, pd, time", f"@mo.cache\n{LOAD}", "load,"),
        ("load, mo, more", "mo.md(f'Count: {more.value}, {len(load())} rows')", ""),
    ),
}

_CLICKS = "more = pn.widgets.Button(name='More')\ncount = pn.bind(lambda n: f'Count: {n}', more.param.clicks)"
_PANEL = {
    "counter": f"""\
import panel as pn

pn.extension()
{_CLICKS}
pn.Column(more, pn.pane.Markdown(count)).servable()
""",
    "elements": """\
import panel as pn

pn.extension()
k = pn.widgets.IntSlider(name="k", start=0, end=1000, value=1)
lines = [pn.pane.Markdown(f"Line {i}: constant") for i in range(1000)]
lines[500] = pn.pane.Markdown(pn.bind(lambda k: f"Line 500: value {k}", k))
pn.Column(k, *lines).servable()
""",
    "dataframe": f"""\
import numpy as np
import pandas as pd
import panel as pn

pn.extension("tabulator")


@pn.cache
{TABLE}

{_CLICKS}
table = pn.widgets.Tabulator(rows(), pagination="remote", page_size=20)
pn.Column(more, pn.pane.Markdown(count), table).servable()
""",
    "chart": f"""\
import panel as pn
{WAVE}
pn.extension("vega")
k = pn.widgets.IntSlider(name="k", start=0, end=1000, value=1)
pn.Column(k, pn.pane.Vega(pn.bind(wave, k))).servable()
""",
    "cache": f"""\
import time
import numpy as np
import pandas as pd
import panel as pn

pn.extension()


@pn.cache
{LOAD}

more = pn.widgets.Button(name="More")
count = pn.bind(lambda n: f"Count: {{n}}, {{len(load())}} rows", more.param.clicks)
pn.Column(more, pn.pane.Markdown(count)).servable()
""",
}

_WIDGET_CLICKS = """\
import ipywidgets as w
from IPython.display import display

more, count = w.Button(description="More"), w.HTML("Count: 0")
clicks = 0


@more.on_click
def _(button):
    global clicks
    clicks += 1
    count.value = f"Count: {clicks}"


display(more, count)
"""
_WIDGET_SLIDER = """\
import ipywidgets as w
from IPython.display import display

k = w.IntSlider(description="k", min=0, max=1000, value=1)
"""
# Neither a cached result nor a chart of Altair has a way of its own there: a variable, and Plotly's widget.
_VOILA = {
    "counter": _WIDGET_CLICKS,
    "elements": f"""\
{_WIDGET_SLIDER}
lines = [w.HTML(f"Line {{i}}: constant") for i in range(1000)]
k.observe(lambda change: lines[500].set_trait("value", f"Line 500: value {{k.value}}"), "value")
lines[500].value = "Line 500: value 1"
display(k, w.VBox(lines))
""",
    "dataframe": f"""\
import numpy as np
import pandas as pd
from ipydatagrid import DataGrid

{TABLE}

{_WIDGET_CLICKS}
display(DataGrid(rows()))
""",
    "chart": f"""\
import numpy as np
import plotly.graph_objects as go
{_WIDGET_SLIDER}
x = np.linspace(0, 10, 5_000)
figure = go.FigureWidget(go.Scatter(x=x, y=np.sin(x * 1.1)), layout=dict(title="k = 1", width=600, height=300))


def draw(change):
    with figure.batch_update():
        figure.data[0].y = np.sin(x * (1 + k.value / 10))
        figure.layout.title = f"k = {{k.value}}"


k.observe(draw, "value")
display(k, figure)
""",
    "cache": f"""\
import time
import numpy as np
import pandas as pd

{LOAD}
loaded = load()
{_WIDGET_CLICKS.replace('f"Count: {clicks}"', 'f"Count: {clicks}, {len(loaded)} rows"')}
""",
}

# What a browser, a WebSocket and Python's tornado cost without any tool.
_BARE = {
    "counter": """\
import asyncio
import sys

from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketHandler

PAGE = '''<!doctype html><title>bare</title><button>More</button><p></p><script>
const socket = new WebSocket(`ws://${location.host}/socket`);
socket.onmessage = (event) => { document.querySelector("p").textContent = event.data; };
document.querySelector("button").onclick = () => socket.send("");
</script>'''


class Page(RequestHandler):
    def get(self):
        self.write(PAGE)


class Socket(WebSocketHandler):
    def open(self):
        self.set_nodelay(True)
        self.count = 0
        self.write_message("Count: 0")

    def on_message(self, message):
        self.count += 1
        self.write_message(f"Count: {self.count}")


async def main():
    Application([("/", Page), ("/socket", Socket)]).listen(int(sys.argv[1]), "127.0.0.1")
    await asyncio.Event().wait()


asyncio.run(main())
"""
}

APPS = {
    "jupyterlit": _STREAMLIT,
    "streamlit": _STREAMLIT,
    "marimo": _MARIMO,
    "panel": _PANEL,
    "voila": _VOILA,
    "bare": _BARE,
}
