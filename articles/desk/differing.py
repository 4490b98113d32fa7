"""A version beside what its grants prescribe now, as the desk shows it."""

from difflib import SequenceMatcher
from functools import cached_property
from itertools import zip_longest

from django.utils import timezone

from articles.models import PublishedVersion
from articles.publishing.difference import Cause
from articles.publishing.worklist import worklist
from funding.differences import differences


class Differing:
    """Read by one template: `whole` is the `Printed`, `differs` its `Difference`."""

    def __init__(self, whole, differs):
        self.whole, self.differs, self.version = whole, differs, whole.version

    @property
    def token(self):
        """Names the version and the very difference that was on the screen."""
        return f"{self.version.pk}-{self.differs.digest}"

    @property
    def is_scheduled(self):
        return self.version.live_from > timezone.now()

    @property
    def can_be_reissued(self):
        """Not where something is in the way, nor where only the working copy is another."""
        return not self.differs.problems and self.differs.causes != (Cause.AUTHORS,)

    @cached_property
    def texts(self):
        """Each text as printed against what is prescribed in its place, as parts with a kind."""
        return compared(self.differs.printed, self.differs.prescribed)


def compared(printed, prescribed):
    """Pair the texts of two lists in order; returns the `differences` of each pair."""
    moves = SequenceMatcher(None, printed, prescribed, autojunk=False).get_opcodes()
    return [
        differences(old, new)
        for _move, a, b, c, d in moves
        for old, new in zip_longest(printed[a:b], prescribed[c:d], fillvalue="")
    ]


def still_differing(tokens):
    """The pieces that still differ as their tokens say, in the order of the worklist."""
    keys = {key for key, _dash, _digest in (token.partition("-") for token in tokens)}
    versions = PublishedVersion.objects.filter(pk__in=[key for key in keys if is_key(key)])
    found = (Differing(whole, differs) for whole, differs in worklist(versions=versions))
    return [one for one in found if one.token in tokens]


def is_key(text):
    """Whether a text from outside can be the key of a row."""
    return text.isascii() and text.isdecimal() and len(text) < 19
