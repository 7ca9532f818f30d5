"""What an app's author and whoever serves it have settled: options by Streamlit's names, and the theme made of them."""
