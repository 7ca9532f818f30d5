import streamlit as st


def penguins():
    st.title("Penguins")
    st.text_input("Name", key="name")
    st.page_link(islands_page, query_params={"island": "Dream"})
    if st.button("Where do they live?"):
        st.switch_page(islands_page, query_params={"island": "Biscoe"})
    for line in range(60):
        st.text(f"Penguin {line}")


def islands():
    st.title("Islands")
    st.text(f"Island: {st.query_params.get('island')}")


def secret():
    st.title("Secret")


islands_page = st.Page(islands, title="The *islands*", icon=":material/map:", help="Where they live")
pages = {
    "": [st.Page(penguins, icon="🐧")],
    "More": [islands_page, st.Page(secret, visibility="hidden")],
    "Elsewhere": [st.Page("https://allisonhorst.github.io/palmerpenguins/", title="The data")],
}
position = "top" if st.session_state.get("top") else "sidebar"
page = st.navigation(pages, position=position)
st.sidebar.checkbox("Menu on top", key="top")
st.sidebar.text_input("Common", key="common")
page.run()
