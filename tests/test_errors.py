"""Errors: one base for authors, and Python's own kinds beside it."""

from jupyterlit import errors


def raised() -> list[type[BaseException]]:
    """Return the exceptions that are declared here."""
    return [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, BaseException)]


def test_one_base_catches_what_an_author_can_do_wrong() -> None:
    wrong = [each for each in raised() if issubclass(each, Exception)]
    assert all(issubclass(each, errors.StreamlitAPIException) for each in wrong)


def test_wrong_values_and_types_are_python_s_too() -> None:
    assert issubclass(errors.InvalidValue, ValueError)
    assert issubclass(errors.InvalidType, TypeError)
    assert issubclass(errors.UnhashableArgument, TypeError)
    assert issubclass(errors.MissingPackage, ImportError)


def test_the_end_of_a_run_passes_through_an_author_s_except() -> None:
    for control in (errors.StopRun, errors.RerunRun):
        assert issubclass(control, BaseException)
        assert not issubclass(control, Exception)


def test_every_class_stands_in_the_tree_at_the_top() -> None:
    drawn = errors.__doc__ or ""
    assert [each.__name__ for each in raised() if each.__name__ not in drawn] == []
