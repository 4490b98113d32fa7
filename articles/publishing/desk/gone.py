"""What a piece once led to, and was deleted since: said by the name that it had."""

from django.utils.translation import gettext as _

from articles.models import Article
from newsroom.audit import changes
from newsroom.desk.asking import is_key
from newsroom.models import LedgerEntry

LEADING = ("section", "issue", "series", "lead_photo")


def deleted_since(article: Article, column: str, key: str) -> str:
    """The sentence that refuses what is not on file any more, or nothing where it is, or where the
    piece never led to it: whoever guesses keys is told no names.
    """
    model = Article._meta.get_field(column).related_model
    if not is_key(key) or model._base_manager.filter(pk=key).exists():
        return ""
    if not article.revisions.filter(**{f"content__{column}": int(key)}).exists():
        return ""
    deleted = LedgerEntry.objects.filter(
        subject_kind=model._meta.label_lower, subject_key=key, verb=changes.DELETE
    ).select_related("words")
    if entry := deleted.first():
        words = _("“%s” was deleted since: choose something else, or leave it empty.")
        return words % entry.subject_name
    return _("What stood here was deleted since: choose something else, or leave it empty.")
