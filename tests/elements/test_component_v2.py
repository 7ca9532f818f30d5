from __future__ import annotations

from pathlib import Path

from jupyterlit.elements.component import ComponentBytes
from jupyterlit.elements.component_v2 import ComponentV2
from jupyterlit.media.folders import media_folder
from jupyterlit.media.modules import media_module
from jupyterlit.protocol.base import Buffer


def test_a_component_tells_its_buffers_and_its_files(tmp_path: Path) -> None:
    parts = [Buffer(bytes([n])) for n in range(5)]
    module, assets = media_module("1"), media_folder(tmp_path)
    component = ComponentV2(
        html=parts[0],
        css=parts[1],
        raw=parts[2],
        binary=[ComponentBytes(name="a", data=parts[3])],
        tables=[ComponentBytes(name="t", data=parts[4])],
        module=module,
        assets=assets,
    )
    assert (component.buffers(), component.files()) == (tuple(parts), (module, assets))
    assert (ComponentV2().buffers(), ComponentV2().files()) == ((), ())
    assert ComponentV2(name="own").drawn_by == "component 'own'"
