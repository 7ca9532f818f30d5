"""Components in the page: states, triggers, tables, instances; a widget of anywidget's; two from PyPI."""

import anywidget
import pandas as pd
import streamlit as st
import traitlets

SCRIPT = """
const instances = new WeakMap();
export default function ({ data, key, name, parentElement, setStateValue, setTriggerValue }) {
    const times = (instances.get(parentElement) ?? 0) + 1;
    instances.set(parentElement, times);
    const rows = data.table ? [...data.table].map((row) => `${row.city} ${row.degrees}`).join(", ") : "";
    parentElement.querySelector("output").textContent = `${name} ${data.label} ${rows} drawn ${times}`;
    parentElement.querySelector(".state").onclick = () => setStateValue("picked", { by: data.label });
    parentElement.querySelector(".both").onclick = () => {
        setTriggerValue("pressed", 1);
        setTriggerValue("also", [2]);
        setStateValue("other", true);
    };
    return () => document.body.setAttribute("data-gone", data.label);
}
"""
TALKER = "export function render({ model, el }) { el.parentNode.host.onclick = () => model.send({ hi: 1 }); }"
PARTS = "<output></output><button class=state>Pick</button><button class=both>Press</button>"
STYLE = "output { color: var(--st-primary-color) } button { color: rgb(1, 2, 3) }"
cities = pd.DataFrame({"city": ["Oslo", "Lima"], "degrees": [4, 19]})


class Counter(anywidget.AnyWidget):
    _esm = """
    function render({ model, el }) {
        const button = document.createElement("button");
        const show = () => { button.textContent = `count is ${model.get("count")}`; };
        button.onclick = () => { model.set("count", model.get("count") + 1); model.save_changes(); };
        model.on("change:count", show);
        show();
        el.append(button);
    }
    export default { render };
    """
    _css = "button { color: rgb(4, 5, 6) }"
    count = traitlets.Int(3).tag(sync=True)


def called(name: str) -> None:
    st.session_state.setdefault("called", []).append(name)


if "packages" in st.query_params:
    import streamlit_shadcn_ui as shadcn
    from st_copy import copy_button

    st.text(f"shadcn {shadcn.switch('Enable', value=False, key='switch')}")
    st.text(f"chosen {shadcn.select('Fruit', ['Apple', 'Banana'], value='Banana', key='fruit')}")
    st.text(f"pressed {shadcn.button('Save', key='save')}")
    st.text(f"copied {copy_button('text', key='copy')}")
elif "widget" in st.query_params:
    if st.button("Set"):
        st.session_state.counter = {"count": 40}
    result = st.components.v2.component("counter", js=Counter)(key="counter", data={"count": 7})
    st.text(f"count {result.count}")
    other = st.components.v2.component("old", html="<i>Talker</i>", js=TALKER)
    st.text(f"message {other(key='old', on_message_change=lambda: called('message')).message}")
    st.text(f"called {st.session_state.get('called')}")
elif "far" in st.query_params:
    far = f"import {{ word }} from '{st.query_params.far}';"
    show = "export default ({ parentElement }) => { parentElement.querySelector('p').textContent = word; }"
    st.components.v2.component("far", html="<p>", js=far + show)()
elif "broken" in st.query_params:
    broken = st.components.v2.component("broken", js="export default () => { throw new Error('on purpose'); }")
    broken()
elif "form" in st.query_params:
    own = st.components.v2.component("own", html=PARTS, js=SCRIPT, isolate_styles=False)
    with st.form("form"):
        result = own(key="own", data={"label": "f"}, on_picked_change=lambda: called("picked"))
        st.form_submit_button("Send")
    st.text(f"form {result} {st.session_state.get('called')}")

    @st.fragment
    def part() -> None:
        inner = own(key="inner", data={"label": "g"}, on_picked_change=lambda: None)
        st.session_state.runs = st.session_state.get("runs", 0) + 1
        st.text(f"fragment {inner.picked} {st.session_state.runs}")

    part()
else:
    own = st.components.v2.component("own", html=PARTS, css=STYLE, js=SCRIPT)
    label = st.selectbox("Label", ["a", "b", "none"])
    if label != "none":
        result = own(
            key="own",
            data={"label": label, "table": cities},
            default={"picked": "nothing"},
            on_picked_change=lambda: called("picked"),
            on_pressed_change=lambda: called(f"pressed {st.session_state.own.pressed}"),
        )
        st.text(f"own {result}")
        st.text(f"called {st.session_state.get('called')}")
        second = own(key="second", data={"label": "second"}, on_picked_change=lambda: None)
        st.text(f"second {second}")
