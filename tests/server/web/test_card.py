from __future__ import annotations

from jupyterlit.server.web.card import POLICY, Way, render_card


def test_words_stay_words() -> None:
    page = render_card("/", "<b>Title</b>", 'a "text" & more', [Way("Go <on>", '/x?a="b"&c=d')])
    assert "<h1>&lt;b&gt;Title&lt;/b&gt;</h1>" in page
    assert "<p>a &#34;text&#34; &amp; more</p>" in page
    assert 'href="/x?a=&#34;b&#34;&amp;c=d">Go &lt;on&gt;</a>' in page


def test_it_has_the_look_of_the_other_pages() -> None:
    assert '<link rel="stylesheet" href="/base/lit/static/pages.css">' in render_card("/base/", "t", "x")


def test_nothing_runs_in_it() -> None:
    assert "script" not in render_card("/", "t", "x", [Way("a", "/")])
    assert "script" not in POLICY
    assert POLICY.startswith("default-src 'none'; style-src 'self'; ")
