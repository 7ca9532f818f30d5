"""Words in all their forms: badges, formulas, HTML, frames, code, help, rich objects, streams."""

import asyncio
import time

import streamlit as st
from IPython.display import HTML, JSON, SVG, Latex, Markdown

SQUARE = (
    "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='40'><rect width='40' height='40' fill='teal'/></svg>"
)
WHERE = "try { parent.document; where.textContent = 'out' } catch { where.textContent = 'apart' }"


class Penguin:
    """A bird."""

    legs = 2

    def swim(self, far: int) -> None:
        """Go."""


st.title("Words")
st.badge("New")
st.badge("Counted [twice]", icon=":material/check:", color="green", help="By *hand*")
st.latex(r"\sum_{k=1}^{n} \frac{m_k}{n}", help="The mean")
st.html("<p id='plain' style='color: rgb(120, 0, 0); background: white'>HTML</p><script>document.title = 'x'</script>")
st.html("<style>#styled { letter-spacing: 3px; }</style>")
st.html("<p id='styled'>styled</p>")
st.html(
    "<p id='ran'>not yet</p><button id='push' onclick=\"this.textContent += '!'\">Push</button>"
    "<script>document.getElementById('ran').textContent = 'ran'</script>",
    unsafe_allow_javascript=True,
)
with st.container(key="frames"):
    st.iframe(
        "<div style='block-size: 123px'>framed</div><script>document.body.append('by script')</script>", alt="A frame"
    )
    st.iframe("<b>narrow</b>", width="content", height=60)
with st.echo():
    # Shown and run.
    answer = 6 * 7
    st.write(answer)
st.help(Penguin.swim)
pingu = Penguin()
pingu  # noqa: B018
with st.container(key="rich"):
    st.write(HTML("<b id='rich'>rich</b>"), Markdown("*rich*"), Latex("$a^2$"), JSON({"a": 1}))
    st.write(SVG(SQUARE))
    st.write(HTML(f"<p id='where'></p><script>{WHERE}</script>"))


async def words():
    for word in ["Penguins ", "are ", "**birds**", ".\n\n", "```python\nx = 1\n", "y = 2\n```\n\n", "- one\n", "- two"]:
        await asyncio.sleep(0.05)
        yield word


if st.button("Stream"):
    with st.container(key="stream"):
        st.text(repr(st.write_stream(words, cursor=" :material/edit:")))
if st.button("Stream fast"):
    with st.container(key="fast"):
        begun = time.perf_counter()
        text = st.write_stream(f"word {number} " + ("\n\n" if number % 40 == 39 else "") for number in range(20_000))
        st.text(f"{len(text)} characters in {time.perf_counter() - begun:.2f} s")
for wrong in (lambda: st.badge("a", color="pink"), lambda: st.html(""), lambda: st.iframe("x", height=-1)):
    try:
        wrong()
    except Exception as error:
        st.exception(error)
