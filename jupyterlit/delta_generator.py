"""DeltaGenerator: the table of all elements as methods; main, sidebar."""

from __future__ import annotations

from typing import Self

from jupyterlit.commands.page_link import page_link
from jupyterlit.elements.alert import error, info, success, warning
from jupyterlit.elements.audio import audio
from jupyterlit.elements.audio_input import audio_input
from jupyterlit.elements.balloons import balloons
from jupyterlit.elements.bottom import BottomBlock
from jupyterlit.elements.built_in_charts import area_chart, bar_chart, line_chart, scatter_chart
from jupyterlit.elements.button import button, form_submit_button
from jupyterlit.elements.button_group import pills, segmented_control
from jupyterlit.elements.camera_input import camera_input
from jupyterlit.elements.chat_input import chat_input
from jupyterlit.elements.chat_message import chat_message
from jupyterlit.elements.checkbox import checkbox, toggle
from jupyterlit.elements.code import code
from jupyterlit.elements.color_picker import color_picker
from jupyterlit.elements.columns import columns
from jupyterlit.elements.container import container
from jupyterlit.elements.data_editor import data_editor
from jupyterlit.elements.dataframe import dataframe
from jupyterlit.elements.date_input import date_input
from jupyterlit.elements.datetime_input import datetime_input
from jupyterlit.elements.divider import divider
from jupyterlit.elements.download_button import download_button
from jupyterlit.elements.echarts_chart import echarts_chart
from jupyterlit.elements.empty import empty
from jupyterlit.elements.exception import exception
from jupyterlit.elements.expander import expander
from jupyterlit.elements.feedback import feedback
from jupyterlit.elements.file_uploader import file_uploader
from jupyterlit.elements.form import form
from jupyterlit.elements.graphviz_chart import graphviz_chart
from jupyterlit.elements.grid import Grid, GridBlock, grid
from jupyterlit.elements.heading import header, subheader, title
from jupyterlit.elements.help import help
from jupyterlit.elements.html import html
from jupyterlit.elements.iframe import iframe
from jupyterlit.elements.image import image
from jupyterlit.elements.json import json
from jupyterlit.elements.latex import latex
from jupyterlit.elements.link_button import link_button
from jupyterlit.elements.map import map
from jupyterlit.elements.markdown import badge, caption, markdown
from jupyterlit.elements.menu_button import menu_button
from jupyterlit.elements.mermaid_chart import mermaid_chart
from jupyterlit.elements.metric import metric
from jupyterlit.elements.multiselect import multiselect
from jupyterlit.elements.number_input import number_input
from jupyterlit.elements.pagination import pagination
from jupyterlit.elements.pdf import pdf
from jupyterlit.elements.plotly_chart import plotly_chart
from jupyterlit.elements.popover import popover
from jupyterlit.elements.progress import progress
from jupyterlit.elements.pydeck_chart import pydeck_chart
from jupyterlit.elements.pyplot import pyplot
from jupyterlit.elements.radio import radio
from jupyterlit.elements.select_slider import select_slider
from jupyterlit.elements.selectbox import selectbox
from jupyterlit.elements.skeleton import Skeleton, SkeletonPlace, skeleton
from jupyterlit.elements.slider import slider
from jupyterlit.elements.snow import snow
from jupyterlit.elements.space import space
from jupyterlit.elements.spinner import spinner
from jupyterlit.elements.status import Status, StatusBlock, status
from jupyterlit.elements.table import table
from jupyterlit.elements.tabs import tabs
from jupyterlit.elements.text import text
from jupyterlit.elements.text_area import text_area
from jupyterlit.elements.text_input import text_input
from jupyterlit.elements.time_input import time_input
from jupyterlit.elements.toast import toast
from jupyterlit.elements.vega_lite_chart import altair_chart, vega_lite_chart
from jupyterlit.elements.video import video
from jupyterlit.elements.widget import widget
from jupyterlit.elements.write import write
from jupyterlit.elements.write_stream import write_stream
from jupyterlit.protocol.base import Element
from jupyterlit.tree import BOTTOM, MAIN, SIDEBAR, Block


class DeltaGenerator(Block):
    """A place on the page with all elements as methods."""

    altair_chart = altair_chart
    area_chart = area_chart
    audio = audio
    audio_input = audio_input
    badge = badge
    balloons = balloons
    bar_chart = bar_chart
    button = button
    camera_input = camera_input
    caption = caption
    chat_input = chat_input
    chat_message = chat_message
    checkbox = checkbox
    code = code
    color_picker = color_picker
    columns = columns
    container = container
    data_editor = data_editor
    dataframe = dataframe
    date_input = date_input
    datetime_input = datetime_input
    divider = divider
    download_button = download_button
    echarts_chart = echarts_chart
    empty = empty
    error = error
    exception = exception
    expander = expander
    feedback = feedback
    file_uploader = file_uploader
    form = form
    form_submit_button = form_submit_button
    graphviz_chart = graphviz_chart
    grid = grid
    header = header
    help = help
    html = html
    iframe = iframe
    image = image
    info = info
    json = json
    latex = latex
    line_chart = line_chart
    link_button = link_button
    map = map
    markdown = markdown
    menu_button = menu_button
    mermaid_chart = mermaid_chart
    metric = metric
    multiselect = multiselect
    number_input = number_input
    page_link = page_link
    pagination = pagination
    pdf = pdf
    pills = pills
    plotly_chart = plotly_chart
    popover = popover
    progress = progress
    pydeck_chart = pydeck_chart
    pyplot = pyplot
    radio = radio
    scatter_chart = scatter_chart
    segmented_control = segmented_control
    select_slider = select_slider
    selectbox = selectbox
    skeleton = skeleton
    slider = slider
    snow = snow
    space = space
    spinner = spinner
    status = status
    subheader = subheader
    success = success
    table = table
    tabs = tabs
    text = text
    text_area = text_area
    text_input = text_input
    time_input = time_input
    title = title
    toast = toast
    toggle = toggle
    vega_lite_chart = vega_lite_chart
    video = video
    warning = warning
    widget = widget
    write = write
    write_stream = write_stream

    @property
    def dg(self) -> Self:
        """The block itself: code written for Streamlit's blocks finds them by this name."""
        return self


class BottomContainer(BottomBlock, DeltaGenerator):
    """The foot of the page."""


class GridContainer(GridBlock, DeltaGenerator):
    """A grid: what is drawn into it gets a cell of its own."""


class SkeletonPlaceholder(SkeletonPlace, DeltaGenerator):
    """A place that is shown as a grey one until it is drawn into."""


class StatusContainer(StatusBlock, DeltaGenerator):
    """A block that says how far a task is."""


DeltaGenerator.shapes = {
    Element: DeltaGenerator,
    Grid: GridContainer,
    Skeleton: SkeletonPlaceholder,
    Status: StatusContainer,
}
bottom: BottomContainer = BottomContainer(BOTTOM)
main: DeltaGenerator = DeltaGenerator(MAIN, follows=True)
sidebar: DeltaGenerator = DeltaGenerator(SIDEBAR)
