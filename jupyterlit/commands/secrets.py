"""st.secrets: passwords and keys of the app."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jupyterlit.errors import InvalidType
from jupyterlit.run_context import current
from jupyterlit.secrets.store import Changes, Store, folder_of, store_of
from jupyterlit.secrets.table import SecretTable


class Secrets(SecretTable):
    """The secrets of whichever app reads them: a mapping whose entries are attributes too.

    They come from `.streamlit/secrets.toml` beside the app, where it was started and at home, or from the files and
    folders that the option secrets.files names; texts and numbers are environment variables too. What has been saved
    is in effect at once. Exceptions, the log and what is drawn show the names of secrets, never their values.

    Examples
    --------
    >>> import jupyterlit as st
    >>> st.secrets.merge_programmatic_secrets({"db": {"user": "ann", "password": "correct horse"}})
    >>> st.secrets.db.user
    'ann'
    >>> st.secrets["db"]
    <st.secrets.db: user, password>
    """

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__({})

    def _table(self) -> Mapping[str, Any]:
        return this_store().entries()

    def __repr__(self) -> str:
        return super().__repr__() if this_store().load() else f"<{self._where()}: none>"

    def __reduce__(self) -> str:
        return "secrets"

    def has_key(self, k: str) -> bool:
        """Tell whether there is such an entry.

        Parameters
        ----------
        k
            Its name.

        Returns
        -------
        bool
            Whether there is.

        Examples
        --------
        >>> import jupyterlit as st
        >>> st.secrets.merge_programmatic_secrets({"door": "open"})
        >>> st.secrets.has_key("door")
        True
        """
        return k in self

    def load_if_toml_exists(self) -> bool:
        """Read the secrets, which puts texts and numbers into the environment.

        Returns
        -------
        bool
            Whether there are any that can be read.

        Examples
        --------
        >>> import jupyterlit as st
        >>> there = st.secrets.load_if_toml_exists()
        """
        return this_store().load()

    def merge_programmatic_secrets(self, programmatic_secrets: Mapping[str, Any]) -> None:
        """Give the app entries that have precedence over those of files, until the process ends.

        Parameters
        ----------
        programmatic_secrets
            The entries by name.

        Raises
        ------
        InvalidType
            The entries have no names.

        Examples
        --------
        >>> import jupyterlit as st
        >>> st.secrets.merge_programmatic_secrets({"door": "open"})
        >>> st.secrets["door"]
        'open'
        """
        if not isinstance(programmatic_secrets, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]: authors pass anything
            raise InvalidType(
                "st.secrets.merge_programmatic_secrets: programmatic_secrets is a "
                f"{type(programmatic_secrets).__name__}. Pass entries by name, as a dict."
            )
        this_store().merge(programmatic_secrets)

    @property
    def file_change_listener(self) -> Changes:
        """Whom to tell that files have changed: `connect` a function."""
        return this_store().changes


def this_store() -> Store:
    """Return the secrets of the app that runs."""
    return store_of(folder_of(current().script_path))


secrets: Secrets = Secrets()
