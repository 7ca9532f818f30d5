"""What may be typed into a field."""

from __future__ import annotations

from jupyterlit.errors import InvalidType, InvalidValue


class TypedText:
    """Text of a field, or none where it has not been filled.

    Parameters
    ----------
    call
        The call as the author wrote it.
    value
        What the author wants there at first.
    most
        How many characters it has at most.
    """

    __slots__ = ("_call", "default", "most")

    def __init__(self, call: str, value: object, most: int | None) -> None:
        self._call = call
        self.most: int | None = most
        self.default: str | None = None if value is None else str(value)[:most]

    def parse(self, wire: object) -> str | None:
        if wire is None and self.default is None:
            return None
        if not isinstance(wire, str):
            raise TypeError("Text is needed.")
        if self.most is not None and len(wire) > self.most:
            raise ValueError(f"The text has more than {self.most} characters.")
        return wire

    def accept(self, value: object) -> str | None:
        """Return what the author has assigned."""
        if value is None or isinstance(value, str):
            return value
        raise InvalidType(
            f"{self._call}: {value!r} in the session state is a {type(value).__name__}. Set a string, or None."
        )

    def read(self, texts: list[str]) -> str:
        return texts[-1][: self.most]

    def write(self, wire: str | None) -> list[str]:
        return [wire or ""]


def check_max_chars(call: str, max_chars: object) -> int | None:
    """Return how many characters are taken at most, or none for no limit."""
    if max_chars is None:
        return None
    if isinstance(max_chars, bool) or not isinstance(max_chars, int):
        raise InvalidType(
            f"{call}: max_chars={max_chars!r} is a {type(max_chars).__name__}. Pass a whole number, or None."
        )
    if max_chars < 0:
        raise InvalidValue(f"{call}: max_chars={max_chars} is no limit. Pass a number from 0 up, or None.")
    return max_chars
