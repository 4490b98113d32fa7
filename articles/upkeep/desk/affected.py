"""What a coverage row or a waiver does to live pieces, told on its own page at the desk."""

from django.contrib import messages
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.upkeep.affected import (
    SHOWN,
    affected_by,
    affected_by_waiver,
    affected_if_saved,
)
from articles.upkeep.desk.differing import Differing
from newsroom.kit.counting import numbered


def what_it_affects(coverage):
    """The context of a page: the pieces that a stored row covers."""
    return _context(affected_by(coverage))


def what_it_would_affect(coverage):
    """The context of a page: the pieces that a valid row would cover, once it is saved."""
    return _context(affected_if_saved(coverage))


def _context(found):
    return {
        "affected": found,
        "pieces": [(piece, Differing(piece.whole, piece.differs)) for piece in found.pieces],
        "more": found.count + found.let_go - SHOWN,
    }


def lead_to_the_worklist(request, rows, grant=None):
    """Where rows of coverage reach what is live, that stays as it is: somebody has to decide.

    `rows` are those that were saved or deleted, as they stand or as they stood.
    """
    if not request.user.has_perm("articles.reissue_article"):
        return
    if not any(row.versions().live().exists() for row in rows):
        messages.info(request, _("It reaches nothing that is live: readers see what they saw."))
        return
    query = {"grant": grant.pk} if grant else None
    url = reverse("admin:articles_reissue_worklist", query=query)
    words = _("What is live already stays as it is printed.")
    link = format_html('{} <a href="{}">{}</a>', words, url, _("Decide about it"))
    messages.info(request, link)


def tell_of_live_pieces(request, waiver):
    """Say how many live pieces print otherwise than a waiver wants, and lead there."""
    count = affected_by_waiver(waiver)
    words = ngettext(
        "One live piece says otherwise now.",
        "%d live pieces say otherwise now.",
        count,
    )
    words = numbered(words, count)
    if not count:
        messages.info(request, words)
        return
    if not request.user.has_perm("articles.reissue_article"):
        messages.warning(request, words)
        return
    url = reverse("admin:articles_reissue_worklist", query={"grant": waiver.grant_id})
    messages.warning(request, format_html('{} <a href="{}">{}</a>', words, url, _("Decide")))
