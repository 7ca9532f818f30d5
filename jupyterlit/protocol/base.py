"""What messages derive from: Message, Element, BlockElement, Widget; Buffer and MediaFile for bytes."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar, Literal, Protocol, Self

import msgspec
import xxhash

Width = int | Literal["stretch", "content"]
Height = int | Literal["stretch", "content"]
LabelVisibility = Literal["visible", "hidden", "collapsed"]
TextAlignment = Literal["left", "center", "right", "justify"]


class Buffer:
    """Bytes that travel beside the JSON, once per content.

    Parameters
    ----------
    data
        Any object with the buffer protocol: bytes, memoryview, a pyarrow Buffer.
    """

    __slots__ = ("data", "digest")

    def __init__(self, data: bytes | bytearray | memoryview) -> None:
        self.data: memoryview[int] = memoryview(data).cast("B")
        self.digest: str = xxhash.xxh3_128_hexdigest(self.data)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Buffer) and other.digest == self.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __reduce__(self) -> tuple[type[Buffer], tuple[bytes]]:
        return Buffer, (bytes(self.data),)

    def __repr__(self) -> str:
        return f"Buffer({self.data.nbytes} bytes, {self.digest})"


class FileSource(Protocol):
    """Where the bytes of a file come from; `id` is the same for the same bytes."""

    id: str

    def stat(self) -> tuple[int, str]:
        """Return how many bytes there are now, and which version of them that is."""
        ...

    def read(self, start: int, stop: int) -> bytes:
        """Return the bytes from `start` to `stop`, fewer where the file ends before."""
        ...


class MediaFile:
    """Bytes that a browser fetches when it needs them; what travels is how to ask for them.

    Parameters
    ----------
    source
        Where the bytes are.
    mime
        What they are.
    name
        What the reader's copy is called.
    download
        Whether it is kept by the reader rather than shown.
    """

    __slots__ = ("download", "id", "mime", "name", "size", "source")

    def __init__(self, source: FileSource, mime: str, name: str = "", *, download: bool = False) -> None:
        self.source: FileSource = source
        self.mime: str = mime
        self.name: str = name
        self.download: bool = download
        self.size: int = source.stat()[0]
        self.id: str = xxhash.xxh3_128_hexdigest(repr((source.id, mime, name, download)).encode())

    def wire(self) -> dict[str, str | int]:
        """Return what travels."""
        return {"id": self.id, "mime": self.mime, "name": self.name, "size": self.size}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MediaFile) and other.id == self.id

    def __hash__(self) -> int:
        return hash(self.id)

    def __reduce__(self) -> tuple[Any, ...]:
        return _media_file, (self.source, self.mime, self.name, self.download)

    def __repr__(self) -> str:
        return f"MediaFile({self.name!r}, {self.mime}, {self.size} bytes, {self.id})"


def _media_file(source: FileSource, mime: str, name: str, download: bool) -> MediaFile:
    return MediaFile(source, mime, name, download=download)


class Message(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="type"):
    """Anything that travels: immutable, compared by value, defaults left out on the wire."""

    def buffers(self) -> tuple[Buffer, ...]:
        """Return the binary parts this message refers to."""
        return ()


class Element(Message, kw_only=True, tag_field="kind"):  # pyright: ignore[reportGeneralTypeIssues] (frozen is inherited)
    """One thing on the page; its tag is its kind.

    `key` is the author's key, shown on the page as the class `st-key-<key>`.
    """

    holds: ClassVar[bool] = False  # whether it is a BlockElement: `isinstance` takes three times as long

    key: str | None = None
    width: Width = "stretch"
    height: Height = "content"

    @property
    def drawn_by(self) -> str:
        """The call that draws it, as authors write it."""
        return f"st.{self.__struct_config__.tag}"

    def files(self) -> tuple[MediaFile, ...]:
        """Return the files that the browser may ask for while this stands on the page."""
        return ()


class BlockElement(Element, kw_only=True):
    """An element that holds other elements."""

    holds: ClassVar[bool] = True

    @property
    def continues(self) -> bool:
        """Whether it is a later state of the block that stands there, which keeps what it holds."""
        return False


class Event(Element, kw_only=True):
    """Something that happens once at each call: `call` is never the same twice."""

    call: str = ""

    def again(self, calls: dict[str, str]) -> Self:
        """Return what another call would cause.

        Parameters
        ----------
        calls
            The calls made anew so far: old name → new name; this one is added.
        """
        calls[self.call] = new_call()
        return msgspec.structs.replace(self, call=calls[self.call])


def new_call() -> str:
    """Return a name that no other call has, for what happens once."""
    return secrets.token_hex(6)


class Widget(Element, kw_only=True):
    """An element with a value.

    `id` is its identity: it is the same as long as this is the same widget to the reader.
    With a key, only the key and the fields in `identity` decide; without, all fields do but those
    in `cosmetic`, which says how they stand when they do not matter. `default` is the value it
    starts with, as it travels. `form` is the id of the form it is in. `deferred`: a change does
    not run the script, it goes along with the next that does. `draft`: it stands in a fragment of its
    form, which runs at a change with what has not been sent yet. `form_callbacks`: it may have callbacks in a form.
    """

    form_callbacks: ClassVar[bool] = False
    identity: ClassVar[tuple[str, ...]] = ()
    cosmetic: ClassVar[dict[str, Any]] = {"disabled": False, "label_visibility": "visible", "deferred": False}

    id: str = ""
    label: str = ""
    help: str | None = None
    disabled: bool = False
    label_visibility: LabelVisibility = "visible"
    form: str | None = None
    default: Any = None
    deferred: bool = False
    draft: bool = False

    @property
    def moving(self) -> tuple[str, ...]:
        """The fields that go by the clock and so tell nothing of identity; a default among them stays the first one."""
        return ()
