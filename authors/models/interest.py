from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from authors.models.author import Author
from newsroom.kit.fields import NameField, PlainTextField
from newsroom.kit.moments import day_of


class Interest(models.Model):
    """What an author has declared: work, money or membership that a reader should know of.

    Without an organisation it is the declaration that there is nothing to
    declare. Every declaration ends, so that it is asked for again.
    """

    author = models.ForeignKey(
        Author, models.CASCADE, related_name="interests", verbose_name=_("author")
    )
    organisation = NameField(
        _("organisation"),
        max_length=250,
        blank=True,
        help_text=_("Left empty, the author declares to have no interests."),
    )
    nature = NameField(
        _("nature"), max_length=200, blank=True, help_text=_("Such as employment, shares, a fee.")
    )
    text = PlainTextField(_("in the author’s words"), blank=True)
    starts_on = models.DateField(_("from"), default=day_of)
    ends_on = models.DateField(_("until"))

    class Meta:
        verbose_name = _("interest")
        verbose_name_plural = _("interests")
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="an_interest_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The declaration ends before it starts."),
            )
        ]

    def __str__(self):
        return self.organisation or str(_("nothing to declare"))

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a date in the publication’s time zone."""
        return self.starts_on <= day <= self.ends_on
