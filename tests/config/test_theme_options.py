"""The theme's options stand in all sections, save those of the whole page."""

from jupyterlit.config.options import OPTIONS
from jupyterlit.config.theme_options import SECTIONS, THEME, WHOLE_PAGE


def test_sections_hold_what_may_differ_in_them() -> None:
    for section in SECTIONS:
        held = {name.removeprefix(f"{section}.") for name in OPTIONS if name.rpartition(".")[0] == section}
        assert held == (THEME.keys() if section == "theme" else THEME.keys() - WHOLE_PAGE)


def test_each_colour_has_a_line_a_ground_and_a_text() -> None:
    assert {"grayColor", "grayBackgroundColor", "grayTextColor"} <= THEME.keys()
