"""Passwords and keys of an app: where they are kept, and how they stay unseen."""
