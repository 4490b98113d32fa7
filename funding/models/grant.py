from datetime import date, datetime
from decimal import Decimal
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from funding.amounts import ABSURD, refuse_absurd, write_amount
from funding.changes import DecidesDisclosures
from funding.models.funder import Funder
from newsroom.addresses.fields import AddressField
from newsroom.audit.vouched import vouched_for_when_edited
from newsroom.kit import clock, numbers
from newsroom.kit.fields import CurrencyField, NameField, PlainTextField
from newsroom.kit.files import KeptFileField
from newsroom.kit.moments import day_of
from newsroom.search.searched import Searched


class GrantQuerySet(models.QuerySet["Grant"]):
    """The questions that are asked about grants."""

    def settled(self, at: datetime | None = None) -> Self:
        """The grants that are more than proposed, and under no embargo at a moment (now)."""
        confirmed = self.exclude(status=Grant.Status.PROPOSED)
        return confirmed.exclude(embargoed_until__gt=at or clock.now())

    def public(self, at: datetime | None = None) -> Self:
        """The grants that the site names at a moment (now, unless told otherwise)."""
        return self.filter(public=True).settled(at)


@vouched_for_when_edited
class Grant(Searched, DecidesDisclosures):
    """A project that pays for pieces, as its agreement describes it.

    No status hides what was printed: an ended or terminated grant stays
    disclosed on every piece that it paid for.
    """

    searched = ("title", "reference", "framework", "summary")

    class Kind(models.TextChoices):
        MONETARY = "monetary", _("money for a project")
        CORE = "core", _("core support")
        IN_KIND = "in-kind", _("in kind")

    # Of these kinds a grant is money; where none is known, nobody can say.
    MONEY = (Kind.MONETARY, Kind.CORE)

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("proposed, not confirmed")
        ACTIVE = "active", _("active")
        ENDED = "ended", _("ended")
        SUSPENDED = "suspended", _("suspended")
        TERMINATED = "terminated", _("terminated")
        CLOSED = "closed", _("reported and closed")

    title = NameField(
        _("project title"), max_length=250, help_text=_("Letter for letter as in the agreement.")
    )
    slug = AddressField(
        _("address"), made_from="title", help_text=_("Left empty, it is made from the title.")
    )
    reference = NameField(_("agreement number"), max_length=100, blank=True)
    framework = NameField(
        _("framework"),
        max_length=250,
        blank=True,
        help_text=_("The programme or scheme, such as “Polish development cooperation”."),
    )
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=Kind,
        blank=True,
        help_text=_("Left empty, it is not known, and nothing is said about it."),
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PROPOSED)
    amount = numbers.DecimalField(
        _("amount"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01")), refuse_absurd],
        help_text=_("Empty means not disclosed or not known; nought is not a grant."),
    )
    currency = CurrencyField(
        _("currency"), blank=True, help_text=_("Its three letters, such as PLN.")
    )
    amount_public = models.BooleanField(_("amount is public"), default=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    pieces_from = models.DateField(
        _("pieces from"),
        null=True,
        blank=True,
        help_text=_("The first day on which a piece that it pays for may be first published."),
    )
    pieces_until = models.DateField(
        _("pieces until"),
        null=True,
        blank=True,
        help_text=_("The last such day. Both are often other days than those of the project."),
    )
    awarded_on = models.DateField(_("awarded"), null=True, blank=True)
    promised_pieces = numbers.PositiveIntegerField(
        _("pieces promised"), null=True, blank=True, help_text=_("For the funder’s report.")
    )
    embargoed_until = models.DateTimeField(
        _("embargoed until"),
        null=True,
        blank=True,
        help_text=_(
            "Named nowhere before this moment; its neutral statements are printed until then."
        ),
    )
    agreement = KeptFileField(_("agreement"), upload_to="evidence", blank=True)
    summary = PlainTextField(
        _("summary"),
        blank=True,
        help_text=_("What it pays for; of support in kind, what was given."),
    )
    public = models.BooleanField(
        _("public"), default=True, help_text=_("Has a page of its own on the site.")
    )
    allows_appeals = models.BooleanField(
        _("appeals allowed"),
        default=True,
        help_text=_("Whether a donate box may stand on the pieces that this grant paid for."),
    )
    funders = models.ManyToManyField(
        Funder, through="GrantParty", related_name="grants", verbose_name=_("funders")
    )

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        ordering = ["-starts_on", "title"]
        constraints = [
            models.CheckConstraint(
                name="a_grant_pays_something",
                condition=Q(amount=None) | Q(amount__gt=0),
                violation_error_message=_(
                    "An amount is more than nought; leave it empty if it is not known."
                ),
            ),
            models.CheckConstraint(
                name="a_grant_pays_no_absurd_amount",
                condition=Q(amount=None) | Q(amount__lte=ABSURD),
                violation_error_message=_("This is more than a grant can be."),
            ),
            models.CheckConstraint(
                name="an_amount_has_a_currency",
                condition=Q(amount=None, currency="") | (Q(amount__isnull=False) & ~Q(currency="")),
                violation_error_message=_("An amount and a currency go together."),
            ),
            models.CheckConstraint(
                name="a_grant_ends_after_it_starts",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The grant ends before it starts."),
            ),
            models.CheckConstraint(
                name="a_grants_pieces_end_after_they_start",
                condition=Q(pieces_from=None)
                | Q(pieces_until=None)
                | Q(pieces_until__gte=F("pieces_from")),
                violation_error_message=_("The last day for pieces is before the first one."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("grant", args=[self.slug])

    def takes(self, day: date) -> bool:
        """Whether a piece that it pays for may be first published on a day, both ends included."""
        begun = self.pieces_from is None or self.pieces_from <= day
        return begun and (self.pieces_until is None or day <= self.pieces_until)

    def is_over(self, day: date) -> bool:
        """Whether nothing may be expected of it, by its status, for a piece of a day.

        What came out while a grant ran is its own, though it has ended since; of one
        that was stopped nobody knows from which day on.
        """
        ended = self.status in (Grant.Status.ENDED, Grant.Status.CLOSED)
        ran = self.ends_on is not None and day <= self.ends_on and day < day_of()
        return self.status in (Grant.Status.SUSPENDED, Grant.Status.TERMINATED) or (
            ended and not ran
        )

    @property
    def public_amount(self) -> str:
        """The amount as it is printed, or nothing where it is unknown or not public."""
        if self.amount is None or not self.amount_public:
            return ""
        return write_amount(self.amount, self.currency)


@vouched_for_when_edited
class GrantParty(DecidesDisclosures):
    """What an organisation does in a grant. Roles are those of IATI's OrganisationRole list."""

    class Role(models.TextChoices):
        FUNDING = "funding", _("funding")
        EXTENDING = "extending", _("extending")
        COFUNDING = "cofunding", _("co-funding")
        IMPLEMENTING = "implementing", _("implementing")

    PAYING = (Role.FUNDING, Role.EXTENDING, Role.COFUNDING)

    grant = models.ForeignKey(
        Grant, models.CASCADE, related_name="parties", verbose_name=_("grant")
    )
    funder = models.ForeignKey(
        Funder, models.PROTECT, related_name="parties", verbose_name=_("funder")
    )
    role = models.CharField(_("role"), max_length=12, choices=Role)
    share = numbers.DecimalField(
        _("share in per cent"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Of the whole cost, as far as it is known."),
    )
    position = numbers.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="a_party_has_a_role_once",
                fields=["grant", "funder", "role"],
                violation_error_message=_("This party has this role already."),
            ),
            models.CheckConstraint(
                name="a_party_has_a_role",
                condition=~Q(role=""),
                violation_error_message=_("Say what this party does in the grant."),
            ),
            models.CheckConstraint(
                name="a_share_is_a_share",
                condition=Q(share=None) | Q(share__gt=0, share__lte=100),
                violation_error_message=_("A share is more than 0 and at most 100 per cent."),
            ),
        ]

    def __str__(self):
        return f"{self.funder} ({self.get_role_display()})"
