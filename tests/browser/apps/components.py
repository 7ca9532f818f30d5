"""Components: three from PyPI, and one of ours."""

from pathlib import Path

import pandas as pd
import streamlit as st
import streamlit.components.v1 as components

cities = pd.DataFrame({"city": ["Oslo", "Lima"], "degrees": [4, 19]}, index=["N", "S"])
if "lazy" in st.query_params:
    lazy = components.declare_component("lazy", path=Path(__file__).parent / "component_lazy")
    st.text(f"lazy {lazy(key='lazy')}")
elif "own" in st.query_params:
    own = components.declare_component("own", path=Path(__file__).parent / "component")
    value = own(name="<b>", data=b"\x00\xff", cities=cities, default="nothing yet", key="own")
    st.text(f"own {value.to_dict() if isinstance(value, pd.DataFrame) else value!r}")
    with st.form("form"):
        inside = own(name="form", key="inside")
        st.form_submit_button("Send")
    st.text(f"inside {inside!r}")
    components.html("<b>Hello</b><script>document.body.append(' from a script')</script>", height=60)
else:
    from extra_streamlit_components import TabBarItemData, tab_bar
    from st_aggrid import AgGrid
    from streamlit_option_menu import option_menu

    st.text(f"menu {option_menu('Main', ['Home', 'Settings'], key='menu')}")
    grid = AgGrid(cities.reset_index(drop=True), editable=True, height=150, key="grid")
    st.text(f"grid {grid['data'].values.tolist()}")
    tabs = [TabBarItemData(id=1, title="One", description=""), TabBarItemData(id=2, title="Two", description="")]
    st.text(f"tab {tab_bar(data=tabs, default=1)}")
