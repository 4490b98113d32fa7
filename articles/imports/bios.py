"""Whose bio is it, and where can the author be found?"""

from django.utils.translation import gettext as _

from authors.handles import find_handles

from .ending.people import opening_author, opening_name
from .parts import Author


def place_bios(manuscript, blocks):
    """Give each bio to its author; an author known from nothing else is proposed.

    A bio that names nobody goes to the only author, or to the first.
    """
    proposing = not manuscript.authors
    for block in blocks:
        author = _owner(manuscript, block.text, proposing=proposing)
        if author is None:
            manuscript.unplaced.append(block.text)
            continue
        author.bio = f"{author.bio}\n{block.text}" if author.bio else block.text
        for handle in _handles(block):
            if handle not in author.handles:
                author.handles.append(handle)
                manuscript.guess(
                    "authors",
                    _("%(handle)s (%(platform)s) was found in the bio of %(name)s.")
                    % {
                        "handle": handle.handle,
                        "platform": handle.platform.label,
                        "name": author.name,
                    },
                )


def _owner(manuscript, text, *, proposing):
    names = [author.name for author in manuscript.authors]
    name, _rest = opening_author(text, names)
    if name:
        manuscript.guess(
            "authors",
            _("A paragraph at the end begins with the name of %(name)s.") % {"name": name},
        )
        return manuscript.authors[names.index(name)]
    if proposing and (name := opening_name(text)):
        manuscript.authors.append(Author(name))
        manuscript.guess(
            "authors",
            _("No author stands above the text; the bio at the end begins with “%(name)s”.")
            % {"name": name},
        )
        return manuscript.authors[-1]
    if not names:
        return None
    last = next((author for author in reversed(manuscript.authors) if author.bio), None)
    owner = last or manuscript.authors[0]
    manuscript.guess(
        "authors",
        _("A paragraph at the end was taken as the bio of %(name)s.") % {"name": owner.name},
    )
    return owner


def _handles(block):
    """Handles in the words and behind the links of a bio."""
    found = []
    for text in (block.text, *(url for _words, url in block.links)):
        found += find_handles(text)
    return found
