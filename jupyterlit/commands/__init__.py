"""Calls that steer the run rather than draw."""
