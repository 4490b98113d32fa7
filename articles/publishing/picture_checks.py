"""What the gate asks of the pictures of a piece: of the lead image, and of those in its text."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from articles.models import Article, Photo
from articles.models.figure import photos_in
from articles.models.problem import Problem


def lead_image_is_there(article: Article) -> Iterator[Problem]:
    if article.lead_caption and not article.lead_photo:
        yield Problem(
            "lead-image-missing",
            _("There is a caption for a lead image, and no lead image: nothing of it is printed."),
            "lead_photo",
            blocks=False,
        )


def photos_in_the_texts(articles: Iterable[Article]) -> dict[int, Photo]:
    """The photos that stand in the texts of some pieces, by their keys; in one query at most."""
    keys = {key for article in articles for key in photos_in(article.body)}
    return Photo.objects.in_bulk(keys) if keys else {}


def figures_are_settled(article: Article, photos: Mapping[int, Photo]) -> Iterator[Problem]:
    keys = photos_in(article.body)
    known = {key: photos[key] for key in keys if key in photos}
    if missing := [key for key in keys if key not in known]:
        words = _("The text shows pictures that are not in the library: %s. Take them out.")
        yield Problem("figure-missing", words % ", ".join(map(str, missing)), "body")
    for photo in known.values():
        yield from _figure_is_settled(photo)


def _figure_is_settled(photo):
    if not photo.is_described:
        words = _(
            "A picture in the text has no alternative text for readers who cannot see it, and is "
            "not marked as decorative: %s."
        )
        yield Problem("figure-alt-missing", words % photo, "body")
    if not photo.credit:
        yield Problem(
            "figure-credit-missing", _("A picture in the text has no credit: %s.") % photo, "body"
        )
    if not photo.licence:
        words = _("Nobody has said on what terms a picture in the text may be shown: %s.")
        yield Problem("figure-licence-missing", words % photo, "body")


def lead_image_is_settled(article: Article) -> Iterator[Problem]:
    photo = article.lead_photo
    if not photo:
        return
    if not photo.is_described:
        words = _(
            "The lead image has no alternative text for readers who cannot see it, and is not "
            "marked as decorative."
        )
        yield Problem("lead-alt-missing", words, "lead_photo")
    if not (article.lead_credit or photo.credit):
        yield Problem("lead-credit-missing", _("The lead image has no credit."), "lead_credit")
    if not photo.licence:
        words = _("Nobody has said on what terms the lead image may be shown.")
        yield Problem("lead-licence-missing", words, "lead_photo")
