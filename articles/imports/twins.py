"""The same manuscript twice: more often a slip than a wish."""

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article, PublishedVersion
from newsroom.models import LedgerEntry


def twin_of(article: Article, sha256: str, *, by: User | None) -> str | None:
    """A sentence that names the oldest piece made of the same file as this one, or of the same
    words, and its address; None where there is none.

    Of a piece that whoever imports it may not see it is told that there is one; `by` is None for
    the newsroom itself. `sha256` is the digest of the file. A piece counts until it is deleted,
    withdrawn ones too; its words are those that it has now, or was published with.
    """
    others = Article.objects.exclude(pk=article.pk).order_by("pk")
    words = {"title": article.title, "body": article.body}
    printed = PublishedVersion.objects.filter(**words).values("article")
    for twins, told in (
        (others.filter(pk__in=_made_of(sha256)), _("This very file was imported before, as %s.")),
        (others.filter(**words), _("The same text is here already, as %s.")),
        (others.filter(pk__in=printed), _("The same text is here already, as %s.")),
    ):
        if twin := twins.first():
            return told % _named(twin, by)
    return None


def _made_of(sha256):
    imports = LedgerEntry.objects.filter(verb="import", words__facts__sha256=sha256)
    return [int(key) for key in imports.values_list("subject_key", flat=True)]


def _named(article, by):
    is_theirs = by is None or article.created_by_id == by.pk
    if is_theirs or by.has_perm("articles.edit_any_article"):
        return f"“{article}” ({_address(article)})"
    return _("somebody else’s piece")


def _address(article):
    page = reverse("admin:articles_article_change", args=[article.pk])
    return settings.SITE_URL + (article.path or page)
