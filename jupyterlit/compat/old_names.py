"""Names and arguments that Streamlit had and has no more: they do what they did, with one hint each."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jupyterlit.config.sources import settings

log = logging.getLogger("jupyterlit")

_hinted: set[str] = set()

# Old name → today's.
RENAMED = {
    "beta_color_picker": "color_picker",
    "beta_columns": "columns",
    "beta_container": "container",
    "beta_expander": "expander",
    "beta_set_page_config": "set_page_config",
    "experimental_audio_input": "audio_input",
    "experimental_connection": "connection",
    "experimental_data_editor": "data_editor",
    "experimental_dialog": "dialog",
    "experimental_fragment": "fragment",
    "experimental_memo": "cache_data",
    "experimental_rerun": "rerun",
    "experimental_singleton": "cache_resource",
    "experimental_user": "user",
    **{
        f"_{before}_{name}": name
        for before in ("arrow", "legacy")
        for name in ("altair_chart", "area_chart", "bar_chart", "dataframe", "line_chart", "table", "vega_lite_chart")
    },
}


def hint(old: str, instead: str) -> None:
    """Log once what to use in place of something old."""
    if old not in _hinted and not settings().get("global.suppressDeprecationWarnings"):
        _hinted.add(old)
        log.warning("%s is old. %s", old, instead)


def bind_old(name: str, find: Callable[[str], Any]) -> Any:
    """Return what does what `st.<name>` did; raise `KeyError` if that is no old name.

    Parameters
    ----------
    name
        The old name.
    find
        Returns what has a name today, in the package or of a block.
    """
    today = RENAMED.get(name)
    if today is not None:
        value = find(today)
        hint(f"st.{name}", f"Use st.{today}.")
        return value
    made: Callable[..., Any] = OLD[name]
    return functools.partial(made, find)


def _cache(
    find: Callable[[str], Any],
    func: Callable[..., Any] | None = None,
    persist: bool = False,
    allow_output_mutation: bool = False,
    show_spinner: bool | str = True,
    suppress_st_warning: bool = False,
    **settings: Any,
) -> Any:
    today = "cache_resource" if allow_output_mutation else "cache_data"
    hint("st.cache", f"Use st.{today}." if allow_output_mutation else "Use st.cache_data, or st.cache_resource.")
    if persist and not allow_output_mutation:
        settings["persist"] = "disk"
    del suppress_st_warning
    decorate = find(today)(show_spinner=show_spinner, **settings)
    return decorate if func is None else decorate(func)


def _get_query_params(find: Callable[[str], Any]) -> dict[str, list[str]]:
    hint("st.experimental_get_query_params", "Use st.query_params.")
    query_params = find("query_params")
    return {name: query_params.get_all(name) for name in query_params}


def _set_query_params(find: Callable[[str], Any], **params: Any) -> None:
    hint("st.experimental_set_query_params", "Use st.query_params.")
    find("query_params").from_dict(params)


def _show(find: Callable[[str], Any], *args: Any) -> None:
    hint("st.experimental_show", "Use st.write.")
    find("write")(*args)


def _bokeh_chart(find: Callable[[str], Any], figure: object, use_container_width: bool = True) -> None:
    hint("st.bokeh_chart", "Use st.write.")
    del use_container_width
    find("write")(figure)


OLD: Mapping[str, Callable[..., Any]] = {
    "bokeh_chart": _bokeh_chart,
    "cache": _cache,
    "experimental_get_query_params": _get_query_params,
    "experimental_set_query_params": _set_query_params,
    "experimental_show": _show,
}


@dataclass(frozen=True, slots=True)
class Removed:
    """Arguments of one function that Streamlit has removed.

    Parameters
    ----------
    names
        What they are called, each with what to do instead.
    translate
        Returns the arguments of today for those of old, which it is given.
    """

    names: Mapping[str, str]
    translate: Callable[[dict[str, Any]], dict[str, Any]] = lambda _: {}


def _image(old: dict[str, Any]) -> dict[str, Any]:
    return {"output_format" if name == "format" else name: value for name, value in old.items()}


REMOVED: Mapping[str, Removed] = {
    "file_uploader": Removed({"encoding": "Wrap the file in io.TextIOWrapper."}),
    "image": Removed({"use_column_width": "Use width.", "format": "Use output_format."}, _image),
    "plotly_chart": Removed({"sharing": "Nothing is shared."}),
}
UNUSED = {
    "experimental_allow_widgets": "Draw widgets outside of the function and pass their values.",
    "suppress_st_warning": "Leave it out.",
}


def accepting(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that takes the arguments Streamlit has removed as well."""
    removed = REMOVED.get(name)
    if removed is None:
        return function

    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        old = {each: kwargs.pop(each) for each in removed.names.keys() & kwargs.keys()}
        for each in old:
            hint(f"st.{name}({each}=…)", removed.names[each])
        return function(*args, **(kwargs | removed.translate(old) if old else kwargs))

    return call


class OldCache:
    """st.cache_data or st.cache_resource, with the arguments they had."""

    def __init__(self, name: str, cache: Any) -> None:
        self._name = name
        self._cache = cache
        functools.update_wrapper(self, type(cache).__call__, updated=())

    def __call__(self, func: Callable[..., Any] | None = None, **settings: Any) -> Any:
        old = {each: settings.pop(each) for each in UNUSED.keys() & settings.keys()}
        for each in old:
            hint(f"st.{self._name}({each}=…)", UNUSED[each])
        if not old.get("experimental_allow_widgets"):
            return self._cache(func, **settings)
        decorate = self._cache(**settings)

        def with_widgets(function: Callable[..., Any]) -> Any:
            return decorate(function).allow_widgets()

        return with_widgets if func is None else with_widgets(func)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cache, name)
