"""What readers would see otherwise than in each version that is live or to come."""

from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import User
from django.db.models import Subquery

from articles.models import PublishedVersion, Revision
from articles.models.printed import Printed
from articles.writing.desk.laid import laid
from articles.writing.sheet import compare, in_words, sheet_of_version


@dataclass(frozen=True)
class Otherwise:
    """A version beside what would be printed now; false where both read the same."""

    whole: Printed
    now: Printed

    def __bool__(self):
        return bool(self.differing)

    @property
    def version(self) -> PublishedVersion:
        return self.whole.version

    @cached_property
    def differing(self):
        return compare(sheet_of_version(self.whole), sheet_of_version(self.now))

    @cached_property
    def words(self):
        """What differs, in a few words."""
        return in_words(self.differing)

    @cached_property
    def entries(self):
        """What came and what went, as it is shown."""
        return laid(self.differing)

    @cached_property
    def writers(self):
        """Everybody who has saved something of the piece since this edition was made first."""
        edition = PublishedVersion.objects.filter(
            article=self.version.article_id, edition=self.version.edition
        )
        made = edition.order_by("frozen_at").values("frozen_at")[:1]
        since = Revision.objects.filter(article=self.version.article_id, at__gt=Subquery(made))
        return list(User.objects.filter(pk__in=since.values("by")).order_by("pk"))
