"""Requests are merged without losing a click."""

from jupyterlit.execution.script_requests import MOST, Pending, RerunRequest, add, take_back


def test_newer_values_replace_older_ones() -> None:
    pending = add((), RerunRequest({"a": 1, "b": 1}, query="x=1"))
    assert add(pending, RerunRequest({"b": 2})) == (RerunRequest({"a": 1, "b": 2}, query="x=1"),)


def test_joined_requests_have_the_number_of_the_newest() -> None:
    pending = (RerunRequest(numbers={"": 3}),)
    assert add(pending, RerunRequest(numbers={"": 4})) == (RerunRequest(numbers={"": 4}),)
    assert add(pending, RerunRequest(numbers={"b": 1})) == (RerunRequest(numbers={"": 3, "b": 1}),)
    assert add(pending, RerunRequest(query="x=1")) == (RerunRequest(numbers={"": 3}, query="x=1"),)
    wanted = (*pending, RerunRequest(numbers={"": 4, "b": 1}), RerunRequest())
    assert take_back(wanted, lambda _: True) == (RerunRequest(numbers={"": 4, "b": 1}),)


def test_clicks_of_two_buttons_share_a_run() -> None:
    assert add((RerunRequest({"one": True}),), RerunRequest({"two": True})) == (
        RerunRequest({"one": True, "two": True}),
    )


def test_two_clicks_of_one_button_are_two_runs() -> None:
    click = RerunRequest({"one": True})
    assert add((click,), click) == (click, click)


def test_two_messages_of_one_field_are_two_runs() -> None:
    first, second = RerunRequest({"say": {"text": "a"}}), RerunRequest({"say": {"text": "b"}, "x": 1})
    assert add((first,), second, lambda id: id == "say") == (first, second)
    assert add((first,), second) == (second,)


def test_a_full_run_takes_in_a_fragment() -> None:
    assert add((RerunRequest({"a": 1}, ("f",)),), RerunRequest({"b": 1})) == (RerunRequest({"a": 1, "b": 1}),)


def test_two_fragments_stay_apart() -> None:
    first, second = RerunRequest(fragments=("f",)), RerunRequest(fragments=("g",))
    assert add((first,), second) == (first, second)
    assert add((first,), first) == (first,)


def test_a_part_does_not_end_a_run_of_more() -> None:
    whole, part, other = (RerunRequest(fragments=ids) for ids in ((), ("f",), ("g",)))
    timed = RerunRequest(fragments=("f",), timed=True)
    assert [part.interrupts(each) for each in (whole, part, other)] == [False, True, False]
    assert [whole.interrupts(each) for each in (whole, part)] == [True, True]
    assert not timed.interrupts(part)
    assert [whole.overtakes(each) for each in (whole, part)] == [True, True]
    assert not part.overtakes(part)
    assert not RerunRequest(timed=True).overtakes(whole)


def test_a_flood_of_clicks_is_no_end_of_runs() -> None:
    pending: Pending = ()
    for _ in range(1000):
        pending = add(pending, RerunRequest({"one": True}))
    assert pending == (RerunRequest({"one": True}),) * MOST


def test_requests_that_are_taken_back_leave_their_values() -> None:
    pending = (RerunRequest({"a": 1, "go": True}, query="x=1"), RerunRequest({"a": 2, "b": True}))
    assert take_back(pending, lambda id: id == "go") == (RerunRequest({"a": 2, "b": True}, query="x=1"),)
    assert take_back((), lambda id: True) == ()


def test_calls_are_never_lost() -> None:
    def one() -> None: ...

    def two() -> None: ...

    pending = add((RerunRequest(calls=(one,), timed=True),), RerunRequest(fragments=("f",), calls=(two,), timed=True))
    assert pending == (RerunRequest(calls=(one, two), timed=True),)
    assert take_back(pending, lambda id: True)[0].calls == (one, two)
