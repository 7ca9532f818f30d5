"""Ask the Constitution of the United States a question: full-text search finds the passages that answer it, in a chat.

No model and no network: the words of the question are weighed by how rare they are (BM25).
"""

import math
import re
from collections import Counter
from pathlib import Path

import jupyterlit as st

TEXT = Path(__file__).parents[1] / "data" / "constitution.txt"
ASKED_OFTEN = [
    "How old must the President be?",
    "Who can declare war?",
    "May the police search my house?",
    "How are amendments made?",
]
# What people say, and what the Constitution says instead.
SAID = {
    "alcohol": "liquors", "amendments": "propose ratified", "beer": "liquors", "drunk": "liquors", "fired": "removed",
    "gun": "arms", "guns": "arms", "impeached": "impeachment", "lawyer": "counsel", "long": "years",
    "old": "attained age", "pay": "compensation", "police": "seizures warrants", "rifle": "arms",
    "silent": "witness himself", "slaves": "slavery", "testify": "witness himself", "woman": "sex", "women": "sex",
    "young": "attained age",
}  # fmt: skip
IDLE = frozenset(
    re.findall(
        r"[a-z]+",
        "a about after all am an and any are as at be been but by can do does for from get has have he her his how i "
        "if in into is it its long many may me much must my need no not of old on or our own shall she should so such "
        "that the their them then there they this to was we were what when where which who whom why will with would "
        "you your",
    )
)

st.set_page_config(page_title="Ask the Constitution", page_icon="📜")


def words(text: str) -> list[str]:
    """Return the words that say something, without their endings."""
    found = re.findall(r"[a-z]+", text.lower())
    return [
        re.sub(r"(ies|es|ed|ing|s|e|y)$", "", word) if len(word) > 4 else word for word in found if word not in IDLE
    ]


@st.cache_resource
def passages() -> list[tuple[str, str, Counter[str]]]:
    """Return each paragraph, where it stands, and its words."""
    found, article, section = [], "", ""
    for block in re.split(r"\n\s*\n", TEXT.read_text().strip()):
        text = " ".join(block.split())
        if re.fullmatch(r"(Article|Amendment) [IVX]+|Preamble", text):
            article, section = text, ""
        elif re.fullmatch(r"Section \d+", text):
            section = f", {text}"
        elif article and not re.match(r"Passed by|Ratified|The Ten Original|Amendments$", text):
            place = article + section
            found.append((place, text, Counter(words(f"{text} {'congress' if 'Congress' in place else ''}"))))
    return found


def search(question: str, count: int = 3) -> list[tuple[str, str]]:
    """Return the passages that fit best, and where they stand."""
    asked = words(question) + words(" ".join(SAID.get(word, "") for word in re.findall(r"[a-z]+", question.lower())))
    every = passages()
    length = sum(sum(known.values()) for _, _, known in every) / len(every)

    def score(known: Counter[str]) -> float:
        total = 0.0
        for word in set(asked):
            among = sum(word in each for _, _, each in every)
            rarity = math.log(1 + (len(every) - among + 0.5) / (among + 0.5))
            total += rarity * known[word] * 2.5 / (known[word] + 1.5 * (0.25 + 0.75 * sum(known.values()) / length))
        return total * sum(word in known for word in set(asked)) / max(len(set(asked)), 1)

    best = sorted(((score(known), place, text) for place, text, known in every), reverse=True)[:count]
    return [(place, mark(text, set(asked))) for points, place, text in best if points > 0]


def mark(text: str, asked: set[str]) -> str:
    """Return the text with the words that were asked for in bold."""
    return re.sub(
        r"[A-Za-z]+",
        lambda word: f"**{word[0]}**" if words(word[0])[:1] and words(word[0])[0] in asked else word[0],
        text,
    )


def answer(question: str) -> None:
    """Write the best passage, and keep the others at hand."""
    found = search(question)
    if not found:
        st.markdown("The Constitution says nothing in these words. Try others: *Congress*, *jury*, *taxes* …")
        return
    (place, text), *others = found
    st.markdown(f":small[{place}]")
    st.markdown(f"> {text}")
    if others:
        with st.expander("See also"):
            for other_place, other_text in others:
                st.markdown(f":small[{other_place}]\n\n> {other_text}")


st.title("Ask the Constitution")
st.caption(f"Of the United States, with its 27 amendments: {len(passages())} passages, searched on this machine.")

asked = st.session_state.setdefault("asked", [])
suggested = st.pills("Ask, for example", ASKED_OFTEN, key=f"suggested {len(asked)}") if not asked else None
if question := st.chat_input("What would you like to know?") or suggested:
    asked.append(question)
for each in asked:
    st.chat_message("user").markdown(each)
    with st.chat_message("assistant", avatar=":material/gavel:"):
        answer(each)
