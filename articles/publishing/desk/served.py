"""What readers see of a piece at a moment, and what they will see as it is planned."""

from functools import cached_property

from articles.models.printed import read_printed


class Served:
    """Each part is asked for once, and nothing of a piece that has no address yet."""

    def __init__(self, article, now):
        self.article, self.now = article, now

    @cached_property
    def versions(self):
        """What is live and what will be, the earliest first."""
        return [whole.version for whole in self.printed]

    @cached_property
    def printed(self):
        """The same, with everything that is printed of each."""
        versions = self.article.versions.unfinished(self.now).select_related("issue")
        return read_printed(versions) if self.article.path else []

    @cached_property
    def seen(self):
        """What readers see now, or saw last; None where they never saw anything."""
        if self.live or not self.article.path:
            return next((whole for whole in self.printed if whole.version is self.live), None)
        gone = self.article.versions.gone(self.now).order_by("-number")
        return next(iter(read_printed(gone[:1])), None)

    @property
    def live(self):
        return next((version for version in self.versions if version.live_from <= self.now), None)

    @property
    def gone(self):
        """The last version that readers saw, where they see nothing any more; or None."""
        return self.seen.version if self.seen and not self.live else None

    @property
    def scheduled(self):
        return [version for version in self.versions if version.live_from > self.now]
