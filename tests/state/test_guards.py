"""Who may see what is not for everybody."""

from __future__ import annotations

from typing import Any

import pytest

from jupyterlit.state.guards import may_see
from jupyterlit.state.visitor_info import VisitorInfo


@pytest.mark.parametrize(
    ("roles", "info", "may"),
    [
        ((), {"roles": []}, True),
        (("staff",), {"roles": ["staff", "x"]}, True),
        (("staff", "vet"), {"roles": ("vet",)}, True),
        (("staff",), {"roles": ["staf", "Staff", "staff "]}, False),
        (("staff",), {"roles": []}, False),
        (("staff",), {}, True),  # no server stands between
        (("staff",), {"notebook": True}, True),
    ],
)
def test_one_role_is_enough_and_none_is_not(roles: tuple[str, ...], info: dict[str, Any], may: bool) -> None:
    assert may_see(roles, info) is may


def test_a_visitor_is_looked_at_only_where_it_matters() -> None:
    info = VisitorInfo({"roles": ()})
    assert may_see((), info)
    assert not info.read
    assert not may_see(("staff",), info)
    assert info.read
