from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.audit.vouched import EVERY_ROW, vouched_for

LEADS_ELSEWHERE = _(
    "Something else had this address before, and links still lead there. Choose another."
)


class FormerAddressQuerySet(models.QuerySet["FormerAddress"]):
    """The questions that are asked about old addresses."""

    def of(self, model: type[models.Model]) -> Self:
        """Those of the rows of a model."""
        return self.filter(kind=model._meta.label_lower)

    def of_others(self, row: models.Model) -> Self:
        """Those that lead to another row of its kind: it cannot have one of them."""
        others = type(row)._base_manager.filter(pk=models.OuterRef("key")).exclude(pk=row.pk)
        return self.of(type(row)).filter(models.Exists(others))


@vouched_for(EVERY_ROW)
class FormerAddress(models.Model):
    """What a row was called in addresses before: that address leads to it for ever.

    `kind` is the label of the row’s model, `key` its key. Append-only, and written by the
    triggers of `newsroom.addresses.leading_on` alone, whoever changes the address of a row and
    however. They refuse an address to a row where it leads to another one of its kind. Whoever
    records that change has the ledger vouch for the address that was left.
    """

    kind = models.CharField(_("kind"), max_length=100)
    slug = models.CharField(_("old address"), max_length=100)
    key = models.PositiveBigIntegerField(_("row"))

    objects = FormerAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="a_row_leaves_an_address_once", fields=["kind", "slug", "key"]
            )
        ]

    def __str__(self):
        return self.slug
