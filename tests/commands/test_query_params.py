"""st.query_params."""

from __future__ import annotations

from typing import Any

import pytest

import jupyterlit as st
from jupyterlit.errors import InvalidType, StateError
from jupyterlit.protocol.messages import QueryParams
from tests.conftest import Run, refused
from tests.elements.conftest import Parity


def test_parameters_are_items_and_attributes(run: Run) -> None:
    run.query_params.load("?island=Dream&year=2007&year=2009")
    assert (st.query_params["island"], st.query_params.year) == ("Dream", "2009")
    assert st.query_params == {"island": "Dream", "year": "2009"}
    assert (st.query_params.get_all("year"), st.query_params.get_all("month")) == (["2007", "2009"], [])


def test_what_is_set_becomes_text_and_changes_the_url(run: Run) -> None:
    st.query_params["year"] = 2009
    st.query_params.island = ["Dream", "Biscoe"]
    assert st.query_params.to_dict() == {"year": "2009", "island": "Biscoe"}
    assert run.sent == [QueryParams(query="year=2009"), QueryParams(query="year=2009&island=Dream&island=Biscoe")]


@pytest.mark.parametrize(
    ("value", "texts"),
    [(None, ["None"]), (1.5, ["1.5"]), ((1, True), ["1", "True"]), (range(2), ["0", "1"]), ([["x"]], ["['x']"])],
)
def test_several_values_are_anything_that_is_no_text(run: Run, value: Any, texts: list[str]) -> None:
    st.query_params["a"] = value
    assert st.query_params.get_all("a") == texts


def test_no_values_read_as_an_empty_text(run: Run) -> None:
    params: Any = st.query_params
    params["a"] = []
    assert (params["a"], params.get_all("a")) == ("", [])
    assert run.sent == [QueryParams(query="")]


def test_a_parameter_is_removed(run: Run) -> None:
    run.query_params.load("a=1&b=2&c=3")
    del st.query_params["a"]
    del st.query_params.b
    assert run.sent == [QueryParams(query="b=2&c=3"), QueryParams(query="c=3")]


def test_all_are_replaced_in_one_step(run: Run) -> None:
    run.query_params.load("a=1&embed=true")
    st.query_params.from_dict({"b": [1, 2], "c": "x"})
    st.query_params.from_dict([("d", 1), ("d", 2)])
    st.query_params.clear()
    assert run.sent == [
        QueryParams(query="embed=true&b=1&b=2&c=x"),
        QueryParams(query="embed=true&d=2"),
        QueryParams(query="embed=true"),
    ]


def test_several_are_set_in_one_step(run: Run) -> None:
    st.query_params.update({"a": 1}, b=[1, 2])
    st.query_params.update([("a", 3)])
    assert run.sent == [QueryParams(query="a=1&b=1&b=2"), QueryParams(query="a=3&b=1&b=2")]


def test_it_is_a_mapping(run: Run) -> None:
    run.query_params.load("a=1&b=2")
    params = st.query_params
    assert (params.pop("a"), params.pop("a", "none"), params.setdefault("c", "3"), params.get("z")) == (
        "1", "none", "3", None,
    )  # fmt: skip
    assert (list(params.items()), len(params), repr(params)) == ([("b", "2"), ("c", "3")], 2, "{'b': '2', 'c': '3'}")
    params["b"] = [1, 2]
    params["c"] = []
    assert (str(params), params.to_dict()) == ("{'b': ['1', '2'], 'c': []}", {"b": "2", "c": ""})


def test_a_missing_parameter_says_what_to_do(run: Run) -> None:
    advice = "is not in the URL. Read it with get('a') where it may be absent."
    with refused(KeyError, f"st.query_params['a'] {advice}"):
        st.query_params["a"]
    with refused(AttributeError, f"st.query_params.a {advice}"):
        st.query_params.a  # noqa: B018  # reading it is the test
    with refused(KeyError, f"st.query_params['a'] {advice}"):
        del st.query_params["a"]
    with refused(AttributeError, f"st.query_params.a {advice}"):
        del st.query_params.a


def test_what_the_surrounding_page_has_set_is_hidden(run: Run) -> None:
    run.query_params.load("embed=true&Embed_Options=dark&a=1")
    assert st.query_params.to_dict() == {"a": "1"}
    assert "embed" not in st.query_params
    with refused(StateError, "st.query_params['embed'] belongs to the page around the app. Use another name."):
        st.query_params.update(embed="1")
    with refused(StateError, "st.query_params['EMBED'] belongs to the page around the app. Use another name."):
        st.query_params.from_dict({"EMBED": "1"})


