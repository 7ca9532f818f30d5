"""Tests of apps, without a browser."""
