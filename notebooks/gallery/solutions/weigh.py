"""How much to weigh for a solution."""

import altair as alt
import streamlit as st
from formulas import composition

COMMON = {
    "Sodium chloride": "NaCl",
    "Glucose": "C6H12O6",
    "Tris": "C4H11NO3",
    "EDTA disodium dihydrate": "C10H14N2Na2O8·2H2O",
    "Copper sulfate pentahydrate": "CuSO4·5H2O",
    "Calcium hydroxide": "Ca(OH)2",
}

st.title("Solutions for the bench")
st.caption("How much of a substance makes so much solution? Choose one, or write its formula.")

name = st.selectbox("Substance", COMMON, index=0, accept_new_options=True, help="Choose, or type a formula: K2Cr2O7")
formula = COMMON.get(name, name)
try:
    parts = composition(formula)
except ValueError as error:
    st.error(f"**{formula}** is no formula. {error}", icon=":material/error:")
    st.stop()
molar_mass = parts["mass"].sum()

with st.form("solution"):
    left, middle, right = st.columns(3)
    concentration = left.number_input("Concentration (mmol/l)", 0.1, 10_000.0, 100.0, step=10.0, format="%.1f")
    volume = middle.number_input("Volume (ml)", 1.0, 20_000.0, 500.0, step=50.0, format="%.0f")
    purity = right.number_input("Purity (%)", 1.0, 100.0, 99.5, step=0.5, format="%.1f")
    planned = st.form_submit_button("Plan it", type="primary", icon=":material/add_task:")

grams = concentration / 1000 * volume / 1000 * molar_mass / (purity / 100)
cards = st.grid(3, min_column_width=155)
cards.metric("Weigh", f"{grams:,.3f} g" if grams >= 0.1 else f"{grams * 1000:,.2f} mg", border=True)
cards.metric("Molar mass (g/mol)", f"{molar_mass:,.2f}", border=True)
cards.metric("Amount", f"{concentration * volume / 1000:,.1f} mmol", border=True)

if planned:
    planned_one = {"name": name, "mmol_per_l": concentration, "ml": volume, "grams": round(grams, 4), "made": False}
    st.session_state.plan.append(planned_one)
    st.toast(f"{name}: {grams:,.3f} g", icon=":material/add_task:")
    st.rerun()

st.header("What it is made of")
chart = alt.Chart(parts.assign(share=parts["mass"] / molar_mass), height=44 * len(parts) + 40).encode(
    alt.X("share", title="Share of the mass", axis=alt.Axis(format="%", tickCount=5)),
    alt.Y("name", title=None, sort="-x"),
    tooltip=["name", "atoms", alt.Tooltip("mass", format=".2f", title="g/mol")],
)
st.altair_chart(chart.mark_bar(size=22, cornerRadiusEnd=3))
if st.session_state.plan:
    st.page_link("bench.py", label=f"{len(st.session_state.plan)} planned: to the bench", icon=":material/checklist:")
