"""Widgets of ipywidgets, anywidget and packages that build on them."""

import anywidget
import ipyleaflet
import ipywidgets
import pandas as pd
import traitlets
from ipydatagrid import DataGrid

import jupyterlit as st


class Counter(anywidget.AnyWidget):
    """A button that counts."""

    _esm = """
    export default {
      initialize({ model }) { model.set("note", "initialized"); model.save_changes(); },
      render({ model, el }) {
        const button = document.createElement("button");
        button.className = "counter";
        const draw = () => { button.textContent = `count is ${model.get("value")}`; };
        button.onclick = () => { model.set("value", model.get("value") + 1); model.save_changes(); };
        model.on("change:value", draw);
        draw();
        el.append(button);
        return () => button.remove();
      },
    };
    """
    _css = ".counter { background: rgb(1, 2, 3); color: white; padding: 4px 12px; }"
    value = traitlets.Int(0).tag(sync=True)
    note = traitlets.Unicode().tag(sync=True)


# Maps without a network: one pixel for each tile.
GROUND = ipyleaflet.TileLayer(url="data:image/gif;base64,R0lGODlhAQABAIAAAMLZ6QAAACwAAAAAAQABAAACAkQBADs=")


def changed() -> None:
    st.session_state.changes = st.session_state.get("changes", 0) + 1


st.title("Widgets of others")
counter = st.widget(Counter(), key="counter", on_change=changed)
st.text(f"counter {counter.value} {counter.note} changes {st.session_state.get('changes', 0)}")

number = st.widget(ipywidgets.IntSlider(value=4, max=10, description="Number", continuous_update=False), key="slider")
st.text(f"slider {number.value}")
if st.button("Set to 9"):
    number.value = 9

box = st.widget(
    lambda: ipywidgets.VBox([
        ipywidgets.Text("Ada", description="Name"),
        ipywidgets.Dropdown(options=["Adelie", "Gentoo"], description="Species"),
        ipywidgets.HBox([ipywidgets.Button(description="Plain"), ipywidgets.Checkbox(True, description="Wild")]),
        ipywidgets.FloatProgress(0.6, max=1, description="Progress", bar_style="success"),
        ipywidgets.Tab([ipywidgets.HTML("<b>first</b>"), ipywidgets.Label("second")], titles=["One", "Two"]),
    ]),
    key="box",
)  # fmt: skip
st.text(f"name {box.children[0].value}")


def say(penguins: int) -> None:
    print(f"There are {penguins} penguins")


st.widget(lambda: ipywidgets.interactive(say, penguins=(1, 9)), key="interactive")

chart = st.widget(
    lambda: ipyleaflet.Map(
        center=(-64.8, -64.1),
        zoom=8,
        basemap=GROUND,
        layers=[ipyleaflet.Marker(location=(-64.77, -64.05), title="Palmer station")],
    ),
    traits=["zoom"],
    key="map",
)
st.text(f"zoom {chart.zoom:.0f}")

frame = pd.DataFrame({"island": ["Torgersen", "Biscoe", "Dream"], "penguins": [52, 168, 124]})
grid = st.widget(
    lambda: DataGrid(frame, selection_mode="row", layout={"height": "160px"}), traits="selections", key="grid"
)
st.text(f"rows {[each['r1'] for each in grid.selections]}")
if st.button("Where is it?"):
    st.widget(lambda: ipyleaflet.Map(center=(0, 0), zoom=2, basemap=GROUND), key="other")
