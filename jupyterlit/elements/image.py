"""Pictures: files, arrays, drawings."""

from __future__ import annotations

import io
import logging
import re
import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, cast

import msgspec
import xxhash

from jupyterlit.dataframes.fingerprint import fingerprint
from jupyterlit.dataframes.table import library_of
from jupyterlit.elements.arguments import check_choice, check_width, clean_text
from jupyterlit.errors import InvalidType, InvalidValue, MissingPackage
from jupyterlit.media.files import from_bytes, name_of
from jupyterlit.protocol.base import Buffer, Element, MediaFile, Width
from jupyterlit.tree import BlockT

log = logging.getLogger("jupyterlit")

Channels = Literal["RGB", "BGR"]
ImageFormat = Literal["JPEG", "PNG", "auto"]

MAX_WIDTH = 1460  # px, twice what a page shows in its narrow layout
SMALL = 100_000  # bytes up to which a picture travels with the page; larger ones are fetched while it is read already
KEPT_BYTES = 32_000_000  # of pictures encoded earlier, for runs that draw them again

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"\x00\x00\x01\x00", "image/x-icon"),
)
# Each part is tried in one way only: what a reader has sent can be thousands of comments and no drawing.
_SVG = re.compile(
    rb"\s*+(?><\?xml[^>]*>\s*)?+(?><!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*+<svg[\s>]", re.DOTALL | re.IGNORECASE
)
_URL = re.compile(r"(https?://|data:image/|/app/static/)", re.IGNORECASE)
_LINK = re.compile(r"(https?:|mailto:|tel:|[^:]*$|[^:]*[/?#])", re.IGNORECASE)

_kept: OrderedDict[tuple[object, ...], tuple[Buffer, str]] = OrderedDict()
_lock = threading.Lock()


