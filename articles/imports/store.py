"""From a manuscript to a draft: everything it says becomes rows, and every guess is marked."""

import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.imports.fitting import fitting
from articles.imports.manuscript import ManuscriptRefused, read_manuscript
from articles.imports.proposals import propose_appeals, propose_funding
from articles.imports.twins import twin_of
from articles.models import Article, Byline, Correction, Guess, Section, Tag
from articles.models.choices import Funding
from articles.models.tagging import MOST as MOST_TAGS
from articles.publishing.edits import count_edits
from authors.models import Author, SocialHandle
from funding.changes import changing
from newsroom.audit import changes, ledger
from newsroom.kit.text import name_key

CAPTION = "lead_image"
MEANT_TWICE = gettext_lazy(
    "If it is meant twice, import it as a draft, and confirm at the desk what is asked there."
)


def import_manuscript(data, filename, *, by, section=None, language=None, only_once=False):
    """Make a draft of the bytes of a file and return it as (article, manuscript).

    `section` is a `Section` that goes before the one the manuscript names. A manuscript that is
    here already is marked for a person to confirm; `only_once` is for who asks nobody.
    Raises ManuscriptRefused, and writes nothing, for what cannot be read, and with `only_once`
    for what is here already.
    """
    with changing(by=by):
        manuscript = matched(read_manuscript(data, filename, language=language))
        digest = hashlib.sha256(data).hexdigest()
        try:
            article = store(manuscript, by=by, section=section)
        except ValidationError as problem:
            raise ManuscriptRefused(" ".join(problem.messages)) from problem
        # Of two who import the same at once, the second sees the first.
        ledger.lock()
        if twin := twin_of(article, digest, by=by):
            if only_once:
                raise ManuscriptRefused(f"{twin} {MEANT_TWICE}")
            manuscript.guess("title", twin)
        _store_guesses(article, manuscript)
        ledger.record(by, "import", article, file=filename, sha256=digest)
    return article, manuscript


def matched(manuscript):
    """Mark the manuscript's authors that are on file: `matched` is their address."""
    for author in manuscript.authors:
        found = Author.objects.named(author.name).order_by("pk")
        author.matched = found[0].slug if found else None
        if len(found) > 1:
            manuscript.guess("authors", _("Several authors are called %s.") % author.name)
    return manuscript


@transaction.atomic
def store(manuscript, *, by, section=None):
    """Write a matched manuscript as a draft with its proposals, but for what was guessed of it;
    returns the article.
    """
    image, column = manuscript.lead_image, Article._meta.get_field
    article = Article.objects.create(
        title=fitting(manuscript, "title", manuscript.title, column("title")),
        standfirst=manuscript.standfirst,
        body=manuscript.body_html,
        language=manuscript.language,
        section=section or _section(manuscript),
        dated=manuscript.date,
        lead_caption=image.caption if image else "",
        lead_credit=fitting(manuscript, CAPTION, image.credit, column("lead_credit"))
        if image
        else "",
        funding=Funding.FUNDED if manuscript.acknowledgements else Funding.UNDECLARED,
        created_by=by,
    )
    if by:
        article.writers.add(by)
    new: list[Model] = [*_store_tags(article, manuscript)]
    for text in manuscript.corrections:
        Correction.objects.create(article=article, text=text, created_by=by)
    new += _store_authors(article, manuscript)
    propose_funding(article, manuscript, by=by)
    propose_appeals(manuscript, by=by)
    count_edits([article.pk], by=by)
    # Last: whoever has the ledger waits for no row.
    changes.added(by, *new)
    return article


def _section(manuscript):
    section = Section.objects.filter(key=name_key(manuscript.section)).first()
    if section is None:
        known = ", ".join(Section.objects.values_list("name", flat=True))
        manuscript.guess(
            "section",
            _("“%(name)s” is not a section here; choose one of: %(known)s.")
            % {"name": manuscript.section, "known": known}
            if manuscript.section
            else _("The manuscript names no section; choose one of: %s.") % known,
        )
    return section


def _store_tags(article, manuscript):
    """File the piece; returns the tags that are new. A name that no tag can have is told of, and so
    is what are too many for one piece.
    """
    new = []
    if len(manuscript.tags) > MOST_TAGS:
        words = _("Of %(n)d tags the first %(most)d are taken: a piece has no more.")
        manuscript.guess("tags", words % {"n": len(manuscript.tags), "most": MOST_TAGS})
    for name in manuscript.tags[:MOST_TAGS]:
        try:
            new += Tag.objects.unknown([name])
            article.tags.add(name)
        except ValidationError as problem:
            words = _("Left out of the tags: %(tag)s. %(why)s")
            manuscript.guess("tags", words % {"tag": name, "why": " ".join(problem.messages)})
    return Tag.objects.filter(key__in=new)


def _store_authors(article, manuscript):
    """Sign the piece; returns the rows of authors and handles that are new."""
    new = []
    for position, proposed in enumerate(manuscript.authors):
        author = Author.objects.filter(slug=proposed.matched).first() if proposed.matched else None
        if author is None:
            name = fitting(manuscript, "authors", proposed.name, Author._meta.get_field("name"))
            author = Author.objects.create(name=name, bio=proposed.bio)
            new.append(author)
            manuscript.guess("authors", _("%s is new here and was added to the authors.") % author)
        own_bio = proposed.bio if proposed.bio != author.bio else ""
        Byline.objects.get_or_create(
            article=article, author=author, defaults={"bio": own_bio, "position": position}
        )
        new += _store_handles(author, proposed, manuscript)
    return new


def _store_handles(author, proposed, manuscript):
    """Those of a new author are kept, and returned; one who is on file has a public page, which
    stays as it is.

    Whoever imports a manuscript need not be one who may change authors.
    """
    kept, known = [], {(one.platform, one.handle) for one in author.handles.all()}
    for handle in proposed.handles:
        if (handle.platform, handle.handle) in known:
            continue
        if proposed.matched:
            words = _("%(url)s is not on file for %(author)s: add it there if it is theirs.")
            manuscript.guess("authors", words % {"url": handle.url, "author": author})
        else:
            kept.append(
                SocialHandle.objects.create(
                    author=author, platform=handle.platform, handle=handle.handle
                )
            )
    return kept


def _store_guesses(article, manuscript):
    guesses = [Guess(article=article, field=g.field, why=g.why) for g in manuscript.guesses]
    guesses += [
        Guess(article=article, field="body", why=_("This text was not placed: %s") % text)
        for text in manuscript.unplaced
    ]
    Guess.objects.bulk_create(guesses)
