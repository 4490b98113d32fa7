"""Where a photo is shown: in what readers see, in what is scheduled, in what is being written."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import User

from articles.desk.scope import seen_by
from articles.models import Article, Figure, Photo, PublishedVersion, VersionFigure
from newsroom.kit import clock


@dataclass
class Use:
    """A piece that shows a photo, and in which of its forms."""

    article: Article
    is_live: bool = False
    is_scheduled: bool = False
    is_written: bool = False


@dataclass
class Uses:
    """The pieces that show a photo and that somebody may see, and how many others do."""

    seen: list[Use] = field(default_factory=list)
    others: int = 0

    def __bool__(self) -> bool:
        return bool(self.seen or self.others)


def uses(photos: Iterable[Photo], *, by: User) -> dict[int, Uses]:
    """The Uses of each photo, by its key. As many queries for many photos as for one."""
    photos = list(photos)
    now = clock.now()
    found: dict[int, dict[int, set[str]]] = {photo.pk: defaultdict(set) for photo in photos}
    for photo, article, how in (*_written(photos), *_printed(photos, now)):
        found[photo][article].add(how)
    keys = {article for shown in found.values() for article in shown}
    seen = seen_by(by, Article.objects.filter(pk__in=keys)).in_bulk() if keys else {}
    return {photo: _uses(shown, seen) for photo, shown in found.items()}


def _written(photos):
    """(key of the photo, key of the article, how) for what is being written."""
    for photo, article in Figure.objects.filter(photo__in=photos).values_list("photo", "article"):
        yield photo, article, "is_written"
    led = Article.objects.filter(lead_photo__in=photos)
    for photo, article in led.values_list("lead_photo", "pk"):
        yield photo, article, "is_written"


def _printed(photos, now):
    """The same for what readers see, or will see. A lead image is known by its file."""
    unfinished = PublishedVersion.objects.unfinished(now)
    rows = VersionFigure.objects.filter(photo__in=photos, version__in=unfinished)
    for photo, article, since in rows.values_list(
        "photo", "version__article", "version__live_from"
    ):
        yield photo, article, _when(since, now)
    by_file = defaultdict(list)
    for photo in photos:
        by_file[photo.file.name].append(photo.pk)
    led = unfinished.filter(lead_file__in=[name for name in by_file if name])
    for file, article, since in led.values_list("lead_file", "article", "live_from"):
        for photo in by_file[file]:
            yield photo, article, _when(since, now)


def _when(since, now):
    return "is_live" if since <= now else "is_scheduled"


def _uses(shown, seen):
    told = [Use(seen[key], **dict.fromkeys(how, True)) for key, how in shown.items() if key in seen]
    told.sort(key=lambda use: (not use.is_live, use.article.title))
    return Uses(told, len(shown) - len(told))
