"""The apps of notebooks/gallery: each runs, and what it says is what its data say."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from jupyterlit.testing.v1 import AppTest

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
GALLERY, DATA = NOTEBOOKS / "gallery", NOTEBOOKS / "data"
PATIENCE = 60.0  # s, of a busy machine


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(newline="") as file:
        return list(csv.DictReader(file))


def cells_of(name: str) -> list[str]:
    """Return the code of a notebook, without the lines that are IPython's."""
    cells = json.loads((GALLERY / name).read_text())["cells"]
    return [re.sub(r"(?m)^%.*\n?", "", "".join(cell["source"])) for cell in cells if cell["cell_type"] == "code"]


@pytest.fixture
def notebook(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], AppTest]:
    """Run a notebook's cells as one script, where the notebook lies."""
    monkeypatch.chdir(GALLERY)
    return lambda name: AppTest.from_string("\n".join(cells_of(name)), default_timeout=PATIENCE).run()


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], AppTest]:
    """Run a script; as a server does, it finds the modules beside it."""

    def run(name: str) -> AppTest:
        monkeypatch.syspath_prepend((GALLERY / name).parent)  # pyright: ignore[reportUnknownMemberType]: pytest's
        return AppTest.from_file(GALLERY / name, default_timeout=PATIENCE).run()

    return run


def figures(app: AppTest) -> dict[str, str]:
    """Return what the cards say."""
    assert not app.exception, app.exception[0].message
    return {metric.label: str(metric.value) for metric in app.metric}


def test_earthquakes_are_chosen_and_counted(notebook: Callable[[str], AppTest]) -> None:
    app = notebook("earthquakes.ipynb")
    figures(app)
    app.slider[0].set_value((5.0, 7.0)).run()
    app.toggle[0].set_value(True).run()
    strong = [
        each for each in rows("earthquakes.csv") if float(each["magnitude"]) >= 5 and each["kind"] == "earthquake"
    ]
    felt = [int(each["felt"]) for each in strong if int(each["felt"])]
    shown = figures(app)
    assert (shown["Of 1,679 quakes"], shown["Felt by"]) == (str(len(felt)), f"{sum(felt):,}")
    app.slider[0].set_value((6.9, 7.0)).run()
    assert app.info[0].value.startswith("No earthquake was like that.")


def test_weather_is_compared_year_by_year(script: Callable[[str], AppTest]) -> None:
    app = script("weather.py")
    assert figures(app)["Wet days a year"] == "156"
    app.get_by_key("years").set_value([2015]).run()
    wet = {
        city: sum(
            float(each["precipitation"]) > 0
            for each in rows("weather.csv")
            if each["city"] == city and each["date"].startswith("2015")
        )
        for city in ("Seattle", "New York")
    }
    assert figures(app)["Wet days a year"] == str(wet["Seattle"])
    more = wet["Seattle"] - wet["New York"]
    assert f"rain falls on {abs(more)} {'more' if more > 0 else 'fewer'} days a year" in app.markdown[0].value
    app.get_by_key("day").set_value(date(2012, 2, 29)).run(fragments=True)
    assert not app.exception


def test_flights_are_filtered_and_one_is_followed(notebook: Callable[[str], AppTest]) -> None:
    app = notebook("flights.ipynb")
    assert figures(app)["Flights"] == "86,995"
    app.get_by_key("airline").set_value(["Hawaiian"]).run()
    parquet = import_module("pyarrow.parquet")  # without types
    table: list[dict[str, Any]] = parquet.read_table(
        DATA / "flights.parquet", filters=[("carrier", "=", "HA")]
    ).to_pylist()
    late: list[float] = [each["departure_delay"] for each in table if each["departure_delay"] is not None]
    shown = figures(app)
    assert shown["Flights"] == str(len(table))
    assert shown["15 min late or more"] == f"{sum(each >= 15 for each in late) / len(late):.1%}"
    assert shown["Median delay"] == f"{median(late):.0f} min"
    app.get_by_key("table").select(rows=[0]).run()
    assert app.main.header[0].value == "Hawaiian HA 51 to Honolulu, HI (HNL)"


def test_galaxies_are_counted_and_stars_found_again(notebook: Callable[[str], AppTest]) -> None:
    app = notebook("hubble.ipynb")
    many = int(figures(app)["Galaxies and stars"].replace(",", ""))
    app.slider[0].set_value(30).run()
    few = int(figures(app)["Galaxies and stars"].replace(",", ""))
    assert 0 < few < many
    names: dict[str, Any] = {}
    for cell in cells_of("hubble.ipynb")[1:-1]:
        exec(cell, names)
    by_hand = names["find"](names["grey"], smooth=1.5, limit=30, apart=4)
    assert len(by_hand) == few
    black = names["Image"].new("L", (400, 300), 5)
    starry, at = names["put_stars"](black, 200, 20, names["np"].random.default_rng(1))
    assert names["share_found"](names["find"](starry, 1.5, 10, 4), at) > 0.9


def test_the_constitution_answers(script: Callable[[str], AppTest]) -> None:
    app = script("constitution.py")
    assert not app.exception
    app.chat_input[0].set_value("How old must the President be?").run()
    app.chat_input[0].set_value("Is there a right to a pineapple?").run()
    app.chat_input[0].set_value("Xylophones?").run()
    assert not app.exception
    answers = [message for message in app.chat_message if message.name == "assistant"]
    assert answers[0].markdown[0].value == ":small[Article II, Section 1]"
    assert "thirty five Years" in answers[0].markdown[1].value
    assert answers[2].markdown[0].value.startswith("The Constitution says nothing in these words.")


def test_solutions_are_weighed_planned_and_made(script: Callable[[str], AppTest]) -> None:
    app = script("solutions/app.py")
    masses = {each["symbol"]: float(each["atomic_mass"]) for each in rows("elements.csv")}
    vitriol = masses["Cu"] + masses["S"] + 9 * masses["O"] + 10 * masses["H"]
    app.selectbox[0].set_value("Copper sulfate pentahydrate").run()
    assert figures(app)["Molar mass (g/mol)"] == f"{vitriol:.2f}"
    app.number_input[1].set_value(250.0)
    app.button[0].click().run()
    grams = 0.1 * 0.25 * vitriol / 0.995
    assert app.session_state.plan[0]["grams"] == round(grams, 4)
    app.switch_page("bench.py").run()
    assert figures(app)["Still to weigh"] == f"{grams:.2f} g"
    app.data_editor[0].edit(0, "made", True).run()
    assert (figures(app)["Made"], app.session_state.plan[0]["made"]) == ("1 of 1", True)
    app.switch_page("elements.py").run()
    app.text_input[0].set_value("ytt").run()
    assert list(app.dataframe[0].value["name"]) == ["yttrium", "ytterbium"]


@pytest.mark.parametrize(
    ("formula", "message"),
    [("Xx2", "There is no element 'Xx'."), ("Ca(OH", "Something is missing"), ("(", "Something is missing")],
)
def test_what_is_no_formula_is_said_to_be_none(script: Callable[[str], AppTest], formula: str, message: str) -> None:
    app = script("solutions/app.py")
    app.selectbox[0].set_value(formula).run()
    assert message in app.error[0].value
