"""Functions → keys: what they do, call and close over."""

from __future__ import annotations

import functools
import gc
import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from jupyterlit.caching.code import key_of_code, key_of_function
from jupyterlit.caching.data import CacheData
from tests.caching.conftest import Options


def defined(source: str, name: str = "f") -> Callable[..., Any]:
    namespace: dict[str, Any] = {"__name__": "__main__"}
    exec(compile(source, "<cell>", "exec"), namespace)
    return namespace[name]


BODY = "def f(x):\n    y = [x + 1, 'a', (1, 2), {1, 2}]\n    return [y for _ in range(3)]\n"


def test_a_function_that_moves_keeps_its_key() -> None:
    assert key_of_function(defined(BODY)) == key_of_function(defined("\n\n# moved\n" + BODY))


def test_an_option_changes_all_keys(options: Options) -> None:
    before = key_of_function(defined(BODY))
    options.set(RUNNER_CACHE_HASH_SEED=7)
    assert key_of_function(defined(BODY)) != before
    options.set(RUNNER_CACHE_HASH_SEED=0)
    assert key_of_function(defined(BODY)) == before


@pytest.mark.parametrize(
    "other",
    [
        BODY.replace("x + 1", "x + 2"),
        BODY.replace("'a'", "'b'"),
        BODY.replace("(1, 2)", "(1, 3)"),
        BODY.replace("{1, 2}", "{1, 3}"),
        BODY.replace("range(3)", "range(4)"),
        BODY.replace("range(3)", "sorted(3)"),
        BODY.replace("(x)", "(x, z=1)"),
        BODY.replace("x", "z"),
    ],
)
def test_a_function_that_changes_has_another_key(other: str) -> None:
    assert key_of_function(defined(BODY)) != key_of_function(defined(other))


def test_the_name_of_a_function_counts() -> None:
    assert key_of_function(defined(BODY)) != key_of_function(defined(BODY.replace("def f", "def g"), "g"))


def test_what_a_wrapper_wraps_counts() -> None:
    wrap = (
        "import functools\n"
        "def wrap(f):\n"
        "    @functools.wraps(f)\n"
        "    def call(*a):\n"
        "        return f(*a)\n"
        "    return call\n"
    )
    one, two = (defined(f"{wrap}@wrap\n{BODY.replace('3', n)}") for n in "34")
    assert key_of_function(one) != key_of_function(two)


class City:
    """A class to call."""

    def mayor(self) -> str:
        return "Ann"


class Town:
    """Another."""

    def mayor(self) -> str:
        return "Bob"


def test_what_is_no_function_has_a_key_too() -> None:
    assert key_of_function(City) != key_of_function(Town)
    assert key_of_function(functools.partial(int, base=2)) == key_of_function(functools.partial(int, base=2))
    assert key_of_function(functools.partial(int, base=2)) != key_of_function(functools.partial(int, base=3))


def test_the_key_of_code_is_not_kept_longer_than_the_code() -> None:
    keys = set[str]()
    for number in range(50):
        keys.add(key_of_code(defined(BODY.replace("3", str(number))).__code__))
        gc.collect()
    assert len(keys) == 50


@pytest.mark.parametrize(
    ("source", "before", "after"),
    [
        ("def g(x):\n    return x + 1\ndef f(x):\n    return g(x)\n", "+ 1", "+ 2"),
        ("def h():\n    return 1\ndef g():\n    return h()\ndef f(x):\n    return [g() for _ in x]\n", "n 1", "n 2"),
        ("def g(x, y=1):\n    return x + y\ndef f(x):\n    return g(x)\n", "y=1", "y=2"),
        ("class G:\n    def m(self):\n        return 1\ndef f(x):\n    return G().m()\n", "n 1", "n 2"),
        (
            "class A:\n    def m(self):\n        return 1\nclass G(A):\n    pass\ndef f(x):\n    return G()\n",
            "n 1",
            "n 2",
        ),
        ("class G:\n    @property\n    def m(self):\n        return 1\ndef f(x):\n    return G().m\n", "n 1", "n 2"),
        ("class G:\n    @staticmethod\n    def m():\n        return 1\ndef f(x):\n    return G.m()\n", "n 1", "n 2"),
        ("import functools\n@functools.cache\ndef g():\n    return 1\ndef f(x):\n    return g()\n", "n 1", "n 2"),
        ("import functools\ng = functools.partial(int, base=2)\ndef f(x):\n    return g(x)\n", "=2", "=3"),
    ],
)
def test_what_a_function_calls_counts(source: str, before: str, after: str) -> None:
    assert key_of_function(defined(source)) == key_of_function(defined(f"# moved\n{source}"))
    assert key_of_function(defined(source)) != key_of_function(defined(source.replace(before, after)))


