"""Pictures: files, arrays, drawings."""

# The libraries of tables have no types of their own.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import PIL.Image
import pytest

import jupyterlit as st
from jupyterlit.elements.image import Image, mime_of
from jupyterlit.errors import InvalidType, InvalidValue, MissingPackage
from jupyterlit.protocol.base import Buffer

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

RED = np.full((2, 3, 3), (255, 0, 0), dtype="uint8")
DOT = '<svg xmlns="http://www.w3.org/2000/svg"><circle r="4"/></svg>'


def drawn(run: Run, *args: Any, **kwargs: Any) -> Image:
    st.image(*args, **kwargs)
    element = run.elements[-1]
    assert isinstance(element, Image)
    return element


def decoded(message: Image) -> PIL.Image.Image:
    (picture,) = message.images
    assert picture.data is not None
    return PIL.Image.open(io.BytesIO(picture.data.data))


def file(format: str, size: tuple[int, int] = (2, 2), mode: str = "RGB") -> bytes:
    data = io.BytesIO()
    PIL.Image.new(mode, size, "red" if mode == "RGB" else None).save(data, format)
    return data.getvalue()


@pytest.mark.parametrize(
    ("array", "format", "mode", "pixel"),
    [
        (RED, "JPEG", "RGB", None),
        (RED[:, :, :1], "JPEG", "L", 255),
        (RED[:, :, 0], "JPEG", "L", 255),
        (np.zeros((2, 2, 4), "uint8"), "PNG", "RGBA", (0, 0, 0, 0)),
        (np.ones((2, 2)), "JPEG", "L", 255),
        (np.ones((2, 2), bool), "JPEG", "L", 255),
        (np.full((2, 2), 255), "JPEG", "L", 255),
        (PIL.Image.new("RGB", (2, 2)), "JPEG", "RGB", (0, 0, 0)),
        (PIL.Image.new("RGBA", (2, 2)), "PNG", "RGBA", (0, 0, 0, 0)),
        (PIL.Image.new("P", (2, 2)), "JPEG", "RGB", (0, 0, 0)),
        (PIL.Image.new("CMYK", (2, 2)), "JPEG", "RGB", (255, 255, 255)),
        (PIL.Image.new("1", (2, 2)), "JPEG", "RGB", (0, 0, 0)),
        (PIL.Image.new("I;16", (2, 2)), "PNG", "I;16", 0),
    ],
)
def test_pixels_become_files(run: Run, array: Any, format: str, mode: str, pixel: Any) -> None:
    message = drawn(run, array)
    shown = decoded(message)
    assert (shown.format, shown.mode) == (format, mode)
    assert message.images[0].mime == f"image/{format.lower()}"
    assert pixel is None or shown.getpixel((0, 0)) == pixel


def test_colours_may_be_in_the_other_order(run: Run) -> None:
    assert decoded(drawn(run, RED[:, :, ::-1], channels="BGR", output_format="PNG")).getpixel((0, 0)) == (255, 0, 0)


def test_the_author_chooses_the_format(run: Run) -> None:
    assert decoded(drawn(run, RED, output_format="PNG")).format == "PNG"
    glass = decoded(drawn(run, np.zeros((2, 2, 4), "uint8"), output_format="JPEG"))
    assert (glass.format, glass.getpixel((0, 0))) == ("JPEG", (255, 255, 255))


def test_a_picture_opened_from_a_png_stays_one(run: Run) -> None:
    assert decoded(drawn(run, PIL.Image.open(io.BytesIO(file("PNG"))))).format == "PNG"


def test_values_outside_are_cut_off_on_request(run: Run) -> None:
    wild = np.array([[-1.0, 0.5, 2.0, np.nan]])
    assert list(np.asarray(decoded(drawn(run, wild, clamp=True, output_format="PNG")))[0]) == [0, 127, 255, 0]
    assert list(np.asarray(decoded(drawn(run, np.array([[-5, 300]]), clamp=True, output_format="PNG")))[0]) == [0, 255]


def test_large_pictures_are_made_smaller(run: Run) -> None:
    assert decoded(drawn(run, np.zeros((10, 3000), "uint8"))).size == (1460, 5)
    assert decoded(drawn(run, np.zeros((10, 3000), "uint8"), width=300)).size == (300, 1)
    assert decoded(drawn(run, file("PNG", (3000, 10)))).size == (1460, 5)


def test_the_same_picture_is_encoded_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    first = drawn(run, RED)
    monkeypatch.setattr(PIL.Image, "fromarray", None)
    assert drawn(run, RED.copy()) == first


