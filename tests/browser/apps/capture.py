"""What readers say, record and photograph."""

import time
import wave

import jupyterlit as st


def heard(file):
    """Tell what is in a recording."""
    with wave.open(file) as sound:
        shape = f"{sound.getnchannels()} channel, {8 * sound.getsampwidth()} bits, {sound.getframerate()} Hz"
        return f"{shape}, {'sound' if any(sound.readframes(sound.getnframes())) else 'silence'}"


st.title("Capture")
with st.expander("Camera"):
    photo = st.camera_input("Photo", key="photo", help="Smile", resolution="480p")
    st.text(f"photo = {photo and (photo.type, photo.getvalue()[:3].hex())}")
note = st.audio_input("Note", key="note", help="Speak", sample_rate=8000)
st.text(f"note = {note and heard(note)}")
with st.form("form", clear_on_submit=True):
    st.audio_input("Form note", key="form_note")
    st.form_submit_button("Send it")
sent = st.session_state.form_note
st.text(f"form note = {sent and heard(sent)}")
st.audio_input("Off", disabled=True)
with st.container(key="inline"):
    slow = st.chat_input("Ask slowly", key="slow", submit_mode="stop", max_chars=20)
    if slow:
        st.text(f"slow = {slow}")
        for _ in range(600):
            time.sleep(0.1)
            st.session_state.ticks = 1
            st.empty()
if st.button("Suggest"):
    st.session_state.say = "What is a penguin?"
if st.checkbox("Wrong"):
    st.chat_input("Ask", key="wrong", submit_mode="later")
said = st.chat_input("Say something", key="say", accept_file="multiple", file_type=["txt", "png"], accept_audio=True)
messages = st.session_state.setdefault("messages", [])
if said:
    parts = [repr(said.text), *(f"{file.name} {file.size}" for file in said.files)]
    messages.append(" + ".join([*parts, heard(said.audio)] if said.audio else parts))
for message in messages:
    st.chat_message("user").text(message)
