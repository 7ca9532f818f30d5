"""What holds other elements."""

import streamlit as st

st.sidebar.header("Aside")
where = st.sidebar.radio("Where", ["here", "there"])
left, middle, right = st.columns([1, 2, 1], border=True, vertical_alignment="center", gap="small")
left.write("Left")
middle.write("Middle")
right.write("Right")
with st.container(border=True, key="box one"):
    st.write(f"In the box, {where}")
with st.container(height=120, key="scrolled"):
    for line in range(20):
        st.text(f"Line {line}")
with st.container(horizontal=True, key="row"):
    for name in ("One", "Two", "Three"):
        st.button(name)
with st.expander("More", icon=":material/info:", expanded=False):
    st.write("Inside the expander")
    st.checkbox("Inner", key="inner")
first, second, third = st.tabs(["First", "Second", "Third"])
first.write("In the first tab")
with second:
    st.text_input("In the second tab")
third.write("In the third tab")
place = st.empty()
with place.container():
    st.write("In the place of nothing")
if st.button("Empty it"):
    place.empty()
tracked = st.tabs(["Alpha", "Beta"], key="tracked", on_change="rerun")
st.text(f"tracked {st.session_state.tracked}")
