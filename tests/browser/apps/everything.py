"""A penguin station's notebook: everything a script can show, in one app."""

from __future__ import annotations

import datetime as dt
import io
import math
import struct
import time
import wave
from collections.abc import Iterator

import altair as alt
import graphviz
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import plotly.express as px
import pydeck as pdk
import streamlit as st
from PIL import Image, ImageDraw

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 150 32" width="150" height="32">'
    '<circle cx="16" cy="16" r="15" fill="#1a62c4"/><ellipse cx="16" cy="18" rx="8" ry="11" fill="#fff"/>'
    '<path d="M13 12h6l-3 4z" fill="#e8a33d"/>'
    '<text x="40" y="22" font-family="sans-serif" font-size="17" font-weight="600" fill="#1a62c4">Station 7</text>'
    "</svg>"
)
KINDS = ["Adelie", "Chinstrap", "Gentoo"]

st.set_page_config("Station 7", ":penguin:", menu_items={"About": "A station that counts **penguins**."})


@st.cache_data
def visits() -> pd.DataFrame:
    """Return a hundred thousand visits to the scales."""
    random = np.random.default_rng(7)
    rows = 100_000
    kind = random.integers(0, 3, rows)
    return pd.DataFrame(
        {
            "at": pd.Timestamp("2026-01-01") + pd.to_timedelta(np.arange(rows) * 5, "min"),
            "kind": pd.Categorical.from_codes(kind, KINDS),
            "weight": (3700 + kind * 600 + random.normal(0, 300, rows)).round(),
            "fed": random.random(rows) < 0.4,
        }
    )


@st.cache_data
def nests() -> pd.DataFrame:
    """Return the nests, a row each."""
    return pd.DataFrame(
        {
            "nest": ["North cliff", "Old pier", "The bend", "Flat rock"],
            "kind": ["Adelie", "Gentoo", "Adelie", "Chinstrap"],
            "lat": [-64.77, -64.79, -64.81, -64.76],
            "lon": [-64.08, -64.02, -64.11, -63.98],
            "pairs": [412, 188, 95, 240],
            "bred": [0.82, 0.64, 0.31, 0.75],
            "seen": [[3, 5, 4, 8], [2, 2, 3, 1], [9, 4, 2, 1], [4, 5, 6, 7]],
            "tags": [["cliff", "windy"], ["pier"], ["flat"], ["flat", "windy"]],
            "page": [f"https://example.org/nests/{number}" for number in range(4)],
            "since": [dt.date(1998, 11, 3), dt.date(2004, 12, 1), dt.date(2011, 1, 9), dt.date(2015, 2, 2)],
        }
    )


@st.cache_data
def call() -> bytes:
    """Return a call of two seconds as a WAV file."""
    rate = 8000
    swing = (math.sin(at / rate * 440 * 6.28 * (1 + 0.2 * math.sin(at / 900))) for at in range(2 * rate))
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setparams((1, 2, rate, 0, "NONE", ""))
        written.writeframes(b"".join(struct.pack("<h", int(9000 * height)) for height in swing))
    return file.getvalue()


def picture(waddle: int = 0, size: tuple[int, int] = (320, 180)) -> Image.Image:
    """Draw a penguin that leans to one side."""
    image = Image.new("RGB", size, "#cfe3f5")
    draw = ImageDraw.Draw(image)
    middle, foot = size[0] // 2 + waddle, size[1] - 20
    draw.rectangle((0, foot, *size), fill="#f4f8fc")
    draw.ellipse((middle - 40, foot - 120, middle + 40, foot + 4), fill="#22303f")
    draw.ellipse((middle - 26, foot - 90, middle + 26, foot), fill="#ffffff")
    draw.polygon([(middle - 8, foot - 98), (middle + 8, foot - 98), (middle, foot - 86)], fill="#e8a33d")
    return image


