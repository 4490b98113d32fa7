"""What follows from saving the working copy."""

from django.db import transaction
from django.db.models import F

from articles.models import Article
from articles.models.choices import Stage
from articles.publishing.freeze import text_digest
from articles.publishing.perform import perform


@transaction.atomic
def edited(article, *, by):
    """Count the edit, remember the writer, and send a piece back whose approved text changed.

    Call it after the article and its rows are saved. Returns whether it was
    sent back to review.
    """
    Article.objects.filter(pk=article.pk).update(edit=F("edit") + 1)
    article.refresh_from_db(fields=["edit", "stage", "approved_text"])
    article.writers.add(by)
    if article.stage != Stage.READY or text_digest(article) == article.approved_text:
        return False
    perform("revise", article, by=by)
    return True
