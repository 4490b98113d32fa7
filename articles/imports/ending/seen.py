"""What can be seen in a block at the edge of a piece: words by their stems, and its form.

Nothing is decided here. Words are asked for by the lists of `languages/`; form is what needs no
language: an address, an amount, a name in the first words, an imperative, the length.
"""

from functools import cached_property

from authors.handles import find_handles
from funding.amounts import read_amounts

from ..words import pattern_of
from .forms import (
    ACCOUNT,
    ADDRESS,
    AGENT,
    CLAUSE,
    COMMAND,
    DIRECT_SPEECH,
    GRANT_NUMBER,
    LABEL,
    ORGANISATION,
    PROPER_NAME,
    QUOTED_PROJECT,
    SENTENCE,
    SMALL_ORGANISATION,
    SPEAKS,
    THIS_PROJECT,
    THIS_TEXT,
    label_of,
)

SHORT, LONG = 320, 520


class Seen:
    """A block as the scores look at it.

    ``names`` are the authors; ``headed`` is what the heading right above it names; ``speakers``
    are names that open several blocks of the piece before a colon, as in an interview.
    """

    def __init__(self, block, names=(), headed="", speakers=()):
        self.block, self.text, self.names = block, block.text, names
        self.headed, self.speakers = headed or label_of(block.text), speakers

    def has(self, key):
        return bool(pattern_of(key).search(self.text))

    def place(self, *keys):
        """Where the first word of one of the lists stands, or None."""
        found = [match.start() for key in keys if (match := pattern_of(key).search(self.text))]
        return min(found, default=None)

    def opens(self, key, words=5):
        """Whether one of the first words of the text begins with a stem of the list."""
        return any(pattern_of(key).match(word) for word in self._first[:words])

    def labelled(self, *keys):
        """Whether a label of up to four words, before a colon, has a stem of one of the lists."""
        found = LABEL.match(self.text)
        label = found["label"] if found else ""
        return len(label.split()) <= 4 and any(pattern_of(key).search(label) for key in keys)

    @cached_property
    def _first(self):
        return [word.lstrip("(„“«»\"'[*–—-") for word in self.text[:200].split()]

    @cached_property
    def sentences(self):
        return SENTENCE.split(self.text)

    @property
    def is_short(self):
        return len(self.text) <= SHORT and len(self.sentences) <= 2

    @property
    def is_long(self):
        return len(self.text) > LONG

    @cached_property
    def addressed(self):
        """An address in the words or behind a link."""
        return bool(ADDRESS.search(self.text)) or any(
            url.startswith(("http:", "https:", "mailto:")) for _words, url in self.block.links
        )

    @cached_property
    def has_account(self):
        return bool(ACCOUNT.search(self.text))

    @cached_property
    def has_amount(self):
        return bool(read_amounts(self.text))

    @cached_property
    def has_number(self):
        return bool(GRANT_NUMBER.search(self.text))

    @cached_property
    def has_handle(self):
        return bool(find_handles(self.text)) or any(
            find_handles(url) for _w, url in self.block.links
        )

    @cached_property
    def organisation(self):
        return bool(ORGANISATION.search(self.text) or SMALL_ORGANISATION.search(self.text))

    @cached_property
    def proper_name(self):
        return any(found[0] not in self.names for found in PROPER_NAME.finditer(self.text))

    @cached_property
    def by_an_organisation(self):
        """``by the Open Fund``, ``von der Stiftung``: whoever did it, or from whom it came."""
        return bool(AGENT.search(self.text))

    @cached_property
    def orders(self):
        """An imperative opens a sentence or a clause, known by its ending."""
        return any(COMMAND.match(self.text, clause.end()) for clause in CLAUSE.finditer(self.text))

    @cached_property
    def commands(self):
        """An imperative, known by its ending or by its stem."""
        asks = pattern_of("appeal.asks")
        return self.orders or any(
            asks.match(self.text, clause.end()) for clause in CLAUSE.finditer(self.text)
        )

    @cached_property
    def about_the_piece(self):
        """It speaks of this very text, or of the work for it."""
        return bool(THIS_TEXT.search(self.text)) or any(
            self.opens(key) for key in ("piece.text", "piece.journey")
        )

    @cached_property
    def about_the_project(self):
        return bool(THIS_PROJECT.search(self.text)) or self.opens("piece.project", 3)

    @cached_property
    def quotes_a_project(self):
        return bool(QUOTED_PROJECT.search(self.sentences[0]))

    @cached_property
    def speaks_of_the_author(self):
        return self.has("views.writer") or any(name in self.text for name in self.names)

    @cached_property
    def story(self):
        """What a paragraph of the text itself has, and what is said about the text has not."""
        return -(
            3 * (self.has("story.speech") and not self.headed)
            + 1.5 * self.has("story.narrative")
            + 4 * bool(SPEAKS.match(self.text))
            + 2 * bool(DIRECT_SPEECH.search(self.text))
            + self.is_long
            + 0.5 * max(0, len(self.sentences) - 2)
        )
