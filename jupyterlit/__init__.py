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

altair_chart = main.altair_chart
area_chart = main.area_chart
audio = main.audio
audio_input = main.audio_input
badge = main.badge
balloons = main.balloons
bar_chart = main.bar_chart
button = main.button
camera_input = main.camera_input
caption = main.caption
chat_input = main.chat_input
chat_message = main.chat_message
checkbox = main.checkbox
code = main.code
color_picker = main.color_picker
columns = main.columns
container = main.container
data_editor = main.data_editor
dataframe = main.dataframe
date_input = main.date_input
datetime_input = main.datetime_input
divider = main.divider
download_button = main.download_button
echarts_chart = main.echarts_chart
empty = main.empty
error = main.error
exception = main.exception
expander = main.expander
feedback = main.feedback
file_uploader = main.file_uploader
form = main.form
form_submit_button = main.form_submit_button
graphviz_chart = main.graphviz_chart
grid = main.grid
header = main.header
help = main.help
html = main.html
iframe = main.iframe
image = main.image
info = main.info
json = main.json
latex = main.latex
line_chart = main.line_chart
link_button = main.link_button
map = main.map
markdown = main.markdown
menu_button = main.menu_button
mermaid_chart = main.mermaid_chart
metric = main.metric
multiselect = main.multiselect
number_input = main.number_input
page_link = main.page_link
pagination = main.pagination
pdf = main.pdf
pills = main.pills
plotly_chart = main.plotly_chart
popover = main.popover
progress = main.progress
pydeck_chart = main.pydeck_chart
pyplot = main.pyplot
radio = main.radio
scatter_chart = main.scatter_chart
segmented_control = main.segmented_control
select_slider = main.select_slider
selectbox = main.selectbox
skeleton = main.skeleton
slider = main.slider
snow = main.snow
space = main.space
spinner = main.spinner
status = main.status
subheader = main.subheader
success = main.success
table = main.table
tabs = main.tabs
text = main.text
text_area = main.text_area
text_input = main.text_input
time_input = main.time_input
title = main.title
toast = main.toast
toggle = main.toggle
vega_lite_chart = main.vega_lite_chart
video = main.video
warning = main.warning
widget = main.widget
write = main.write
write_stream = main.write_stream


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
