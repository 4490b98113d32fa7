from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.version import PublishedVersion


class Findable(models.Model):
    """What readers find a version by: its words in their order, and their stems, as
    `newsroom.search.analyser` makes them of what was printed.

    There is one for each version of a piece that was not ended, and for nothing else: no draft has
    a place here. `names` are those of authors and tags. What a database searches in is made of this
    table by the database itself; see the migration that says so.
    """

    version = models.OneToOneField(
        PublishedVersion, models.PROTECT, primary_key=True, related_name="findable"
    )
    first_published_at = models.DateTimeField()
    title = models.TextField()
    standfirst = models.TextField()
    names = models.TextField()
    body = models.TextField()

    class Meta:
        verbose_name = _("index entry")
        verbose_name_plural = _("index")
        default_permissions = ()

    def __str__(self):
        return f"articles.publishedversion {self.pk}"
