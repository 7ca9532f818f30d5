import time

import streamlit as st

state = st.session_state
state.runs = state.get("runs", 0) + 1

st.title("Tasks")
st.text(f"run {state.runs}")
st.slider("Grams", 0, 10, 4)

TEXT = "Penguins are birds that *cannot* fly. They swim, and stand on the ice in **thousands**."
WORDS = TEXT.split()


def tell():
    for word in WORDS * 3:
        yield word + " "
        time.sleep(0.05)


def weigh(island):
    bar = st.progress(0.0, f"Going to {island}")
    for number in range(1, 21):
        time.sleep(0.1)
        bar.progress(number / 20, f"{number} of 20")
        st.current_task().progress(number * 5, f"{island}: {number} weighed")
    st.dataframe({"island": [island], "weighed": [20]})
    return 20


def fail():
    time.sleep(0.2)
    raise ValueError("The scales are broken.")


def forever():
    st.text("It goes on and on")
    while True:
        time.sleep(0.05)
        st.current_task().progress(None, "no end in sight")


chosen = st.radio("What", ["nothing", "story", "weigh", "fail", "forever"], horizontal=True)
if chosen == "story":
    st.write_stream(st.task(tell))
elif chosen == "weigh":
    task = st.task(weigh, "Biscoe", label="Weigh on *Biscoe*")
    task.show()
    if task.done:
        st.success(f"{task.result()} penguins")
elif chosen == "fail":
    st.write(st.task(fail))
elif chosen == "forever":
    task = st.task(forever)
    st.write(task)
    st.text(f"It is {task.status}.")
st.caption("The end")
