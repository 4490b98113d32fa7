"""Sentences on who paid in the texts of pieces from elsewhere, and what became of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.disclosure.models.coverage import Coverage
from articles.models.article import Article
from articles.models.choices import Funding
from articles.upkeep.models.batch import OneOfMany
from funding.models import Grant, Statement, Wording
from newsroom.audit.vouched import vouched_for
from newsroom.kit import languages
from newsroom.kit.fields import PlainTextField


class FoundSentence(models.Model):
    """What reads like a sentence on who paid, as it stands in the text of one piece or of many.

    `key` is the digest of what readers see of it. One that `resembles` another one is a variant
    of it: but for a misprint or a small word, they are the same. What is `set_aside` is none.
    """

    KINDS = [
        (kind.value, kind.label) for kind in (Statement.Kind.ACKNOWLEDGEMENT, Statement.Kind.VIEWS)
    ]

    key = models.CharField(max_length=64, unique=True)
    text = models.TextField(_("text"))
    kind = models.CharField(_("kind"), max_length=20, choices=KINDS)
    language = models.CharField(_("language"), max_length=10, choices=languages.spoken)
    resembles = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        related_name="variants",
        verbose_name=_("resembles"),
    )
    set_aside = models.BooleanField(_("set aside"), default=False)

    class Meta:
        verbose_name = _("sentence found in texts")
        verbose_name_plural = _("sentences found in texts")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="no_sentence_resembles_itself",
                condition=Q(resembles=None) | ~Q(resembles=models.F("pk")),
            )
        ]

    def __str__(self):
        return self.text[:80]


class Settlement(models.Model):
    """A decision on sentences that were found: the grant that they tell of, which covers the pieces
    from then on, or that nobody outside paid for some pieces.

    `wording` is what is printed instead of them, where none was in force before. Until somebody
    approves it, nothing is different for any piece.
    """

    sentences = models.ManyToManyField(
        FoundSentence, related_name="settlements", verbose_name=_("sentences")
    )
    grant = models.ForeignKey(
        Grant, models.PROTECT, null=True, related_name="settlements", verbose_name=_("grant")
    )
    wording = models.ForeignKey(
        Wording, models.PROTECT, null=True, related_name="settlements", verbose_name=_("wording")
    )
    reason = PlainTextField(_("reason"))
    decided_at = models.DateTimeField(_("decided"), auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    approved_at = models.DateTimeField(_("approved"), null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("approved by"),
    )

    class Meta:
        verbose_name = _("settlement")
        verbose_name_plural = _("settlements")
        ordering = ["-decided_at", "-pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                name="a_wording_that_settles_is_of_a_grant",
                condition=Q(wording=None) | Q(grant__isnull=False),
            ),
            models.CheckConstraint(
                name="an_approved_settlement_says_by_whom",
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
            ),
        ]

    def __str__(self):
        return str(self.grant or _("nobody outside paid"))

    @property
    def declares(self) -> str:
        """What its pieces declare of their funding."""
        return Funding.FUNDED if self.grant_id else Funding.NONE


# Nothing of it changes once it is approved.
vouched_for(~Q(approved_at=None))(Settlement)


class SettlementItem(OneOfMany):
    """One piece of a settlement, and what came of it.

    `declared_before` is what was declared of its funding until then, and `coverage` the row that
    was made for it: both are for whoever takes it back.
    """

    settlement = models.ForeignKey(Settlement, models.PROTECT, related_name="items")
    article = models.ForeignKey(Article, models.CASCADE, related_name="settlement_items")
    declared_before = models.CharField(max_length=10, choices=Funding, blank=True)
    coverage = models.ForeignKey(Coverage, models.SET_NULL, null=True, related_name="+")
    # While a move of the piece is made for it.
    is_under_way = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("piece of a settlement")
        verbose_name_plural = _("pieces of settlements")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="a_piece_once_in_a_settlement", fields=["settlement", "article"]
            ),
            models.UniqueConstraint(
                name="a_piece_is_settled_by_one_at_a_time",
                fields=["article"],
                condition=Q(is_under_way=True),
            ),
        ]

    def __str__(self):
        return f"{self.article}: {self.get_outcome_display()}"

    def places(self) -> models.QuerySet["Occurrence"]:
        """Where it takes sentences out, or took them out, in the order of the text."""
        return self.occurrences.select_related("sentence").order_by("place", "pk")


class Occurrence(models.Model):
    """Where a sentence stands in a text, or stood until an `item` took it out.

    `block` is the paragraph as it is stored, `left` what remains of it without the sentence, and
    `place` its number in the text. `edit` is that of the piece as it was read.
    """

    sentence = models.ForeignKey(FoundSentence, models.PROTECT, related_name="occurrences")
    article = models.ForeignKey(Article, models.CASCADE, related_name="occurrences")
    block = models.TextField()
    left = models.TextField(blank=True)
    place = models.PositiveIntegerField(editable=False)
    edit = models.PositiveIntegerField(editable=False)
    item = models.ForeignKey(SettlementItem, models.RESTRICT, null=True, related_name="occurrences")

    class Meta:
        verbose_name = _("place of a sentence")
        verbose_name_plural = _("places of sentences")
        ordering = ["article", "place", "pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.article}: {self.sentence}"