class Picture(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One picture: its bytes, or where they are."""

    data: Buffer | None = None
    file: MediaFile | None = None
    url: str | None = None
    mime: str = ""
    caption: str | None = None
    alt: str | None = None


class Image(Element, tag="image"):
    """Pictures in rows; a click follows `link`.

    `picture_width` is that of each of several pictures in pixels, where the author gives one.
    """

    images: list[Picture]
    link: str | None = None
    picture_width: int | None = None

    def buffers(self) -> tuple[Buffer, ...]:
        return tuple(picture.data for picture in self.images if picture.data is not None)

    def files(self) -> tuple[MediaFile, ...]:
        return tuple(picture.file for picture in self.images if picture.file is not None)


def image(
    self: BlockT,
    image: Any,
    caption: str | list[str] | None = None,
    width: Width = "content",
    clamp: bool = False,
    channels: Channels = "RGB",
    output_format: ImageFormat = "auto",
    *,
    use_container_width: bool | None = None,
    link: str | None = None,
    use_column_width: Any = None,
    alt: str | Sequence[str | None] | None = None,
) -> BlockT:
    """Show a picture, or several in rows.

    Parameters
    ----------
    image
        A URL, a file, bytes, SVG text, an array, a picture of Pillow, or a list of these.
    caption
        Markdown below; a list for several pictures.
    width
        "content", "stretch", or pixels.
    clamp
        Whether values of an array outside of 0–255 or 0.0–1.0 are cut off; otherwise they are refused.
    channels
        The order of colours in an array, "RGB" or "BGR".
    output_format
        How arrays travel: "JPEG", "PNG", or "auto": PNG where something is transparent.
    use_container_width
        Deprecated: True means width="stretch".
    link
        The URL that a click opens.
    use_column_width
        What `width` was: True or "always" for "stretch", False, "never" or "auto" for "content".
    alt
        What the picture shows, for screen readers; "" where it only decorates.

    Returns
    -------
    DeltaGenerator
        The place of the picture: call a method on it to replace the picture.

    Examples
    --------
    >>> import jupyterlit as st
    >>> dot = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="4"/></svg>'
    >>> place = st.image(dot, caption="A dot", alt="A dot")
    """
    wanted = check_width("st.image", width)
    check_choice("st.image", "channels", channels, ("RGB", "BGR"))
    check_choice("st.image", "output_format", output_format, ("JPEG", "PNG", "auto"))
    images = _listed(image)
    captions, alts = _captions(caption, len(images)), _alts(alt, len(images))
    if link is not None and len(images) != 1:
        raise InvalidValue(f"st.image: link={link!r} cannot lead from {len(images)} pictures. Show them one by one.")
    if link is not None and not _LINK.match(link):
        raise InvalidValue(f"st.image: link={link!r} is no address of a page. Pass one that begins with https://.")
    how = Encoding(
        clamp=clamp,
        reverse=channels == "BGR",
        format=output_format,
        width=wanted if isinstance(wanted, int) else MAX_WIDTH,
    )
    pictures = [
        msgspec.structs.replace(_fetched(picture_of(item, how), item), caption=captions[i], alt=alts[i])
        for i, item in enumerate(images)
    ]
    if use_container_width or (use_column_width in (True, "always") and width == "content"):
        wanted = "stretch"
    if isinstance(wanted, int) and len(pictures) > 1:
        return self.add_element(Image(images=pictures, picture_width=wanted, width="stretch"))
    return self.add_element(Image(images=pictures, link=link, width=wanted))


class Encoding(msgspec.Struct, frozen=True, kw_only=True):
    """How arrays become files; `width` is how many pixels are enough."""

    clamp: bool = False
    reverse: bool = False
    format: ImageFormat = "auto"
    width: int = MAX_WIDTH


def _listed(images: Any) -> list[Any]:
    if isinstance(images, list | tuple):
        return list(cast("Sequence[Any]", images))
    if library_of(images) == "numpy" and getattr(images, "ndim", 0) == 4:
        return list(images)
    return [images]


def _captions(caption: Any, count: int) -> list[str | None]:
    if caption is None:
        return [None] * count
    captions = list(cast("Sequence[Any]", caption)) if isinstance(caption, list | tuple) else [caption]
    if len(captions) != count:
        raise InvalidValue(f"st.image: caption has {len(captions)} for {count} pictures. Pass one for each.")
    return [None if text is None else clean_text(text) for text in captions]


def _alts(alt: Any, count: int) -> list[str | None]:
    if alt is None:
        return [None] * count
    texts = [alt] if isinstance(alt, str) else list(cast("Sequence[Any]", alt)) if isinstance(alt, Sequence) else [alt]
    if len(texts) != count:
        raise InvalidValue(
            f"st.image: alt={alt!r} cannot go with {count} pictures. Pass a list with a text or None for each."
        )
    return [None if text is None or (text and not str(text).strip()) else str(text).strip() for text in texts]


def _fetched(picture: Picture, image: Any) -> Picture:
    """Return a large picture as a file that the browser fetches, any other as it is."""
    if picture.data is None or picture.data.data.nbytes <= SMALL:
        return picture
    name = name_of(image) if not isinstance(image, str) or "\n" not in image else ""
    file = MediaFile(from_bytes(picture.data.data), picture.mime or "image/png", name)
    return Picture(file=file, mime=picture.mime)


def picture_of(image: Any, how: Encoding) -> Picture:
    """Return one picture, given in any of its forms."""
    if isinstance(image, str) and _URL.match(image):
        return Picture(url=image)
    if isinstance(image, str) and _SVG.match(image.encode()):
        return Picture(data=Buffer(image.encode()), mime="image/svg+xml")
    if isinstance(image, str | Path):
        return _file(_read(image), how, f"the file {str(image)!r}")
    if isinstance(image, bytes | bytearray | memoryview):
        return _file(bytes(cast("bytes", image)), how, "image")
    for read in ("getvalue", "read"):
        if callable(getattr(image, read, None)):
            if read == "read" and callable(getattr(image, "seek", None)):
                image.seek(0)
            return _file(getattr(image, read)(), how, "image")
    if library_of(image) == "PIL" or hasattr(image, "__array__"):
        return _pixels(image, how)
    raise InvalidType(
        f"st.image: image={image!r} is a {type(image).__name__}. "
        "Pass a URL, a file, bytes, SVG text, an array or a picture of Pillow."
    )


def _read(path: str | Path) -> bytes:
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:  # a path cannot hold every character
        raise InvalidValue(
            f"st.image: the file {str(path)!r} cannot be read in {Path.cwd()}. Check its name and where the app runs."
        ) from error


def mime_of(data: bytes) -> str | None:
    """Return the type of a picture file by its first bytes, or None for any other file."""
    for signature, mime in _SIGNATURES:
        if data.startswith(signature):
            return mime
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp" and data[8:12] in (b"avif", b"avis"):
        return "image/avif"
    return "image/svg+xml" if _SVG.match(data[:4096]) else None


def _file(data: bytes, how: Encoding, name: str) -> Picture:
    """Return a picture file as it is, or smaller where it has more pixels than a page can show."""
    mime = mime_of(data)
    if mime in ("image/svg+xml", "image/gif", "image/x-icon"):
        return Picture(data=Buffer(data), mime=mime)
    pillow = _pillow(f"{name} is no picture that browsers show") if mime is None else _pillow(None)
    if pillow is None:
        return Picture(data=Buffer(data), mime=mime or "")
    try:
        opened = pillow.open(io.BytesIO(data))
    except pillow.DecompressionBombError:  # larger than Pillow cares for; the browser may manage
        return Picture(data=Buffer(data), mime=mime or "")
    except (pillow.UnidentifiedImageError, OSError, SyntaxError) as error:
        if mime in ("image/avif", "image/webp"):  # browsers know them, this Pillow may not
            return Picture(data=Buffer(data), mime=mime)
        if mime is not None:
            kind = mime.rpartition("/")[2].upper()
            raise InvalidValue(f"st.image: {name} begins as a {kind} and is broken. Pass a whole one.") from error
        raise InvalidValue(f"st.image: {name} holds no picture. Pass a PNG, JPEG, GIF, WebP or SVG.") from error
    if mime is not None and (opened.width <= how.width or _animated(opened)):
        return Picture(data=Buffer(data), mime=mime)
    try:
        return _encoded(opened, how, xxhash.xxh3_128_hexdigest(data))
    except (OSError, SyntaxError) as error:
        raise InvalidValue(f"st.image: {name} is broken: {error}. Pass a whole one.") from error


def _animated(image: Any) -> bool:
    return bool(getattr(image, "is_animated", False))


def _pixels(image: Any, how: Encoding) -> Picture:
    pillow = _pillow("An array needs Pillow")
    if library_of(image) == "PIL":
        _check_size(image.size)
        if _animated(image):
            return _moving(image)
        digest = xxhash.xxh3_128_hexdigest(image.tobytes()) + f"{image.mode}{image.size}{image.format}"
        return _encoded(image, how, digest)
    import numpy as np

    array = np.asarray(image)
    digest = fingerprint(array)
    kept = _recall((digest, how))
    return kept or _encoded(pillow.fromarray(_colors(array, how)), how, digest)


def _pillow(why: str | None) -> Any:
    """Return Pillow; without it None, or an error where there is a reason to need it."""
    try:
        import PIL.Image
    except ImportError as error:
        if why is None:
            return None
        raise MissingPackage(f"st.image: {why}. Run `pip install pillow`.") from error
    return PIL.Image


def _moving(image: Any) -> Picture:
    """Return a picture of Pillow that moves."""
    file = io.BytesIO()
    image.save(file, "GIF", save_all=True)
    return Picture(data=Buffer(file.getvalue()), mime="image/gif")


def _check_size(shape: tuple[int, ...]) -> None:
    if 0 in shape:
        raise InvalidValue(f"st.image: a picture of {' × '.join(map(str, shape))} pixels has none. Pass one with some.")


def _colors(array: Any, how: Encoding) -> Any:
    """Return pixels as bytes, in the order red, green, blue."""
    import numpy as np

    if array.ndim == 3 and array.shape[2] == 1:
        array = array[:, :, 0]
    if array.ndim not in (2, 3) or (array.ndim == 3 and array.shape[2] not in (3, 4)):
        raise InvalidValue(
            f"st.image: an array of shape {array.shape} is no picture. Pass rows × columns, with 1, 3 or 4 colours."
        )
    _check_size(array.shape)
    if how.reverse:
        if array.ndim != 3 or array.shape[2] != 3:
            raise InvalidValue(
                f'st.image: channels="BGR" needs 3 colours, the array has the shape {array.shape}. Leave channels out.'
            )
        array = array[:, :, ::-1]
    if array.dtype == bool:
        return array.astype(np.uint8) * 255
    if array.dtype.kind not in "iuf":
        raise InvalidType(f"st.image: an array of {array.dtype} is no picture. Pass one of numbers.")
    top = 1.0 if array.dtype.kind == "f" else 255
    if array.dtype != np.uint8 and array.size and not (array.min() >= 0 and array.max() <= top):
        if not how.clamp:
            raise InvalidValue(
                f"st.image: values from {array.min()} to {array.max()} lie outside 0–{top}. "
                "Scale them, or pass clamp=True to cut them off."
            )
        array = np.nan_to_num(array).clip(0, top)
    return np.ascontiguousarray(array * 255 if top == 1.0 else array).astype(np.uint8)


def _encoded(image: Any, how: Encoding, digest: str | None) -> Picture:
    """Return a picture of Pillow as a file."""
    key = (digest, how)
    if kept := _recall(key):
        return kept
    image = _upright(image)
    if image.width > how.width:
        image = image.convert("RGBA" if _transparent(image) else "RGB") if image.mode in "1PA" else image
        image = image.resize((how.width, max(1, round(image.height * how.width / image.width))))
    lossless = how.format == "PNG" or (how.format == "auto" and (_transparent(image) or image.format in ("PNG", "GIF")))
    file = io.BytesIO()
    if lossless or image.mode.startswith("I;16"):
        image.save(file, "PNG")
        mime = "image/png"
    else:
        image = image if image.mode in ("L", "RGB") else _opaque(image)
        image.save(file, "JPEG", quality=90)
        mime = "image/jpeg"
    buffer = Buffer(file.getvalue())
    with _lock:
        _kept[key] = (buffer, mime)
        while sum(buffer.data.nbytes for buffer, _ in _kept.values()) > KEPT_BYTES:
            _kept.popitem(last=False)
    return Picture(data=buffer, mime=mime)


def _upright(image: Any) -> Any:
    """Return a picture as its camera was held: the file says so, and what is made of it would not."""
    if 0x0112 not in image.getexif():
        return image
    import PIL.ImageOps

    turned = PIL.ImageOps.exif_transpose(image)
    turned.format = image.format
    return turned


def _recall(key: tuple[object, ...]) -> Picture | None:
    with _lock:
        if key[0] is None or key not in _kept:
            return None
        _kept.move_to_end(key)
        buffer, mime = _kept[key]
    return Picture(data=buffer, mime=mime)


def _transparent(image: Any) -> bool:
    return "A" in image.getbands() or "transparency" in image.info


def _opaque(image: Any) -> Any:
    """Return a picture on white, for formats without transparency."""
    if not _transparent(image):
        return image.convert("RGB")
    image = image.convert("RGBA")
    canvas = _pillow("Pictures need Pillow").new("RGB", image.size, "white")
    canvas.paste(image, mask=image.getchannel("A"))
    return canvas