@pytest.mark.parametrize("format", ["PNG", "JPEG", "GIF", "WEBP", "BMP"])
def test_files_travel_as_they_are(run: Run, format: str, tmp_path: Path) -> None:
    data = file(format)
    path = tmp_path / "picture"
    path.write_bytes(data)
    for source in (data, bytearray(data), io.BytesIO(data), path, str(path), path.open("rb")):
        message = drawn(run, source)
        assert message.images[0].data is not None
        assert bytes(message.images[0].data.data) == data
        assert message.images[0].mime == f"image/{format.lower()}"
        if hasattr(source, "close"):
            source.close()  # type: ignore[union-attr]


def test_files_that_browsers_do_not_know_are_converted(run: Run) -> None:
    assert decoded(drawn(run, file("TIFF"))).format == "JPEG"


@pytest.mark.parametrize("text", [DOT, f"<?xml version='1.0'?>\n<!-- a dot -->{DOT}"])
def test_drawings_travel_as_text(run: Run, text: str) -> None:
    (picture,) = drawn(run, text).images
    assert picture.data is not None
    assert (bytes(picture.data.data).decode(), picture.mime) == (text, "image/svg+xml")


@pytest.mark.parametrize("url", ["https://x.org/a.png", "data:image/png;base64,AAAA", "/app/static/x.png"])
def test_urls_travel_as_urls(run: Run, url: str) -> None:
    (picture,) = drawn(run, url).images
    assert (picture.url, picture.data) == (url, None)


def test_several_pictures_stand_in_rows(run: Run) -> None:
    message = drawn(run, [RED, DOT], caption=["red", " dot "], alt=["a red square", None])
    assert [(picture.caption, picture.alt) for picture in message.images] == [("red", "a red square"), ("dot", None)]
    assert len(message.buffers()) == 2
    assert len(drawn(run, np.zeros((3, 2, 2), "uint8")[..., None].repeat(3, -1)).images) == 3


@pytest.mark.parametrize(("alt", "text"), [("x", "x"), ("", ""), ("  ", None), (None, None)])
def test_a_description_may_be_empty(run: Run, alt: str | None, text: str | None) -> None:
    assert drawn(run, DOT, alt=alt).images[0].alt == text


def test_a_picture_may_lead_somewhere(run: Run) -> None:
    assert drawn(run, DOT, link="https://x.org").link == "https://x.org"
    assert drawn(run, DOT, link="/page").link == "/page"


def test_widths(run: Run) -> None:
    assert drawn(run, DOT).width == "content"
    assert drawn(run, DOT, width=50).width == 50
    assert drawn(run, DOT, use_container_width=True).width == "stretch"


def test_each_of_several_pictures_has_the_width(run: Run) -> None:
    several = drawn(run, [DOT, DOT], width=50)
    assert (several.width, several.picture_width) == ("stretch", 50)
    assert drawn(run, [DOT], width=50).picture_width is None


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {"image": np.zeros((2, 2, 2))},
            "an array of shape (2, 2, 2) is no picture. Pass rows × columns, with 1, 3 or 4 colours.",
        ),
        (
            {"image": np.full((1, 1), 1.5)},
            "values from 1.5 to 1.5 lie outside 0–1.0. Scale them, or pass clamp=True to cut them off.",
        ),
        (
            {"image": np.full((1, 1), 300)},
            "values from 300 to 300 lie outside 0–255. Scale them, or pass clamp=True to cut them off.",
        ),
        (
            {"image": np.zeros((1, 1)), "channels": "BGR"},
            'channels="BGR" needs 3 colours, the array has the shape (1, 1). Leave channels out.',
        ),
        ({"image": b"abc"}, "image holds no picture. Pass a PNG, JPEG, GIF, WebP or SVG."),
        (
            {"image": [DOT, DOT], "caption": "a"},
            "caption has 1 for 2 pictures. Pass one for each.",
        ),
        (
            {"image": [DOT, DOT], "alt": "a"},
            "alt='a' cannot go with 2 pictures. Pass a list with a text or None for each.",
        ),
        (
            {"image": [DOT, DOT], "link": "https://x"},
            "link='https://x' cannot lead from 2 pictures. Show them one by one.",
        ),
        (
            {"image": DOT, "link": "javascript:alert(1)"},
            "link='javascript:alert(1)' is no address of a page. Pass one that begins with https://.",
        ),
        ({"image": DOT, "output_format": "GIF"}, 'output_format=\'GIF\' is unknown. Pass "JPEG", "PNG" or "auto".'),
    ],
)
def test_wrong_values_are_named(run: Run, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        st.image(**arguments)
    assert str(caught.value) == f"st.image: {message}"


@pytest.mark.parametrize("image", [None, 5, len])
def test_what_is_no_picture_is_refused(run: Run, image: object) -> None:
    with pytest.raises(InvalidType) as caught:
        st.image(image)
    assert str(caught.value) == (
        f"st.image: image={image!r} is a {type(image).__name__}. "
        "Pass a URL, a file, bytes, SVG text, an array or a picture of Pillow."
    )


def test_an_array_of_texts_is_refused(run: Run) -> None:
    with pytest.raises(InvalidType, match="an array of <U1 is no picture"):
        st.image(np.array([["a"]]))


def test_a_missing_file_is_named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InvalidValue) as caught:
        st.image("nope.png")
    assert str(caught.value) == (
        f"st.image: the file 'nope.png' cannot be read in {tmp_path}. Check its name and where the app runs."
    )


