from __future__ import annotations

from jupyterlit.server.web.card import POLICY, Way, render_card
from jupyterlit.server.web.words import Words, words_in


def test_words_stay_words() -> None:
    page = render_card(Words(), "/", "<b>Title</b>", 'a "text" & more', [Way("Go <on>", '/x?a="b"&c=d')])
    assert "<h1>&lt;b&gt;Title&lt;/b&gt;</h1>" in page
    assert "<p>a &#34;text&#34; &amp; more</p>" in page
    assert 'href="/x?a=&#34;b&#34;&amp;c=d">Go &lt;on&gt;</a>' in page


def test_it_has_the_look_of_the_other_pages() -> None:
    assert '<link rel="stylesheet" href="/base/lit/static/pages.css">' in render_card(Words(), "/base/", "t", "x")


def test_nothing_runs_in_it() -> None:
    assert "script" not in render_card(Words(), "/", "t", "x", [Way("a", "/")])
    assert "script" not in POLICY
    assert "font-src 'self'" in POLICY  # the typeface of apps
    assert POLICY.startswith("default-src 'none'; style-src 'self'; ")


def test_it_is_in_the_readers_language() -> None:
    ways = [Way("Log in with {provider}", "/login", {"provider": "Log in"}), Way("Of the author", "/x")]
    page = render_card(words_in("de"), "/", "You are not logged in", "not ours", ways)
    assert '<html lang="de-DE" dir="ltr" class="lit">' in page
    assert "<h1>Sie sind nicht angemeldet</h1>\n<p>not ours</p>" in page
    assert ">Mit Log in anmelden</a>" in page
    assert ">Of the author</a>" in page
