"""Column types of dataframe and data_editor."""

from jupyterlit.column_config.button import ButtonColumn
from jupyterlit.column_config.charts import AreaChartColumn, BarChartColumn, LineChartColumn, ProgressColumn
from jupyterlit.column_config.contents import (
    AudioColumn,
    ImageColumn,
    JsonColumn,
    LinkColumn,
    MarkdownColumn,
    VideoColumn,
)
from jupyterlit.column_config.times import DateColumn, DatetimeColumn, TimeColumn
from jupyterlit.column_config.values import (
    CheckboxColumn,
    Column,
    ListColumn,
    MultiselectColumn,
    NumberColumn,
    SelectboxColumn,
    TextColumn,
)

__all__ = [
    "AreaChartColumn",
    "AudioColumn",
    "BarChartColumn",
    "ButtonColumn",
    "CheckboxColumn",
    "Column",
    "DateColumn",
    "DatetimeColumn",
    "ImageColumn",
    "JsonColumn",
    "LineChartColumn",
    "LinkColumn",
    "ListColumn",
    "MarkdownColumn",
    "MultiselectColumn",
    "NumberColumn",
    "ProgressColumn",
    "SelectboxColumn",
    "TextColumn",
    "TimeColumn",
    "VideoColumn",
]
