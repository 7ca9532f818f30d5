"""Results of functions, kept between runs and shared by sessions."""
