from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.changes import DecidesDisclosures
from funding.models.funder import Funder
from funding.models.grant import Grant
from newsroom.audit.vouched import vouched_for_when_edited
from newsroom.kit import languages, numbers
from newsroom.kit.fields import NameField
from newsroom.kit.files import KeptFileField

FALLBACK_AGREED = _(
    "A fallback language and the funder’s consent go together: choose the language, and say where "
    "the consent stands or upload it."
)


class StatementQuerySet(models.QuerySet["Statement"]):
    """The questions that are asked about statements."""

    def for_no_funding(self) -> Self:
        """What the site says under pieces that nobody outside paid for."""
        return self.filter(kind=Statement.Kind.NO_FUNDING, grant=None, funder=None)


@vouched_for_when_edited
class Statement(DecidesDisclosures):
    """Something that must be said: for a grant, for every grant of a funder, or for the site.

    What exactly is said is a `Wording`, one for each language.
    """

    class Kind(models.TextChoices):
        """In the order in which they are printed."""

        LEGAL_LABEL = "legal-label", _("label required by law")
        ACKNOWLEDGEMENT = "acknowledgement", _("acknowledgement")
        VIEWS = "views", _("views disclaimer")
        IN_KIND = "in-kind", _("support in kind")
        NO_FUNDING = "no-funding", _("no external funding")
        CONFLICT = "conflict", _("conflict of interest")
        AI_USE = "ai-use", _("use of AI")

    # What else readers should know of a piece: printed under a heading of its own.
    BESIDE_FUNDING = (Kind.CONFLICT, Kind.AI_USE)

    class Placement(models.TextChoices):
        END = "end", _("under the piece")
        TOP = "top", _("over the piece and under it")

    class Occasion(models.TextChoices):
        NAMED = "named", _("the grant may be named")
        NEUTRAL = "neutral", _("the grant may not be named (embargo or waiver)")

    grant = models.ForeignKey(
        Grant,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("grant"),
    )
    funder = models.ForeignKey(
        Funder,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("funder"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    label = NameField(
        _("label"), max_length=120, blank=True, help_text=_("For the desk; readers do not see it.")
    )
    mandatory = models.BooleanField(
        _("mandatory"),
        default=True,
        help_text=_("Without a wording in the piece’s language, the piece cannot be published."),
    )
    placement = models.CharField(
        _("placement"), max_length=4, choices=Placement, default=Placement.END
    )
    occasion = models.CharField(
        _("printed while"), max_length=7, choices=Occasion, default=Occasion.NAMED
    )
    position = numbers.PositiveSmallIntegerField(_("position"), default=0)
    fallback_language = models.CharField(
        _("fallback language"),
        max_length=10,
        choices=languages.spoken,
        blank=True,
        help_text=_(
            "Printed where no wording is approved in the piece’s language. It takes the funder’s "
            "consent: a sentence in another language is not what most agreements ask for."
        ),
    )
    fallback_consent = NameField(
        _("where the funder’s consent stands"),
        max_length=250,
        blank=True,
        help_text=_("Such as “letter of 3 March 2025” or “agreement, article 7.2”."),
    )
    fallback_evidence = KeptFileField(_("the consent as a file"), upload_to="evidence", blank=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_statement_is_of_a_kind",
                condition=~Q(kind=""),
                violation_error_message=_("Say what kind of statement it is."),
            ),
            models.CheckConstraint(
                name="a_statement_is_for_one_thing",
                condition=Q(grant=None) | Q(funder=None),
                violation_error_message=_(
                    "A statement is for a grant, or for a funder, or for the whole site."
                ),
            ),
            models.CheckConstraint(
                name="a_fallback_is_agreed",
                condition=Q(fallback_language="", fallback_consent="", fallback_evidence="")
                | (~Q(fallback_language="") & ~Q(fallback_consent="", fallback_evidence="")),
                violation_error_message=FALLBACK_AGREED,
            ),
        ]

    def __str__(self):
        owner = self.grant or self.funder or _("the site")
        return f"{self.label or self.get_kind_display()} ({owner})"

    def clean(self) -> None:
        """Say at the field that is empty that a language and a consent go together."""
        consent = self.fallback_consent or self.fallback_evidence
        if bool(self.fallback_language) != bool(consent):
            empty = "fallback_consent" if self.fallback_language else "fallback_language"
            raise ValidationError({empty: FALLBACK_AGREED})

    @property
    def is_for_no_funding(self) -> bool:
        """Whether the site says it under pieces that nobody outside paid for."""
        return self.kind == self.Kind.NO_FUNDING and not (self.grant_id or self.funder_id)

    @property
    def rank(self) -> int:
        """Where its kind stands in print."""
        return self.Kind.values.index(self.kind)
