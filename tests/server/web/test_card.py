from __future__ import annotations

from jupyterlit.server.web.card import POLICY, Way, render_card


def test_words_stay_words() -> None:
    page = render_card("<b>Title</b>", 'a "text" & more', [Way("Go <on>", '/x?a="b"&c=d')])
    assert "<h1>&lt;b&gt;Title&lt;/b&gt;</h1>" in page
    assert "<p>a &quot;text&quot; &amp; more</p>" in page
    assert '<a href="/x?a=&quot;b&quot;&amp;c=d">Go &lt;on&gt;</a>' in page


def test_nothing_runs_in_it() -> None:
    assert "script" not in render_card("t", "x")
    assert POLICY.startswith("default-src 'none'; style-src 'sha256-")
