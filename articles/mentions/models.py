"""Who a piece mentions, what its authors have confirmed, and what editors made of both."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from authors.models import Author
from newsroom.kit.fields import NameField, PlainTextField


class InterestConfirmation(models.Model):
    """An author's word, for one piece, that what they have declared is complete."""

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="interest_confirmations", verbose_name=_("article")
    )
    author = models.ForeignKey(
        Author, models.PROTECT, related_name="interest_confirmations", verbose_name=_("author")
    )
    confirmed_at = models.DateTimeField(_("confirmed"), auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("recorded by"),
    )

    class Meta:
        verbose_name = _("confirmation of interests")
        verbose_name_plural = _("confirmations of interests")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="an_author_confirms_once",
                fields=["article", "author"],
                violation_error_message=_("This author has confirmed for this piece already."),
            )
        ]

    def __str__(self):
        return str(self.author)


class WithWhoDecided(models.Manager["MentionDecision"]):
    """Who decided is told wherever a decision is."""

    def get_queryset(self) -> models.QuerySet["MentionDecision"]:
        return super().get_queryset().select_related("decided_by")


class MentionDecision(models.Model):
    """What an editor decided about a funder or affiliation that the text mentions."""

    class Decision(models.TextChoices):
        DISCLOSE = "disclose", _("disclose")
        IRRELEVANT = "irrelevant", _("not relevant")

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="mention_decisions", verbose_name=_("article")
    )
    name = NameField(_("name"), max_length=250)
    key = models.CharField(editable=False)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision)
    reason = PlainTextField(_("because"), blank=True)
    decided_at = models.DateTimeField(_("decided"), auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("decided by"),
    )

    objects = WithWhoDecided()

    class Meta:
        verbose_name = _("decision on a mention")
        verbose_name_plural = _("decisions on mentions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="a_mention_is_decided_once", fields=["article", "key"]),
            models.CheckConstraint(
                name="an_irrelevant_mention_says_why",
                condition=Q(decision="disclose") | ~Q(reason=""),
                violation_error_message=_("Say why the mention is not relevant."),
            ),
        ]

    def __str__(self):
        return f"{self.name}: {self.get_decision_display()}"
