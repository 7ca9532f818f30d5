"""Texts, and what tells how things stand."""

import time

import streamlit as st

st.title("Big *title*", anchor="top", help="About the title")
st.header("A header", divider="blue")
st.subheader("A subheader", anchor=False)
st.markdown("Some **bold**, `code`, :red[red], a [link](https://example.org) and $x^2$.", help="About the text")
st.markdown("<b id='raw'>no HTML</b>")
st.markdown("<b id='cooked'>HTML</b>", unsafe_allow_html=True)
st.text("plain *text*\nin two lines", help="About the plain text")
st.caption("A caption with :material/thumb_up:")
st.code("def greet(name):\n    return name", line_numbers=True)
st.code("no colours", language=None)
st.divider()
st.write("Written", 1, {"a": [1, None]})
st.json({"deep": {"deeper": [1, 2]}, "none": None}, expanded=1)
st.metric("Temperature", "21 °C", "-1.5 °C", help="Measured outside", border=True, chart_data=[1, 3, 2])
st.metric("Nothing", None, label_visibility="collapsed")
narrow = st.columns(6)[0]
narrow.metric("Revenue", "$1,234,567", 3)
narrow.metric("Species", "Pygoscelis papua ellsworthi and more of the same kind")
st.table({"city": ["Llanfairpwllgwyngyll", "Oslo"], **{f"height {n}": [1234.5, 2.0] for n in range(9)}})
st.markdown("السلام عليكم\n\n- واحد\n- اثنان")
for level in (st.success, st.info, st.warning, st.error):
    level(f"This is {level.__name__}", icon="🐧" if level is st.info else None)
st.exception(ValueError("a *bad* value"))
progress = st.progress(0.4, text="Under way")
bar = st.empty()
if st.button("Wait"):
    with st.spinner("Waiting", show_time=True):
        time.sleep(1.5)
    progress.progress(1.0)
    bar.success("Done")
"""A text with `backticks` that stands alone."""
