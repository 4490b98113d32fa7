"""A version beside what its grants prescribe now, as the desk shows it."""

from difflib import SequenceMatcher
from functools import cached_property

from articles.models import PublishedVersion
from articles.upkeep.desk.mending import mending_page
from articles.upkeep.difference import OF_THE_WORKING_COPY
from articles.upkeep.worklist import worklist
from funding.differences import differences
from newsroom.desk.asking import is_key
from newsroom.kit import clock

# From here on, a text is taken for another wording of the same thing.
ALIKE = 0.5


class Differing:
    """Read by one template: `whole` is the `Printed`, `differs` its `Difference`."""

    def __init__(self, whole, differs):
        self.whole, self.differs, self.version = whole, differs, whole.version

    @property
    def token(self):
        """What a form sends back: the version, and the difference that was on the screen."""
        return f"{self.version.pk}-{self.differs.digest}"

    @property
    def is_scheduled(self):
        return self.version.live_from > clock.now()

    @property
    def can_be_reissued(self):
        """Whether a re-issue would help: nothing is in the way, and more differs than the working
        copy.
        """
        return not self.differs.problems and bool({*self.differs.causes} - OF_THE_WORKING_COPY)

    @property
    def problems(self):
        """What is in the way of a re-issue, each with the page that mends it."""
        return [(one, mending_page(one, self.version.article_id)) for one in self.differs.problems]

    @cached_property
    def texts(self):
        """Each text as printed against what is prescribed in its place, as parts with a kind."""
        return compared(self.differs.printed, self.differs.prescribed)


def compared(printed, prescribed):
    """Compare each prescribed text with the printed one it takes the place of.

    Returns the `differences` of each pair, in the order prescribed; what
    nothing takes the place of comes first.
    """
    left, pairs = list(printed), []
    for new in prescribed:
        old = max(left, key=lambda text: _likeness(text, new), default="")
        if _likeness(old, new) < ALIKE:
            old = ""
        else:
            left.remove(old)
        pairs.append((old, new))
    return [differences(old, new) for old, new in [*((old, "") for old in left), *pairs]]


def _likeness(one, other):
    """The part of the words that two texts share in order, from 0 to 1."""
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def still_differing(tokens):
    """The pieces that still differ as their tokens say, in the order of the worklist."""
    keys = {key for key, _dash, _digest in (token.partition("-") for token in tokens)}
    versions = PublishedVersion.objects.filter(pk__in=[key for key in keys if is_key(key)])
    found = (Differing(whole, differs) for whole, differs in worklist(versions=versions))
    return [one for one in found if one.token in tokens]
