"""Four years of daily weather in both cities, as NOAA measured it, compared by the month and by the day.

A plain Streamlit script: `streamlit run weather.py` shows it, too. Data: NOAA, in the public domain.
"""

import calendar
from datetime import date
from pathlib import Path

import altair as alt
import pandas as pd
import streamlit as st

st.set_page_config(page_title="Is Seattle rainier than New York?", page_icon="☔", layout="wide")

DATA = Path(__file__).parents[1] / "data" / "weather.csv"
CITIES = alt.Scale(domain=["New York", "Seattle"], range=["#e2701a", "#3b82c4"])
MEASURES = {  # name: (column, what stands for a month, unit)
    "Rain and snow": ("precipitation", "sum", "mm"),
    "Warmest of the day": ("temp_max", "mean", "°C"),
    "Coldest of the day": ("temp_min", "mean", "°C"),
    "Wind": ("wind", "mean", "m/s"),
}


@st.cache_data
def load() -> pd.DataFrame:
    days = pd.read_csv(DATA, parse_dates=["date"])
    return days.assign(year=days["date"].dt.year, month=days["date"].dt.month)


weather = load()
every_year = sorted(weather["year"].unique().tolist())

st.title("Is Seattle rainier than New York?")
st.caption("Daily weather at Seattle–Tacoma and in New York, 2012 to 2015, as NOAA recorded it.")

years = st.pills("Years", every_year, selection_mode="multi", default=every_year, key="years")
if not years:
    st.info("Choose a year or two.", icon=":material/calendar_month:")
    st.stop()
chosen = weather[weather["year"].isin(years)]
seattle, new_york = (chosen[chosen["city"] == city] for city in ("Seattle", "New York"))


def compare(label: str, figure, form: str, unit: str = "") -> float:
    """Show a figure of Seattle, and what it is more or less than New York's."""
    more = figure(seattle) - figure(new_york)
    cards.metric(label, f"{figure(seattle):{form}}{unit}", f"{more:+{form}}{unit}", delta_color="off", border=True)
    return more


answer = st.empty()
cards = st.grid(4, min_column_width=155)
often = compare("Wet days a year", lambda days: (days["precipitation"] > 0).sum() / len(years), ",.0f")
much = compare("Rain a year (mm)", lambda days: days["precipitation"].sum() / len(years), ",.0f")
compare("Wettest day", lambda days: days["precipitation"].max(), ".0f", " mm")
compare("Hot days a year", lambda days: (days["temp_max"] >= 30).sum() / len(years), ".0f")
st.caption(
    "Seattle, and what is more or less than in New York. Snow counts as the rain it melts to; hot: 30 °C and more."
)
answer.markdown(
    f"**{'Yes' if often > 0 else 'No'}: rain falls on {abs(often):.0f} {'more' if often > 0 else 'fewer'} days a year, "
    f"{'and' if (often > 0) == (much > 0) else 'but'} {abs(much):,.0f} mm {'more' if much > 0 else 'less'} of it.**"
)


@st.fragment
def months() -> None:
    """Compare months; choosing a measure runs this function only."""
    st.header("Month by month")
    name = st.segmented_control("Measure", list(MEASURES), default="Rain and snow", key="measure") or "Rain and snow"
    column, how, unit = MEASURES[name]
    per_month = chosen.groupby(["city", "year", "month"], as_index=False)[column].agg(how)
    mean = per_month.groupby(["city", "month"], as_index=False)[column].mean()
    mean["name"] = mean["month"].map(lambda month: calendar.month_abbr[month])
    title = f"{name} ({unit})"
    bars = alt.Chart(mean, height=260).encode(
        alt.X("name:N", sort=None, title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True)),
        alt.Y(column, title=title),
        alt.Color("city:N", title=None, scale=CITIES, legend=alt.Legend(orient="top")),
        tooltip=["city", alt.Tooltip("name", title="month"), alt.Tooltip(column, format=".1f", title=title)],
    )
    bars = bars.mark_bar().encode(xOffset="city:N") if how == "sum" else bars.mark_line(point=True, strokeWidth=3)
    st.altair_chart(bars, width="stretch")

    st.header("Every day")
    means = chosen.groupby(["city", "month", chosen["date"].dt.day])[column].mean()
    depth = alt.Scale(domain=[means.min(), means.quantile(0.98)], range=[0.06, 1], clamp=True)
    for place, (city, days) in zip(st.columns(2), chosen.groupby("city"), strict=True):
        place.markdown(f"**{city}**")
        tiles = alt.Chart(days, height=250).encode(
            alt.X(
                "date(date):O", title=None, axis=alt.Axis(values=[1, 5, 10, 15, 20, 25, 30], labelAngle=0, format="%-d")
            ),
            alt.Y("month(date):O", title=None, axis=alt.Axis(labelOverlap=False, format="%b", ticks=False)),
            alt.Opacity(f"mean({column}):Q", title=title, scale=depth, legend=alt.Legend(orient="bottom", tickCount=4)),
            alt.Color("city:N", scale=CITIES, legend=None),
            tooltip=[
                alt.Tooltip("monthdate(date):T", title="day"),
                alt.Tooltip(f"mean({column})", format=".1f", title=title),
            ],
        )
        place.altair_chart(tiles.mark_rect(cornerRadius=2), width="stretch")


@st.fragment
def one_day() -> None:
    """Show one day of the year in all years."""
    st.header("On one day")
    day = st.slider("Day", date(2012, 1, 1), date(2012, 12, 31), date(2012, 7, 4), format="D MMMM", key="day")
    found = chosen[(chosen["month"] == day.month) & (chosen["date"].dt.day == day.day)]
    st.dataframe(
        found[["city", "year", "temp_max", "temp_min", "precipitation", "wind"]].sort_values(["city", "year"]),
        hide_index=True,
        column_config={
            "city": "City",
            "year": st.column_config.NumberColumn("Year", format="%d"),
            "temp_max": st.column_config.NumberColumn("Warmest", format="%.1f °C"),
            "temp_min": st.column_config.NumberColumn("Coldest", format="%.1f °C"),
            "precipitation": st.column_config.NumberColumn("Rain and snow", format="%.1f mm"),
            "wind": st.column_config.NumberColumn("Wind", format="%.1f m/s"),
        },
    )


months()
one_day()