@st.cache_data
def film() -> bytes:
    """Return a film of a second: pictures as WebP keeps them, in the box that WebM is."""

    def box(name: str, content: bytes) -> bytes:
        return bytes.fromhex(name) + struct.pack(">Q", len(content) | 1 << 56) + content

    def frame(number: int) -> bytes:
        file = io.BytesIO()
        picture(round(30 * math.sin(number / 2))).save(file, "webp", quality=60)
        return file.getvalue()[20:]

    track = box("d7", b"\1") + box("73c5", b"\1") + box("83", b"\1") + box("86", b"V_VP8")
    track += box("e0", box("b0", struct.pack(">H", 320)) + box("ba", struct.pack(">H", 180)))
    blocks = (box("a3", b"\x81" + struct.pack(">h", 80 * number) + b"\x80" + frame(number)) for number in range(13))
    head = box("2ad7b1", struct.pack(">I", 1_000_000)) + box("4489", struct.pack(">d", 1040.0))
    parts = box("1549a966", head) + box("1654ae6b", box("ae", track))
    parts += box("1f43b675", box("e7", b"\0") + b"".join(blocks))
    return box("1a45dfa3", box("4282", b"webm") + box("4287", b"\2") + box("4285", b"\2")) + box("18538067", parts)


@st.cache_data
def report() -> bytes:
    """Return a document of two pages."""
    file = io.BytesIO()
    picture(size=(420, 300)).save(file, "pdf", save_all=True, append_images=[picture(40, (420, 300))])
    return file.getvalue()


class Ring:
    """A ring on a penguin's flipper."""

    def __init__(self, number: int) -> None:
        self.number = number

    def read(self, far: float = 1.0) -> str:
        """Read the ring from so many metres."""
        return f"{self.number} from {far} m"


class Ringed:
    """Something that draws itself, as in any notebook."""

    def _repr_html_(self) -> str:
        return "<span style='border: 2px solid #1a62c4; border-radius: 9px; padding: 2px 9px'>Ring 4711</span>"


def answer(question: str) -> Iterator[str]:
    """Answer word by word."""
    text = (
        f"You ask: *{question}*\n\nPenguins **waddle** as their legs are short:\n\n- it saves strength\n- `it works`\n"
    )
    for word in text.split(" "):
        yield f"{word} "
        time.sleep(0.02)


@st.dialog("Write to the log", icon=":material/edit_note:")
def log() -> None:
    st.write("Everybody at the station reads it.")
    entry = st.text_input("Entry")
    if st.button("Write", type="primary", disabled=not entry):
        st.session_state.logged = entry
        st.rerun()


@st.fragment
def scales() -> None:
    left, right = st.columns([1, 2], vertical_alignment="bottom")
    left.button("Weigh again", key="weigh")
    st.session_state.weighed = st.session_state.get("weighed", 0) + 1
    right.caption(f"Weighed {st.session_state.weighed} times since you came")


# The frame: logo, sidebar, what the reader chooses
st.logo(LOGO, size="large", icon_image="🐧")
with st.sidebar:
    st.header("What to count")
    kinds = st.multiselect("Kinds", KINDS, default=KINDS)
    heavy = st.slider("At least, in g", 2500, 6000, 3000, step=100)
    st.divider()
    st.caption("Made up, every gram of it.")
chosen = visits()[lambda rows: rows["kind"].isin(kinds) & (rows["weight"] >= heavy)]

st.title("Station 7", help="On the lee side of the island")
st.markdown(
    "A year on the ice: :blue[**penguins**] on the scales, :orange-background[nests] on the cliffs, "
    ":material/ac_unit: :violet-badge[−12 °C] and $E = mc^2$ for the heater.[^1]\n\n[^1]: It is a small heater."
)
with st.container(horizontal=True, key="badges"):
    st.badge("In season", icon=":material/check:", color="green")
    st.badge("Windy", color="orange")
    st.badge("Remote", color="gray")

numbers = st.columns(3, border=True)
hours = chosen.groupby(chosen["at"].dt.day_of_year)["weight"].size()
numbers[0].metric("Visits", f"{len(chosen):,}", f"{len(chosen) - 100_000:,}", chart_data=hours.head(30))
numbers[1].metric("Mean weight", f"{chosen['weight'].mean() / 1000:.2f} kg", "0.12 kg", help="Of all visits")
numbers[2].metric("Wind", "31 kn", "-4 kn", delta_color="inverse", chart_data=[4, 9, 3, 7, 5], chart_type="bar")

st.header("Words", divider="blue")
with st.echo():
    # Shown, and run.
    weight = 4_250
    st.write("It weighs", weight, "grams.")
left, right = st.columns(2)
with left:
    st.subheader("As they are")
    st.text("Plain text:\n  *nothing* is bold")
    st.code("for penguin in colony:\n    penguin.waddle()", line_numbers=True)
    st.latex(r"\bar w = \frac{1}{n}\sum_{k=1}^{n} w_k")
