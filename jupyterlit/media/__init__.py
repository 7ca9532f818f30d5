"""Bytes with a URL."""
