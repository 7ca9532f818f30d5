"""st.query_params: the parameters in the URL of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from typing import Any, Protocol, cast

from jupyterlit.errors import InvalidType, StateError
from jupyterlit.protocol.messages import QueryParams
from jupyterlit.run_context import current

# What the host of an embedded page sets; it is not the author's to see.
RESERVED = ("embed", "embed_options")


class _SupportsKeysAndGetItem(Protocol):
    def keys(self) -> Iterable[str]: ...
    def __getitem__(self, key: str, /) -> Any: ...


class QueryParamsProxy(MutableMapping[str, str]):
    """The query parameters of whichever run reads them: a mapping of texts whose entries are attributes too.

    Of a parameter with several values the last one is seen; `get_all` gives all. What is set changes the URL.

    Examples
    --------
    >>> import jupyterlit as st
    >>> st.query_params["island"] = "Dream"
    >>> st.query_params.island
    'Dream'
    """

    __slots__ = ()

    def __getitem__(self, key: str) -> str:
        values = _values(key)
        if values is None:
            raise KeyError(self.missing_key_error_message(key))
        return values[-1] if values else ""

    def __setitem__(self, key: str, value: object) -> None:
        _check_name(key)
        current().query_params.set(key, _texts(key, value))
        _send()

    def __delitem__(self, key: str) -> None:
        if _values(key) is None:
            raise KeyError(self.missing_key_error_message(key))
        current().query_params.delete(key)
        _send()

    def __getattr__(self, name: str) -> str:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(self.missing_attr_error_message(name), name=name, obj=self) from None

    def __setattr__(self, name: str, value: object) -> None:
        self[name] = value

    def __delattr__(self, name: str) -> None:
        try:
            del self[name]
        except KeyError:
            raise AttributeError(self.missing_attr_error_message(name), name=name, obj=self) from None

    def __iter__(self) -> Iterator[str]:
        return iter(_names())

    def __len__(self) -> int:
        return len(_names())

    def __repr__(self) -> str:
        """Return the parameters as a dict: those with one value as texts, others as lists."""
        values = {name: self.get_all(name) for name in self}
        return repr({name: each[0] if len(each) == 1 else each for name, each in values.items()})

    @staticmethod
    def missing_key_error_message(key: str) -> str:
        """Return what is said where `query_params[key]` finds nothing.

        Parameters
        ----------
        key
            The name of the parameter.

        Returns
        -------
        str
            The text of the error.

        Examples
        --------
        >>> import jupyterlit as st
        >>> st.query_params.missing_key_error_message("a")
        "st.query_params['a'] is not in the URL. Read it with get('a') where it may be absent."
        """
        return (
            f"st.query_params[{str(key)!r}] is not in the URL. Read it with get({str(key)!r}) where it may be absent."
        )

    @staticmethod
    def missing_attr_error_message(key: str) -> str:
        """Return what is said where `query_params.key` finds nothing.

        Parameters
        ----------
        key
            The name of the parameter.

        Returns
        -------
        str
            The text of the error.

        Examples
        --------
        >>> import jupyterlit as st
        >>> st.query_params.missing_attr_error_message("a")
        "st.query_params.a is not in the URL. Read it with get('a') where it may be absent."
        """
        return f"st.query_params.{key} is not in the URL. Read it with get({key!r}) where it may be absent."

    def get_all(self, key: str) -> list[str]:
        """Return all values of a parameter.

        Parameters
        ----------
        key
            Its name.

        Returns
        -------
        list of str
            The values in order, none if the parameter is absent.

        Examples
        --------
        >>> import jupyterlit as st
        >>> st.query_params["island"] = ["Dream", "Biscoe"]
        >>> st.query_params.get_all("island")
        ['Dream', 'Biscoe']
        """
        return _values(key) or []

    def to_dict(self) -> dict[str, str]:
        """Return a copy of all parameters, with the last value of each.

        Returns
        -------
        dict
            The values by name.

        Examples
        --------
        >>> import jupyterlit as st
        >>> parameters = st.query_params.to_dict()
        """
        return dict(self)

    def from_dict(self, params: Iterable[tuple[str, Any]] | _SupportsKeysAndGetItem) -> None:
        """Replace all parameters, in one step.

        Parameters
        ----------
        params
            A mapping, or pairs, of names to a value or several.

        Examples
        --------
        >>> import jupyterlit as st
        >>> st.query_params.from_dict({"island": ["Dream", "Biscoe"], "year": 2009})
        """
        given = dict(_pairs(params))
        self._replace({key: _checked(key, value) for key, value in given.items()})

    def update(self, params: Any = (), /, **kwds: Any) -> None:  # type: ignore[override]  # as a dict's
        """Set several parameters, in one step.

        Parameters
        ----------
        params
            A mapping, or pairs, of names to a value or several.
        **kwds
            More of them.

        Examples
        --------
        >>> import jupyterlit as st
        >>> st.query_params.update({"island": "Dream"}, year=2009)
        """
        given = dict([*_pairs(params), *kwds.items()])
        checked = {key: _checked(key, value) for key, value in given.items()}
        state = current().query_params
        for key, values in checked.items():
            state.set(key, values)
        _send()

    def clear(self) -> None:
        """Remove all parameters, in one step.

        Examples
        --------
        >>> import jupyterlit as st
        >>> st.query_params.clear()
        """
        state = current().query_params
        state.clear(keep=[name for name in state.names() if name.lower() in RESERVED])
        _send()

    def _replace(self, values: dict[str, list[str]]) -> None:
        state = current().query_params
        kept = {name: state.get_all(name) for name in state.names() if name.lower() in RESERVED}
        state.replace(kept | values)
        _send()


def _names() -> list[str]:
    return [name for name in current().query_params.names() if name.lower() not in RESERVED]


def _values(key: object) -> list[str] | None:
    return current().query_params.get_all(str(key)) if key in _names() else None


def _pairs(params: Any) -> list[tuple[str, Any]]:
    if hasattr(params, "keys"):
        mapping = cast("_SupportsKeysAndGetItem", params)
        return [(key, mapping[key]) for key in mapping.keys()]  # noqa: SIM118  # it need not be iterable
    return list(cast("Iterable[tuple[str, Any]]", params))


def _checked(key: object, value: object) -> list[str]:
    _check_name(key)
    return _texts(key, value)


def _check_name(key: object) -> None:
    if not isinstance(key, str):
        raise InvalidType(f"st.query_params: {key!r} is a {type(key).__name__}. Pass the name as a string.")
    if key.lower() in RESERVED:
        raise StateError(f"st.query_params[{key!r}] belongs to the page around the app. Use another name.")


def _texts(key: object, value: object) -> list[str]:
    if isinstance(value, Mapping):
        raise InvalidType(
            f"st.query_params[{key!r}] = {value!r}: a URL holds no dict. Pass a text, or a list of texts."
        )
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [str(item) for item in cast("Iterable[object]", value)]
    return [str(value)]


def _send() -> None:
    context = current()
    context.send(QueryParams(query=context.query_params.dump()))


query_params: QueryParamsProxy = QueryParamsProxy()
