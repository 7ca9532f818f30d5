from __future__ import annotations

import pytest

from jupyterlit.server.kernels.placement import Place, least_loaded


class Spot(Place):
    def __init__(self, state: str = "ready", sessions: str = "", running: str = "", *, bloated: bool = False) -> None:
        super().__init__()
        self._state = state
        for session in sessions:
            self.put(session)
        for session in running:
            self.note_start(session)
        self.bloated = bloated

    @property
    def state(self) -> str:
        return self._state


@pytest.mark.parametrize(
    ("spots", "best"),
    [
        ([Spot(sessions="ab"), Spot(sessions="c")], 1),
        ([Spot(sessions="a"), Spot(sessions="b")], 0),
        ([Spot(sessions="a", running="a"), Spot(sessions="bcde")], 1),
        ([Spot(sessions="a", running="a"), Spot(sessions="bcdefghijklmn")], 0),
        ([Spot("starting"), Spot()], 1),
        ([Spot(sessions="a"), Spot("starting")], 1),
        ([Spot("failed"), Spot("starting", "abc")], 1),
        ([Spot(bloated=True), Spot("starting", "abc")], 1),
        ([Spot(bloated=True)], 0),
    ],
    ids=["fewer", "first", "a script runs", "many idle", "not ready", "soon ready", "failed", "bloated", "no other"],
)
async def test_a_session_goes_where_there_is_least_to_do(spots: list[Spot], best: int) -> None:
    assert least_loaded(spots) is spots[best]


async def test_a_full_one_is_passed_over() -> None:
    spots = [Spot(sessions="ab"), Spot(sessions="cde")]
    assert least_loaded(spots, 3) is spots[0]
    assert least_loaded(spots, 2) is None


async def test_who_is_gone_runs_nothing() -> None:
    spot = Spot(sessions="ab", running="ab")
    spot.eased.clear()
    spot.drop("a")
    assert (spot.sessions, spot.running, spot.eased.is_set()) == ({"b"}, {"b"}, True)
    spot.clear()
    assert (spot.sessions, spot.running, spot.used) == (set(), set(), False)
