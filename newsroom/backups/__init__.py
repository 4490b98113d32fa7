"""A whole newsroom in a folder, and back out of it: `manage.py backup` and `restore`."""