def test_what_a_cached_function_calls_counts(cache_data: CacheData) -> None:
    def made(number: int) -> Callable[..., Any]:
        source = f"@cache_data\ndef g():\n    return {number}\ndef f():\n    return g()\n"
        namespace: dict[str, Any] = {"__name__": "__main__", "cache_data": cache_data}
        exec(compile(source, "<cell>", "exec"), namespace)
        return namespace["f"]

    assert key_of_function(made(1)) == key_of_function(made(1))
    assert key_of_function(made(1)) != key_of_function(made(2))


def test_functions_that_call_each_other_have_keys() -> None:
    source = "def f(x):\n    return x and g(x - 1)\ndef g(x):\n    return x and f(x - 1)\n"
    assert key_of_function(defined(source)) == key_of_function(defined(source))
    assert key_of_function(defined(source)) != key_of_function(defined(source.replace("and f", "or f")))


@pytest.mark.parametrize(
    ("one", "other"), [(1, 2), ([1, {"a": 2}], [1, {"a": 3}]), (np.arange(9), np.arange(9) * 2), ({1, 2}, {1, 3})]
)
def test_values_that_a_function_closes_over_count(one: Any, other: Any) -> None:
    def over(value: Any) -> Callable[..., Any]:
        return lambda: value

    assert key_of_function(over(one)) == key_of_function(over(one))
    assert key_of_function(over(one)) != key_of_function(over(other))


def test_what_is_no_data_counts_by_its_kind() -> None:
    def over(value: Any) -> Callable[..., Any]:
        return lambda: value

    assert key_of_function(over(City())) == key_of_function(over(City()))
    assert key_of_function(over([City()])) != key_of_function(over([Town()]))
    assert key_of_function(over({City()})) == key_of_function(over({City()}))
    assert key_of_function(over(lambda: 1)) != key_of_function(over(lambda: 2))
    assert key_of_function(over([lambda: 1])) != key_of_function(over([lambda: 2]))


def test_a_closure_that_is_not_filled_yet_does_not_count() -> None:
    def f() -> int:
        return later

    before = key_of_function(f)
    later = 3
    assert (f(), before != key_of_function(f)) == (3, True)


def test_global_values_do_not_count() -> None:
    source = "n = 1\ndef f(x):\n    return x + n\n"
    assert key_of_function(defined(source)) == key_of_function(defined(source.replace("n = 1", "n = 2")))


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], ModuleType]]:
    """Write a module of the author and import it."""
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    names: set[str] = set()

    def write(source: str, name: str = "author_module_of_test") -> ModuleType:
        (tmp_path / f"{name}.py").write_text(source)
        names.add(name)
        sys.modules.pop(name, None)
        importlib.invalidate_caches()
        return importlib.import_module(name)

    yield write
    for name in names:
        sys.modules.pop(name, None)


@pytest.mark.parametrize("call", ["from author_module_of_test import g", "import author_module_of_test as m; g = m.g"])
def test_functions_of_the_author_s_modules_count(call: str, module: Callable[[str], ModuleType]) -> None:
    by_name = "import author_module_of_test as m\ndef f(x):\n    return m.g(x)\n"
    source = f"{call}\ndef f(x):\n    return g(x)\n"
    text = "import math\ndef h(x):\n    return math.floor(x)\ndef g(x):\n    return h(x)\n"
    module(text)
    one = [key_of_function(defined(each)) for each in (source, by_name)]
    module(text + "\n# more\n")
    assert one == [key_of_function(defined(each)) for each in (source, by_name)]
    module(text.replace("floor", "ceil"))
    two = [key_of_function(defined(each)) for each in (source, by_name)]
    assert [a != b for a, b in zip(one, two, strict=True)] == [True, True]


def test_modules_that_import_each_other_are_followed_once(module: Callable[..., ModuleType]) -> None:
    module("def g(x):\n    return x\n", "author_module_b")
    module("import author_module_b\ndef g(x):\n    return author_module_b.g(x)\n", "author_module_a")
    sys.modules["author_module_b"].author_module_a = sys.modules["author_module_a"]  # type: ignore[attr-defined]
    source = "import author_module_a\ndef f(x):\n    return author_module_a.author_module_b.g(x)\n"
    assert key_of_function(defined(source)) == key_of_function(defined(source))


def test_a_long_chain_of_calls_has_a_key() -> None:
    chain = "".join(f"def f{n}():\n    return f{n + 1}()\n" for n in range(3000))
    assert key_of_function(defined(chain, "f0")) == key_of_function(defined(chain, "f0"))
