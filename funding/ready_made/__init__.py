"""Statements that many grants need, as data: one TOML file each, with its source.

Not legal advice and not the truth: an agreement may prescribe other words.
`README.md` beside this file says what a file holds.
"""

from funding.ready_made.adding import add
from funding.ready_made.catalogue import ReadyMade, Refused, catalogue

__all__ = ["ReadyMade", "Refused", "add", "catalogue"]
