from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from newsroom.audit.vouched import vouched_for
from newsroom.kit import languages
from newsroom.kit.fields import (
    BodyField,
    EmailField,
    NameField,
    PlainTextField,
    WebAddressesField,
    WebAddressField,
)
from newsroom.kit.moments import day_of

# How long a new installation, or somebody who is new, may do without a second factor.
WHILE = timedelta(days=14)


def after_a_while() -> date:
    """The day on which a second factor is first needed in a new installation."""
    return day_of() + WHILE


# Whoever has filled in any of these has put it on the record; a migration has not.
FILLED_IN = (
    "legal_name",
    "contact",
    "donate_url",
    "profiles",
    "belongs_to",
    "funding_policy",
    "corrections_policy",
)


@vouched_for(~Q(**dict.fromkeys(FILLED_IN, "")), when_edited=True)
class Masthead(models.Model):
    """The publication's own name, policies and house rules. There is one row.

    A migration makes it; the database refuses a second.
    """

    THE_ROW = 1

    class Crawlers(models.TextChoices):
        """What may gather texts for language models. Search engines may, whatever is chosen."""

        UNSAID = "unsaid", _("is told nothing")
        ALLOWED = "allowed", _("may gather them")
        NO_TRAINING = "no-training", _("may answer with them, and not be trained with them")
        REFUSED = "refused", _("may not gather them")

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_ROW, editable=False)
    name = NameField(_("name"), max_length=120, default="Newsroom")
    tagline = NameField(_("tagline"), max_length=200, blank=True)
    legal_name = NameField(_("legal name of the publisher"), max_length=200, blank=True)
    contact = EmailField(_("contact address"), blank=True)
    donate_url = WebAddressField(_("how to donate"), blank=True)
    language = models.CharField(
        _("language"),
        max_length=10,
        choices=languages.spoken,
        default=languages.first,
        help_text=_("The language the publication mostly speaks."),
    )
    profiles = WebAddressesField(
        _("where else it is"),
        blank=True,
        help_text=_("The pages of the publication on social platforms, one address a line."),
    )
    belongs_to = WebAddressesField(
        _("what it belongs to"),
        blank=True,
        help_text=_("The associations that it is a member of, one address a line."),
    )
    funding_policy = BodyField(_("funding policy"), blank=True)
    corrections_policy = PlainTextField(_("corrections policy"), blank=True)
    four_eyes = models.BooleanField(
        _("four eyes"),
        default=False,
        help_text=_(
            "Nobody approves or publishes what they alone wrote, "
            "and nobody approves their own wording."
        ),
    )
    evidence_needed = models.BooleanField(
        _("evidence needed"),
        default=False,
        help_text=_("No wording is approved and no waiver decided without a file that shows it."),
    )
    crawlers = models.CharField(
        _("what gathers texts for language models"),
        max_length=12,
        choices=Crawlers,
        default=Crawlers.UNSAID,
        help_text=_("robots.txt and trust.txt tell it. It is a request, and no lock."),
    )
    llms_txt = models.BooleanField(
        _("a guide for language models"),
        default=False,
        help_text=_(
            "llms.txt says what the publication is, who pays for it, and what is new. There is "
            "none where all of them are refused."
        ),
    )
    second_factor_from = models.DateField(
        _("everybody at the desk needs a second factor from"),
        default=after_a_while,
        null=True,
        blank=True,
        help_text=_(
            "Until that day the desk reminds whoever has none, and whoever is new has two weeks. "
            "Empty: nobody needs one."
        ),
    )

    class Meta:
        verbose_name = _("masthead")
        verbose_name_plural = _("masthead")
        permissions = [("set_house_rules", _("Can set the house rules, such as four eyes"))]
        constraints = [
            models.CheckConstraint(
                name="there_is_one_masthead",
                condition=Q(id=1),
                violation_error_message=_("A publication has one masthead."),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def profiles_in_lines(self) -> list[str]:
        return self.profiles.split()

    @property
    def belongs_to_in_lines(self) -> list[str]:
        return self.belongs_to.split()

    @classmethod
    def current(cls) -> Self:
        """The masthead as it is stored now."""
        return cls.objects.get(pk=cls.THE_ROW)
