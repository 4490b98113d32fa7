from django.db import models
from django.utils.translation import gettext_lazy as _


class Indexed(models.Model):
    """What a row is found by, as `newsroom.search.analyser` makes it of its words.

    `kind` is the label of its model. What a database searches in is made of this table by the
    database itself; see the migration that says so.
    """

    kind = models.CharField(max_length=100)
    key = models.PositiveBigIntegerField()
    title = models.TextField(blank=True)
    terms = models.TextField(blank=True)

    class Meta:
        verbose_name = _("index entry")
        verbose_name_plural = _("index")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="a_row_is_indexed_once", fields=["kind", "key"])
        ]

    def __str__(self):
        return f"{self.kind} {self.key}"
