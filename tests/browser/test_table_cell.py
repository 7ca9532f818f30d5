"""A large table under a notebook cell: its rows and files come over the comm."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from .conftest import Jupyter

ROWS = 100_000
APP = f"""%%app
import numpy as np
import pandas as pd
import jupyterlit as st
n = np.arange({ROWS})
st.dataframe(pd.DataFrame({{"n": n, "mixed": n * 7919 % {ROWS}, "name": [f"row {{i}}" for i in n]}}), hide_index=True)
st.text("The end")
"""


def test_a_table_under_a_cell_is_scrolled_sorted_and_saved(jupyter: Jupyter, page: Page, tmp_path: Path) -> None:
    jupyter.write("table.ipynb", "%load_ext jupyterlit", APP)
    jupyter.open(page, "lab/tree", "table.ipynb")
    jupyter.run_all(page)
    expect(page.get_by_test_id("stText")).to_be_visible()
    table = page.get_by_test_id("stDataFrame")
    expect(table.locator("td").first).to_have_text("0")
    table.locator(".dvn-scroller").evaluate("it => it.scrollTo(0, it.scrollHeight)")
    expect(table.locator("td", has_text="row 99999")).to_be_attached()
    frame = table.get_by_test_id("stDataFrameResizable")
    frame.scroll_into_view_if_needed()
    frame.click(position={"x": 300, "y": 17})
    expect(table.locator("th").nth(1)).to_have_text("mixed ↑")
    frame.click(position={"x": 300, "y": 17})
    expect(table.locator("th").nth(1)).to_have_text("mixed ↓")
    table.locator(".dvn-scroller").evaluate("it => it.scrollTo(0, 0)")
    expect(table.locator("td").nth(1)).to_have_text(str(ROWS - 1))
    table.hover()
    with page.expect_download() as download:
        table.get_by_role("button", name="Download as CSV").click()
    download.value.save_as(tmp_path / "table.csv")
    lines = (tmp_path / "table.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == ROWS + 1
    assert [lines[0], lines[1].split(",")[1], lines[-1].replace('"', "")] == [
        "n,mixed,name",
        str(ROWS - 1),
        "0,0,row 0",
    ]
