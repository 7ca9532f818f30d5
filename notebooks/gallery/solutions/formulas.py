"""Molar masses of chemical formulas such as CuSO4·5H2O or Ca(OH)2."""

import re
from collections import Counter
from pathlib import Path

import pandas as pd
import streamlit as st

DATA = Path(__file__).parents[2] / "data" / "elements.csv"


@st.cache_data
def elements() -> pd.DataFrame:
    """Return the elements and their masses (g/mol)."""
    return pd.read_csv(DATA, keep_default_na=False)


def atoms(formula: str) -> Counter[str]:
    """Return how many atoms of each element a formula has.

    Raises
    ------
    ValueError
        It is no formula.
    """
    total = Counter[str]()
    for part in re.split(r"[·.*]", formula.replace(" ", "")):
        count, body = re.fullmatch(r"(\d*)(.*)", part).groups()
        for symbol, number in _read(body).items():
            total[symbol] += number * int(count or 1)
    return total


def _read(formula: str) -> Counter[str]:
    levels = [Counter[str]()]
    for symbol, opened, closed, number, wrong in re.findall(r"(?:([A-Z][a-z]?)|(\()|(\)))(\d*)|(.)", formula):
        if opened and not number:
            levels.append(Counter())
        elif closed and len(levels) > 1:
            for inner, count in levels.pop().items():
                levels[-1][inner] += count * int(number or 1)
        elif symbol in set(elements()["symbol"]):
            levels[-1][symbol] += int(number or 1)
        else:
            raise ValueError(f"There is no element {symbol or wrong or opened or closed!r}.")
    if len(levels) != 1 or not levels[0]:
        raise ValueError("Something is missing: see the parentheses.")
    return levels[0]


def composition(formula: str) -> pd.DataFrame:
    """Return the elements of a formula, their atoms and their masses in a mole (g)."""
    found = pd.DataFrame(list(atoms(formula).items()), columns=["symbol", "atoms"]).merge(elements(), on="symbol")
    return found.assign(mass=found["atoms"] * found["atomic_mass"])
