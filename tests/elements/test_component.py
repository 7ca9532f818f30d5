from __future__ import annotations

from pathlib import Path

from jupyterlit.elements.component import Component, ComponentBytes, ComponentTable
from jupyterlit.media.folders import media_folder
from jupyterlit.protocol.base import Buffer


def test_a_component_tells_its_buffers_and_its_folder(tmp_path: Path) -> None:
    parts = [Buffer(bytes([n])) for n in range(4)]
    folder = media_folder(tmp_path)
    component = Component(
        folder=folder,
        binary=[ComponentBytes(name="a", data=parts[0])],
        tables=[ComponentTable(name="t", data=parts[1], index=parts[2], columns=parts[3])],
    )
    assert (component.buffers(), component.files()) == (tuple(parts), (folder,))
    assert (Component().buffers(), Component().files()) == ((), ())
