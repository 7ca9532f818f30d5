"""Running scripts for the visitors of this kernel."""
