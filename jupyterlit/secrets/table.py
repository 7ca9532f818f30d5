"""SecretTable: a mapping of secrets that shows their names and never their values."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, NoReturn, cast

from jupyterlit.errors import InvalidType
from jupyterlit.secrets.hiding import HIDDEN


class SecretTable(Mapping[str, Any]):
    """Secrets by item and by attribute.

    Parameters
    ----------
    entries
        The secrets by name.
    name
        How the author has come to them.
    """

    __slots__ = ("__entries", "__name")

    def __init__(self, entries: Mapping[str, Any], name: str = "st.secrets") -> None:
        object.__setattr__(self, "_SecretTable__entries", entries)
        object.__setattr__(self, "_SecretTable__name", name)

    def _table(self) -> Mapping[str, Any]:
        return self.__entries

    def _where(self) -> str:
        return self.__name

    def __getitem__(self, key: str) -> Any:
        try:
            value = self._table()[key]
        except KeyError:
            raise KeyError(self._missing(key)) from None
        return _wrapped(value, f"{self._where()}.{key}")

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what Python and libraries ask any object for
            raise AttributeError(name)
        try:
            return self[name]
        except (KeyError, FileNotFoundError) as error:
            raise AttributeError(str(error.args[0]), name=name, obj=self) from None

    def __setattr__(self, name: str, value: object) -> NoReturn:
        self.__setitem__(name, value)

    def __delattr__(self, name: str) -> NoReturn:
        self.__setitem__(name, None)

    def __setitem__(self, key: str, value: object) -> NoReturn:
        raise InvalidType(f"{self._where()} cannot be changed by a script. Write {key!r} into secrets.toml.")

    def __delitem__(self, key: str) -> NoReturn:
        self.__setitem__(key, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._table())

    def __len__(self) -> int:
        return len(self._table())

    def __contains__(self, key: object) -> bool:
        return key in self._table()

    def __repr__(self) -> str:
        return f"<{self._where()}: {', '.join(map(str, self._table())) or 'empty'}>"

    def __reduce__(self) -> str | tuple[Any, ...]:
        return SecretTable, (self.to_dict(), self._where())

    def __deepcopy__(self, memo: object) -> SecretTable:
        return SecretTable(self.to_dict(), self._where())

    def to_dict(self) -> dict[str, Any]:
        """Return a copy of the secrets as plain data, which hides nothing.

        Returns
        -------
        dict
            The entries by name.

        Examples
        --------
        >>> import jupyterlit as st
        >>> st.secrets.merge_programmatic_secrets({"doors": {"front": "open"}})
        >>> doors = st.secrets["doors"].to_dict()
        """
        return copy.deepcopy(dict(self._table()))

    def _missing(self, key: object) -> str:
        close = get_close_matches(str(key), list(map(str, self._table())), n=1)
        like = f" Did you mean {close[0]!r}?" if close else " Write it into secrets.toml."
        return f"{self._where()} has no entry {str(key)!r}.{like}"


def _wrapped(value: object, name: str) -> Any:
    return SecretTable(cast("Mapping[str, Any]", value), name) if isinstance(value, Mapping) else value


def veiled(value: object) -> Any:
    """Return what may be shown of a mapping: where it holds secrets, their names alone."""
    if not isinstance(value, SecretTable):
        return value
    return {key: veiled(item) if isinstance(item, SecretTable) else HIDDEN for key, item in value.items()}
