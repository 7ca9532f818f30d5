"""Several of some options, as the value of a widget."""

from __future__ import annotations

from typing import Any, cast

from jupyterlit.elements.options import Options, as_options, own
from jupyterlit.errors import InvalidType, InvalidValue
from jupyterlit.state.query_params import Texts


class OptionList:
    """What a list of chosen options may be, and how it travels.

    Parameters
    ----------
    call
        The call as the author wrote it.
    options
        What there is to choose from.
    most
        How many can be chosen.
    """

    def __init__(self, call: str, options: Options, most: int | None = None) -> None:
        self._call = call
        self._options = options
        self._most = most
        self.texts: Texts = Texts(self._read, self._write)

    def of_author(self, value: Any, argument: str) -> list[Any]:
        """Return the options that the author names: none, one, or several."""
        options = self._options
        return self._limited([own(options.values[options.place(each, argument)]) for each in as_options(value)])

    def parse(self, wire: object) -> list[Any]:
        """Return the options with these labels; raises for what the reader cannot choose."""
        if not isinstance(wire, list):
            raise TypeError("Labels come in a list.")
        labels = cast("list[Any]", wire)
        if self._most is not None and len(labels) > self._most:
            raise ValueError(f"{len(labels)} options are more than {self._most}.")
        if len(set(labels)) < len(labels):
            raise ValueError("An option is chosen twice.")
        return [self._options.parse(label) for label in labels]

    def dump(self, value: list[Any]) -> list[str]:
        """Return how options travel."""
        return [self._options.dump(option) or "" for option in value]

    def accept(self, value: Any) -> list[Any]:
        """Return those that are still options."""
        if value is None:
            raise InvalidType(
                f"{self._call}: None in the session state is no list. Set a list of options, [] for none."
            )
        return self._limited([self._options.match(each) for each in as_options(value) if self._options.has(each)])

    def _limited(self, value: list[Any]) -> list[Any]:
        if self._most is not None and len(value) > self._most:
            raise InvalidValue(
                f"{self._call}: {len(value)} options are chosen, max_selections={self._most} allows fewer. "
                "Choose fewer by default or in the session state, or raise max_selections."
            )
        return value

    def _read(self, texts: list[str]) -> list[str]:
        labels = [text for text in dict.fromkeys(texts) if self._options.offers(text)]
        if not labels and texts != [""]:
            raise ValueError("None of these is an option.")
        return labels[: self._most]

    def _write(self, value: Any) -> list[str]:
        return list(value) or [""]
