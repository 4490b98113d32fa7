"""What a file holds, held against what was read of it: what is missing is named with its place.

The file is walked in the plainest way there is, so that a word that its reader does not know to be
there is found all the same.
"""

import re
from collections import Counter

from django.utils.translation import gettext as _

WORD = re.compile(r"[^\W_]+")
# Of these many paragraphs with missing words it is looked whether they are only cut otherwise.
MOST_LOOKED_FOR = 200


def missing(held, read, told):
    """Yield a sentence for each of the paragraphs `held` of which words were lost.

    They are in none of the texts `read`; `told` are those of them that were left out and told.
    """
    told = [_bare(text) for text in told[:MOST_LOOKED_FOR]]
    left = Counter(word for text in read for word in WORD.findall(text.casefold()))
    whole, looked_for = "", 0
    for number, paragraph in enumerate(held, 1):
        words = Counter(WORD.findall(paragraph.casefold()))
        lacking = {word for word, count in words.items() if left[word] < count}
        left.subtract(words)
        if not lacking:
            continue
        looked_for += 1
        if looked_for <= MOST_LOOKED_FOR:
            whole = whole or _bare(" ".join(read))
            bare = _bare(paragraph)
            if bare in whole or _without(bare, told) in whole:
                continue
        yield _("%(text)s (not read; paragraph %(number)s of the file)") % {
            "text": paragraph,
            "number": number,
        }


def _without(bare, told):
    """What is left of a paragraph of which a part of a word was left out."""
    for part in told:
        bare = bare.replace(part, "", 1)
    return bare


def _bare(text):
    return "".join(WORD.findall(text.casefold()))
