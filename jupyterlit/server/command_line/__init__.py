"""`jupyter lit`: its commands, and the check of a deployment."""