def test_a_file_that_is_no_picture_does_not_travel(run: Run, tmp_path: Path) -> None:
    secret = tmp_path / "secrets.toml"
    secret.write_text('password = "x"')
    with pytest.raises(InvalidValue) as caught:
        st.image(str(secret))
    assert str(caught.value) == (
        f"st.image: the file {str(secret)!r} holds no picture. Pass a PNG, JPEG, GIF, WebP or SVG."
    )


def test_pillow_is_asked_for_where_it_is_needed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    assert drawn(run, file_of_one_pixel()).images[0].mime == "image/gif"
    with pytest.raises(MissingPackage) as caught:
        st.image(np.zeros((7, 7)))
    assert str(caught.value) == "st.image: An array needs Pillow. Run `pip install pillow`."


def file_of_one_pixel() -> bytes:
    return bytes.fromhex("47494638396101000100800000000000ffffff2c00000000010001000002024401003b")


def test_files_are_known_by_their_first_bytes() -> None:
    assert mime_of(b"\x00\x00\x00\x1cftypavif") == "image/avif"
    assert mime_of(b"\x00\x00\x01\x00\x01") == "image/x-icon"
    assert mime_of(b"<html><svg></svg></html>") is None
    assert mime_of(b"") is None


def photo(width: int, orientation: int | None = None) -> bytes:
    """Return a JPEG, twice as wide as high, with its left half white."""
    picture = PIL.Image.new("RGB", (width, width // 2))
    picture.paste("white", (0, 0, width // 2, width // 2))
    exif = PIL.Image.Exif()
    if orientation is not None:
        exif[0x0112] = orientation
    data = io.BytesIO()
    picture.save(data, "JPEG", exif=exif)
    return data.getvalue()


def noise(width: int) -> Any:
    return np.random.default_rng(0).integers(0, 255, (width, width, 3), dtype=np.uint8)


def test_a_large_picture_is_fetched_by_the_browser(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "noise.png"
    PIL.Image.fromarray(noise(300)).save(path)
    message = drawn(run, [path, noise(10)])
    large, small = message.images
    assert large.file is not None
    assert (large.data, large.file.name, large.file.mime) == (None, "noise.png", "image/png")
    assert large.file.source.read(0, large.file.size) == path.read_bytes()
    assert (small.file, message.files()) == (None, (large.file,))
    assert message.buffers() == (small.data,)


def test_a_photograph_made_smaller_stands_as_it_was_taken(run: Run) -> None:
    picture = decoded(drawn(run, photo(3000, orientation=6), width=500)).convert("L")
    assert picture.size == (500, 1000)
    assert [picture.getpixel((250, row)) for row in (100, 900)] == [255, 0]


def test_what_moves_goes_on_moving(run: Run) -> None:
    frames = [PIL.Image.new("RGB", (2000, 4), color) for color in ("red", "blue")]
    moving = io.BytesIO()
    frames[0].save(moving, "GIF", save_all=True, append_images=frames[1:])
    for image in (moving.getvalue(), PIL.Image.open(moving)):
        shown = decoded(drawn(run, image))
        assert (shown.format, getattr(shown, "n_frames", 1)) == ("GIF", 2)


def test_a_stream_that_was_read_is_read_again(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(photo(20))
    with path.open("rb") as opened:
        opened.read()
        message = drawn(run, opened)
    assert message.buffers() == (Buffer(path.read_bytes()),)


def test_a_broken_picture_is_told(run: Run, tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match=r"^st\.image: image begins as a PNG and is broken\. Pass a whole one\.$"):
        st.image(b"\x89PNG\r\n\x1a\nxx")
    path = tmp_path / "half.jpg"
    path.write_bytes(photo(3000)[:2000])
    with pytest.raises(InvalidValue, match=r"^st\.image: the file '.*half\.jpg' is broken: image file is truncated"):
        st.image(path)
    assert run.elements == []


@pytest.mark.parametrize(("image", "size"), [(np.zeros((0, 5)), "0 × 5"), (PIL.Image.new("RGB", (0, 0)), "0 × 0")])
def test_a_picture_without_pixels_is_told(run: Run, image: Any, size: str) -> None:
    with pytest.raises(InvalidValue, match=rf"^st\.image: a picture of {size} pixels has none\. Pass one with some\.$"):
        st.image(image)