with right:
    st.subheader("As they come")
    st.json({"ring": 4711, "seen": ["pier", "cliff"], "dead": None}, expanded=1)
    st.write(Ringed())
    st.html("<p style='letter-spacing: 2px; margin: 0'>Spelled <b>out</b></p>")
    st.iframe("<p style='font: 14px sans-serif; margin: 0; color: #678'>From another page</p>", height=40, alt="A page")
st.help(Ring.read)

st.header("How it goes", divider="green")
st.success("All nests were counted.")
st.info("The boat comes on **Friday**.", icon="🚢")
st.warning("Two rings could not be read.", icon=":material/warning:")
st.error("The anemometer is silent.", title="No wind data")
try:
    int("seven")
except ValueError as error:
    st.exception(error)
st.progress(0.7, "Counting the cliffs")
with st.status("Fetched the season", state="complete"):
    st.write("Three files, two minutes.")
with st.status("Reading rings", type="compact", state="complete"):
    st.text("4711, 4712")
with st.spinner("Warming up …"):
    pass
st.skeleton(height=48)
with st.container(horizontal=True, key="party"):
    if st.button("Toast"):
        st.toast("A ring was found.", icon=":material/check:")
    if st.button("Balloons"):
        st.balloons()
    if st.button("Snow"):
        st.snow()

st.header("Tables", divider="orange")
st.dataframe(
    nests().drop(columns=["lat", "lon"]),
    hide_index=True,
    key="nests",
    column_config={
        "nest": st.column_config.TextColumn("Nest", pinned=True),
        "pairs": st.column_config.NumberColumn("Pairs", format="localized", help="Counted in January"),
        "bred": st.column_config.ProgressColumn("Bred", format="percent"),
        "seen": st.column_config.LineChartColumn("Seen"),
        "tags": st.column_config.MultiselectColumn("Tags", options=["cliff", "windy", "pier", "flat"], color="auto"),
        "page": st.column_config.LinkColumn("Page", display_text=":material/open_in_new:"),
        "since": st.column_config.DateColumn("Since", format="YYYY"),
    },
)
st.caption(f"{len(chosen):,} visits, served as you scroll")
st.dataframe(chosen, key="all", height=300)
per_page = 2
page = st.pagination(2, key="page")
st.table(nests()[["nest", "kind", "pairs"]].iloc[(page - 1) * per_page : page * per_page])

st.header("Charts", divider="violet")
daily = chosen.groupby([chosen["at"].dt.month, "kind"], observed=True)["weight"].mean().unstack()
simple = st.tabs(["Lines", "Areas", "Bars", "Dots"])
simple[0].line_chart(daily, y_label="g")
simple[1].area_chart(daily, stack=True)
simple[2].bar_chart(nests(), x="nest", y="pairs", color="kind", horizontal=True)
simple[3].scatter_chart(chosen.head(300), x="at", y="weight", color="kind")
left, right = st.columns(2)
left.altair_chart(alt.Chart(nests(), title="Altair").mark_bar().encode(x="pairs", y="nest", color="kind"))
right.vega_lite_chart(
    nests()[["pairs", "bred"]],
    {
        "title": "Vega-Lite",
        "mark": {"type": "point", "filled": True},
        "encoding": {
            "x": {"field": "pairs", "type": "quantitative"},
            "y": {"field": "bred", "type": "quantitative"},
        },
    },
)
st.plotly_chart(px.histogram(chosen.head(2000), x="weight", color="kind", title="Plotly"), height=320, key="plotly")
figure, axes = plt.subplots(figsize=(7, 2.4))
axes.plot(hours.head(60))
axes.set_title("Matplotlib")
st.pyplot(figure, alt="Visits of two months")
st.echarts_chart(
    {
        "title": {"text": "ECharts"},
        "tooltip": {"trigger": "item"},
        "series": [
            {
                "type": "pie",
                "radius": ["40%", "70%"],
                "data": [{"name": kind, "value": int((chosen["kind"] == kind).sum())} for kind in kinds],
            }
        ],
    },
    key="echarts",
)
left, right = st.columns(2)
season = graphviz.Digraph(node_attr={"shape": "box", "style": "rounded"})
season.edges([("court", "nest"), ("nest", "moult"), ("moult", "swim"), ("swim", "court")])
left.graphviz_chart(season, width="stretch", height=280)
right.mermaid_chart("flowchart TD\n  egg --> chick --> fledgling --> adult\n  adult --> egg")
st.map(nests(), size="pairs", height=280)
st.pydeck_chart(
    pdk.Deck(
        pdk.Layer("ColumnLayer", nests(), get_position="[lon, lat]", get_elevation="pairs * 10", radius=300),
        initial_view_state=pdk.ViewState(latitude=-64.78, longitude=-64.05, zoom=9, pitch=45),
    ),
    height=280,
    key="deck",
)