def test_a_dict_is_no_value(run: Run) -> None:
    params: Any = st.query_params
    with refused(InvalidType, "st.query_params['a'] = {'b': 1}: a URL holds no dict. Pass a text, or a list of texts."):
        params["a"] = {"b": 1}
    with refused(InvalidType, "st.query_params: 3 is a int. Pass the name as a string."):
        params[3] = 1
    assert run.sent == []


QUERY = {"a": ["1", "2"], "b": "", "c": "ü &=", "embed": "true", "embed_options": "show_toolbar"}


def test_what_calls_give_is_as_under_streamlit(parity: Parity) -> None:
    calls = """
        q["a"]
        q.a
        q.get_all("a")
        q.get_all("zz")
        q["b"]
        q.b
        q.get("b")
        q["c"]
        q["zz"]
        q.zz
        q.get("zz")
        q.get("zz", "d")
        "a" in q
        "zz" in q
        "embed" in q
        q.get_all("embed")
        q["embed"]
        q.__setitem__("embed", "1")
        q.__setitem__("EMBED", "1")
        q.from_dict({"embed_options": "x"})
        q.to_dict()
        dict(q)
        list(q)
        list(q.items())
        list(q.values())
        len(q)
        bool(q)
        q.__setitem__("n", 5)
        q["n"]
        q.__setitem__("n", 1.5)
        q["n"]
        q.__setitem__("n", True)
        q["n"]
        q.__setitem__("n", None)
        q["n"]
        q.__setitem__("n", [1, "x", 2.5])
        q.n, q.get_all("n")
        q.__setitem__("n", (1, 2))
        q.get_all("n")
        q.__setitem__("n", [])
        q.get_all("n")
        "n" in q
        q.get("n")
        q.__setitem__("n", {"k": 1})
        q.__setitem__("n", range(2))
        q.get_all("n")
        setattr(q, "m", "attr")
        q["m"]
        q.__delattr__("m")
        q.__delattr__("m")
        q.__delitem__("n")
        q.__delitem__("n")
        q.update({"u": 1, "v": [1, 2]})
        q.to_dict(), q.get_all("v")
        q.update([("u", 2)], w="x")
        q.to_dict()
        q.update({"x": {"y": 1}})
        q.to_dict()
        q.setdefault("s", 3)
        q.setdefault("s", 4)
        q.pop("s")
        q.pop("s")
        q.pop("s", "gone")
        q.from_dict({"z": [1, 2], "y": "x"})
        list(q), q.get_all("z")
        q.from_dict([("one", 1), ("two", [2, 3])])
        list(q), q.get_all("two")
        q.from_dict({})
        list(q)
        q.update(a=1)
        q.clear()
        q.to_dict()
        q.get_all("embed")
        q == q
        q == {}
        isinstance(q, dict)
    """
    script = f"""
        q = st.query_params
        for number, line in enumerate({[line.strip() for line in calls.strip().splitlines()]!r}):
            attempt(f"{{number}} {{line}}", lambda: eval(line))
    """
    (seen,) = parity.play(script, query=QUERY)
    assert seen['0 q["a"]'] == "str 2"


def test_the_address_follows_as_under_streamlit(parity: Parity) -> None:
    seen = parity.play(
        """
        out["before"] = {name: st.query_params.get_all(name) for name in st.query_params}
        if state.get("go") == 1:
            st.query_params.tab = "two"
            st.query_params["many"] = ["x", "y"]
        if state.get("go") == 2:
            del st.query_params["a"]
        if state.get("go") == 3:
            st.query_params.clear()
        out["after"] = list(st.query_params.items())
        """,
        lambda app: app.session_state.__setitem__("go", 1),
        lambda app: app.query_params.__setitem__("from_outside", "5"),
        lambda app: app.session_state.__setitem__("go", 2),
        lambda app: app.session_state.__setitem__("go", 3),
        lambda app: app.session_state.__setitem__("go", 0),
        query={"a": ["1", "2"], "b": "3"},
    )
    assert [len(each["before"]) for each in seen] == [2, 2, 5, 5, 4, 0]
