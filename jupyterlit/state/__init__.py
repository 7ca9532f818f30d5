"""What one visitor's app remembers between runs."""
