"""What travels between Python and browser."""
