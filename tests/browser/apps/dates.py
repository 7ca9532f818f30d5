"""Fields for dates, times and colours."""

import datetime as dt

import jupyterlit as st

MAY = dt.date(2026, 5, 17)
YEAR = {"min_value": dt.date(2026, 1, 1), "max_value": dt.date(2026, 12, 31)}

st.title("Dates")
shown = {
    "day": st.date_input("Day", MAY, key="day", help="A day", **YEAR),
    "free": st.date_input("Free", None, format="DD.MM.YYYY", key="free", **YEAR),
    "days": st.date_input("Days", [], format="MM-DD-YYYY", key="days", **YEAR),
    "time": st.time_input("Time", dt.time(8, 50), key="time"),
    "halves": st.time_input("Halves", None, format="12h", key="halves"),
    "moment": st.datetime_input("Moment", "2026-05-17 08:45", key="moment", **YEAR),
    "beak": st.color_picker("Beak", "#c8470b", key="beak"),
}
st.date_input("Off", MAY, disabled=True)
st.color_picker("Off too", disabled=True)
with st.form("form"):
    shown["needed"] = st.date_input("Needed", None, required=True, key="needed", **YEAR)
    st.form_submit_button("Send")
for name, value in shown.items():
    st.text(f"{name} = {value}")
st.date_input("Wrong", MAY, dt.date(2026, 6, 1))