st.header("Room", divider="red")
with st.container(border=True, key="toolbar", horizontal=True, vertical_alignment="center"):
    st.text("Nests")
    st.space("stretch")
    with st.popover("Filter", icon=":material/tune:"):
        st.checkbox("Only with chicks")
    if st.button("Log", icon=":material/edit_note:"):
        log()
tiles = st.grid(2, border=True, key="tiles")
for row in nests().to_dict("records"):
    with tiles.cell():
        st.markdown(f"**{row['nest']}**")
        st.caption(f"{row['kind']}, {row['pairs']} pairs")
with st.expander("Where the numbers come from", icon=":material/database:"):
    st.write("From the scales at the gate.")
with st.container(height=110, key="scrolls"):
    for line in range(12):
        st.text(f"{line + 1:02}:00 — wind from the south")
with st.form("sighting"):
    left, right = st.columns(2)
    ring = left.number_input("Ring", 1, 9999, 4711)
    place = right.selectbox("Place", nests()["nest"])
    if st.form_submit_button("Report", type="primary"):
        st.session_state.logged = f"Ring {ring} at {place}"
st.empty().text(f"Logged: {st.session_state.get('logged', 'nothing yet')}")
scales()
st.divider()

st.header("What a keeper enters", divider="blue")
left, right = st.columns(2)
with left:
    st.pills("Seen today", KINDS, selection_mode="multi", default=["Gentoo"], key="seen")
    st.segmented_control("Tide", ["Low", "High"], default="Low", key="tide")
    st.feedback("stars", default=3, key="day")
    with st.container(horizontal=True, key="ways"):
        st.menu_button("Weigh", ["All", "Chicks only"], key="menu")
        st.link_button("Handbook", "https://example.org/handbook", icon=":material/menu_book:")
    st.color_picker("Ring", "#1a62c4", key="colour")
with right:
    st.date_input("First egg", dt.date(2026, 11, 3), key="egg")
    st.time_input("Feeding", dt.time(8, 45), key="feeding")
    st.datetime_input("Boat", dt.datetime.fromisoformat("2026-12-01T14:30"), key="boat")
    st.file_uploader("Field notes", type=["csv", "txt"], key="notes")
duty = st.data_editor(
    pd.DataFrame({"keeper": ["Ada", "Ben"], "nights": [3, 4], "cook": [True, False]}),
    num_rows="dynamic",
    hide_index=True,
    key="duty",
)
st.caption(f"{duty['nights'].sum()} nights on duty")
radio = st.container(key="radio").chat_input("Call the boat", key="call")
st.caption(f"Called: {radio or 'nobody'}")

st.header("Pictures, sound, papers", divider="gray")
left, right = st.columns(2)
left.image(picture(), caption="A penguin, *drawn*")
right.video(film(), format="video/webm", loop=True, muted=True, alt="A penguin that waddles")
st.audio(call(), alt="A call")
st.pdf(report(), height=320, key="paper", alt="The report")
with st.container(horizontal=True, key="downloads"):
    st.download_button("Visits as CSV", lambda: chosen.head(1000).to_csv(), "visits.csv", icon=":material/download:")
    st.download_button("The call", call(), "call.wav", on_click="ignore")

st.header("Talk", divider=True)
said = st.session_state.setdefault("said", [])
st.chat_message("assistant", avatar="🐧").write("Ask me about **penguins**.")
question = st.bottom.text_input("Ask the station", placeholder="Why do they waddle?", label_visibility="collapsed")
for asked, told in said:
    st.chat_message("user").write(asked)
    st.chat_message("assistant", avatar="🐧").markdown(told)
if question and question not in dict(said):
    st.chat_message("user").write(question)
    with st.chat_message("assistant", avatar="🐧"):
        said.append((question, st.write_stream(answer(question))))
st.text("The end")
