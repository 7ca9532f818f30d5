"""Pages like those in which VS Code and Colab show a widget, with what these allow, and a real kernel behind them.

VS Code: the policy of its notebooks' page (`notebook.experimental.enableCsp`), with the blob addresses that anywidget
itself needs; its theme; a click on a link saves a file only where it reaches the page. Colab: no server of Jupyter's,
its theme, buffers as plain bytes, and views without a signal.
"""

from __future__ import annotations

import base64
import queue
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.integration.notebook import WIDGET_VIEW, Notebook, open_notebook

APP = """%%app NAME --height 500
import io
import streamlit as st
import pandas as pd
from PIL import Image

picture = io.BytesIO()
Image.effect_noise((200, 100), 90).save(picture, "png")
st.image(picture.getvalue())
st.markdown("$x^2$")
st.line_chart(pd.DataFrame({"weight": [3, 1, 2]}), height=200)
st.dataframe(pd.DataFrame({"row": range(100_000)}), height=200)
st.download_button("Get", "a,b", "rows.csv")
st.session_state.setdefault("n", 0)
if st.button("More"):
    st.session_state.n += 1
st.text(f"n = {st.session_state.n}")
"""

VSCODE = {
    "policy": "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' https: http: data: blob:; font-src 'self' https:; "
    "connect-src https:; child-src https: data:",
    "page": """<html lang="en"><head><style>:root { --vscode-editor-background: #1f2430;
        --vscode-editor-foreground: #cccac2; --vscode-font-family: sans-serif }</style></head>
        <body class="vscode-dark" data-vscode-theme-kind="vscode-dark"><div id="output"></div></body></html>""",
    "view": "view => new DataView(view.buffer)",
    "signal": "true",
}
COLAB = {
    "policy": "",
    "page": '<html theme="dark"><head></head><body><div id="output"></div></body></html>',
    "view": "view => view",
    "signal": "false",
}

# What anywidget does with a model, on a channel of the test's.
HOST = """async ({ state, view, signal }) => {
  const wrap = eval(view);
  const handlers = {};
  window.wrong = [];
  window.saved = [];
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
    wrong.push(`${violatedDirective} ${blockedURI}`);
  });
  window.addEventListener("unhandledrejection", (event) => wrong.push(String(event.reason)));
  document.body.addEventListener("click", (event) => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement && node.download);
    if (link?.href.startsWith("blob:")) saved.push(link.download);
    if (link) event.preventDefault();
  });
  const model = {
    get: (name) => state[name],
    on: (event, handler) => (handlers[event] ??= new Set()).add(handler),
    off: (event, handler) => handlers[event]?.delete(handler),
    send(content, callbacks, buffers = []) {
      const bytes = buffers.map((each) => new Uint8Array(each.buffer ?? each, each.byteOffset ?? 0, each.byteLength));
      void toKernel(content, bytes.map((each) => btoa(Array.from(each, (code) => String.fromCharCode(code)).join(""))));
      return "";
    },
  };
  (async () => {
    for (;;) {
      for (const [content, buffers] of await fromKernel()) {
        const views = buffers.map((each) => wrap(Uint8Array.from(atob(each), (letter) => letter.charCodeAt(0))));
        for (const handler of [...(handlers["msg:custom"] ?? [])]) handler(content, views);
      }
    }
  })();
  const url = URL.createObjectURL(new Blob([state._esm], { type: "text/javascript" }));
  const module = await import(url);
  URL.revokeObjectURL(url);
  const gone = new AbortController();
  const el = document.getElementById("output");
  window.end = await module.default.render(signal ? { model, el, signal: gone.signal } : { model, el });
}"""


@pytest.fixture(scope="module")
def notebook() -> Iterator[Notebook]:
    with open_notebook() as notebook:
        assert notebook.run("%load_ext jupyterlit") == []
        yield notebook


@pytest.fixture
def show(notebook: Notebook, page: Page) -> Callable[[dict[str, str], str], None]:
    """Show an app on a page like a host's."""

    def open_page(host: dict[str, str], name: str) -> None:
        app, _kept = notebook.run(APP.replace("NAME", name))
        comm_id = app["content"]["data"][WIDGET_VIEW]["model_id"]
        state = notebook.state_of(comm_id)

        def to_kernel(content: Any, buffers: list[str]) -> None:
            data = {"comm_id": comm_id, "data": {"method": "custom", "content": content}}
            notebook.send("comm_msg", data, [base64.b64decode(each) for each in buffers])

        def from_kernel() -> list[tuple[Any, list[str]]]:
            heard: list[tuple[Any, list[str]]] = []
            try:
                message = notebook.client.get_iopub_msg(timeout=0.05)
            except queue.Empty:
                return heard
            if message["content"].get("comm_id") == comm_id and message["content"]["data"].get("method") == "custom":
                buffers = [base64.b64encode(bytes(each)).decode() for each in message["buffers"]]
                heard.append((message["content"]["data"]["content"], buffers))
            return heard

        untyped: Any = page  # in what its functions take
        untyped.expose_function("toKernel", to_kernel)
        untyped.expose_function("fromKernel", from_kernel)
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": host["policy"]}
        page.route("**/*", lambda route: route.fulfill(body=f"<!doctype html>{host['page']}", headers=headers))
        page.goto("http://127.0.0.1:9/")
        page.evaluate(HOST, {"state": state, "view": host["view"], "signal": host["signal"] == "true"})

    return open_page


def see_and_use(page: Page) -> None:
    app = page.get_by_test_id("stApp")
    expect(app.get_by_text("n = 0")).to_be_visible()
    expect(app.get_by_test_id("stVegaLiteChart").locator("svg, canvas").first).to_be_visible()
    expect(app.get_by_test_id("stDataFrame").locator("canvas table")).to_have_attribute("aria-rowcount", "100001")
    expect(app.locator(".katex").first).to_be_attached()
    image = app.get_by_test_id("stImage").locator("img")
    assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") == 200
    look = page.locator("#output").evaluate("output => [output.clientHeight, getComputedStyle(output).overflow]")
    assert look == [500, "auto"]
    app.get_by_role("button", name="More").click()
    expect(app.get_by_text("n = 1")).to_be_visible()
    app.get_by_role("button", name="Get").click()
    page.wait_for_function("saved.length > 0")
    assert page.evaluate("saved") == ["rows.csv"]
    # Under that policy formulas are set in the fonts that the reader has.
    assert set(page.evaluate("wrong")) <= {"font-src data"}


def test_a_page_like_vs_codes(show: Callable[[dict[str, str], str], None], page: Page) -> None:
    show(VSCODE, "vscode")
    see_and_use(page)
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-theme", "dark")
    expect(app).to_have_css("background-color", "rgb(31, 36, 48)")
    page.evaluate("document.body.dataset.vscodeThemeKind = 'vscode-light'")
    expect(app).to_have_attribute("data-theme", "light")


def test_a_page_like_colabs(show: Callable[[dict[str, str], str], None], page: Page) -> None:
    show(COLAB, "colab")
    see_and_use(page)
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-theme", "dark")
    page.evaluate("document.documentElement.setAttribute('theme', 'light')")
    expect(app).to_have_attribute("data-theme", "light")
    page.evaluate("end()")
    expect(app).to_have_count(0)
