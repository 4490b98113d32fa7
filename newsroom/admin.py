"""The admin of the floor; each file registers what it declares."""

from newsroom.desk import house, people

__all__ = ["house", "people"]
