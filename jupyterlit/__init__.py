"""Streamlit's programming model, native in Jupyter: `import jupyterlit as st`."""

import importlib as _importlib
import typing as _typing

from jupyterlit import column_config, components, connections
from jupyterlit.caching.data import cache_data
from jupyterlit.caching.resource import cache_resource
from jupyterlit.commands.apps import apps
from jupyterlit.commands.config_option import get_option, set_option
from jupyterlit.commands.context import context
from jupyterlit.commands.dialog import dialog
from jupyterlit.commands.echo import echo
from jupyterlit.commands.fragment import fragment
from jupyterlit.commands.logo import logo
from jupyterlit.commands.navigation import navigation
from jupyterlit.commands.page import Page
from jupyterlit.commands.page_config import set_page_config
from jupyterlit.commands.query_params import query_params
from jupyterlit.commands.rerun import rerun
from jupyterlit.commands.result import result
from jupyterlit.commands.secrets import secrets
from jupyterlit.commands.session_state import session_state
from jupyterlit.commands.stop import stop
from jupyterlit.commands.switch_page import switch_page
from jupyterlit.commands.user import login, logout, user
from jupyterlit.connections.connection import connection
from jupyterlit.delta_generator import DeltaGenerator, bottom, main, sidebar
from jupyterlit.suggestions import missing_from_st as _missing_from_st
from jupyterlit.tasks import current_task, task

__all__ = [
    "DeltaGenerator",
    "Page",
    "apps",
    "bottom",
    "cache_data",
    "cache_resource",
    "column_config",
    "components",
    "connection",
    "connections",
    "context",
    "current_task",
    "dialog",
    "echo",
    "fragment",
    "get_option",
    "login",
    "logo",
    "logout",
    "navigation",
    "query_params",
    "rerun",
    "result",
    "secrets",
    "session_state",
    "set_option",
    "set_page_config",
    "sidebar",
    "stop",
    "switch_page",
    "task",
    "user",
]

altair_chart: _typing.Final = main.altair_chart
area_chart: _typing.Final = main.area_chart
audio: _typing.Final = main.audio
audio_input: _typing.Final = main.audio_input
badge: _typing.Final = main.badge
balloons: _typing.Final = main.balloons
bar_chart: _typing.Final = main.bar_chart
button: _typing.Final = main.button
camera_input: _typing.Final = main.camera_input
caption: _typing.Final = main.caption
chat_input: _typing.Final = main.chat_input
chat_message: _typing.Final = main.chat_message
checkbox: _typing.Final = main.checkbox
code: _typing.Final = main.code
color_picker: _typing.Final = main.color_picker
columns: _typing.Final = main.columns
container: _typing.Final = main.container
data_editor: _typing.Final = main.data_editor
dataframe: _typing.Final = main.dataframe
date_input: _typing.Final = main.date_input
datetime_input: _typing.Final = main.datetime_input
divider: _typing.Final = main.divider
download_button: _typing.Final = main.download_button
echarts_chart: _typing.Final = main.echarts_chart
empty: _typing.Final = main.empty
error: _typing.Final = main.error
exception: _typing.Final = main.exception
expander: _typing.Final = main.expander
feedback: _typing.Final = main.feedback
file_uploader: _typing.Final = main.file_uploader
form: _typing.Final = main.form
form_submit_button: _typing.Final = main.form_submit_button
graphviz_chart: _typing.Final = main.graphviz_chart
grid: _typing.Final = main.grid
header: _typing.Final = main.header
help: _typing.Final = main.help
html: _typing.Final = main.html
iframe: _typing.Final = main.iframe
image: _typing.Final = main.image
info: _typing.Final = main.info
json: _typing.Final = main.json
latex: _typing.Final = main.latex
line_chart: _typing.Final = main.line_chart
link_button: _typing.Final = main.link_button
map: _typing.Final = main.map
markdown: _typing.Final = main.markdown
menu_button: _typing.Final = main.menu_button
mermaid_chart: _typing.Final = main.mermaid_chart
metric: _typing.Final = main.metric
multiselect: _typing.Final = main.multiselect
number_input: _typing.Final = main.number_input
page_link: _typing.Final = main.page_link
pagination: _typing.Final = main.pagination
pdf: _typing.Final = main.pdf
pills: _typing.Final = main.pills
plotly_chart: _typing.Final = main.plotly_chart
popover: _typing.Final = main.popover
progress: _typing.Final = main.progress
pydeck_chart: _typing.Final = main.pydeck_chart
pyplot: _typing.Final = main.pyplot
radio: _typing.Final = main.radio
scatter_chart: _typing.Final = main.scatter_chart
segmented_control: _typing.Final = main.segmented_control
select_slider: _typing.Final = main.select_slider
selectbox: _typing.Final = main.selectbox
skeleton: _typing.Final = main.skeleton
slider: _typing.Final = main.slider
snow: _typing.Final = main.snow
space: _typing.Final = main.space
spinner: _typing.Final = main.spinner
status: _typing.Final = main.status
subheader: _typing.Final = main.subheader
success: _typing.Final = main.success
table: _typing.Final = main.table
tabs: _typing.Final = main.tabs
text: _typing.Final = main.text
text_area: _typing.Final = main.text_area
text_input: _typing.Final = main.text_input
time_input: _typing.Final = main.time_input
title: _typing.Final = main.title
toast: _typing.Final = main.toast
toggle: _typing.Final = main.toggle
vega_lite_chart: _typing.Final = main.vega_lite_chart
video: _typing.Final = main.video
warning: _typing.Final = main.warning
widget: _typing.Final = main.widget
write: _typing.Final = main.write
write_stream: _typing.Final = main.write_stream


if not _typing.TYPE_CHECKING:  # to a type checker a name that is missing is an error, and stays one
    # What draws is public, too: scripts begin with `from streamlit import *`.
    __all__ += [name for name, value in list(globals().items()) if getattr(value, "__self__", None) is main]

    def __getattr__(name: str) -> _typing.NoReturn:
        """Say which name an author may have meant."""
        if name.startswith("__"):
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        names = [each for each in globals() if not each.startswith("_")]
        raise AttributeError(_missing_from_st(name, names))


def load_ipython_extension(shell: object) -> None:
    """Make `%%app` known in a notebook: `%load_ext jupyterlit`."""
    # By name: a script that imports the package must not load IPython and its widgets.
    _importlib.import_module("jupyterlit.kernel.magic").load_ipython_extension(shell)
