"""The kinds of block that the front page can have: all that is known of one is its row."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from articles.models.version import PublishedVersionQuerySet as Versions

# The most places that a block can have, and the most blocks that a page can have.
MOST_PLACES, MOST_BLOCKS = 12, 12

LEAD, SECONDS, SECTION, SERIES, TAG = "lead", "seconds", "section", "series", "tag"
HAND, ARCHIVE, BOX = "hand", "archive", "box"
# What stands before every other block, whatever the order of those.
FIRST = (LEAD, SECONDS)

# What is live, narrowed to what belongs to a block. `block` has the columns of BlockColumns.
Belongs = Callable[["Versions", Any, datetime], "Versions"]


def _everything(live: "Versions", block: Any, at: datetime) -> "Versions":
    return live


def _in_section(live: "Versions", block: Any, at: datetime) -> "Versions":
    return live.filter(section=block.section_id)


def _in_series(live: "Versions", block: Any, at: datetime) -> "Versions":
    return live.filter(series=block.series_id)


def _with_tag(live: "Versions", block: Any, at: datetime) -> "Versions":
    return live.filter(tags__tag=block.tag_id)


def _archived(live: "Versions", block: Any, at: datetime) -> "Versions":
    """What is older than it says, of its section and with its tag if it names one."""
    live = live.filter(first_published_at__lt=at - timedelta(days=block.older_than))
    if block.section_id:
        live = _in_section(live, block, at)
    return _with_tag(live, block, at) if block.tag_id else live


class Kind(NamedTuple):
    """A kind of block: the columns that it asks for beside its heading, those among them without
    which it is nothing, what belongs to it, and how many places it begins with.

    Whatever `belongs` to it fills, the newest first, the places in which nothing is pinned. Nothing
    belongs to a block of pinned pieces alone, nor to one without places.
    """

    label: Promise
    explained: Promise
    belongs: Belongs | None
    asks: tuple[str, ...] = ("heading", "length")
    needs: str = ""
    length: int = 3

    @property
    def fills(self) -> bool:
        """Whether a place in which nothing is pinned is filled by itself."""
        return self.belongs is not None


KINDS: dict[str, Kind] = {
    LEAD: Kind(
        _("Lead"),
        _("The first piece of the page. The newest, unless another is pinned."),
        _everything,
        asks=(),
        length=1,
    ),
    SECONDS: Kind(
        _("Seconds"),
        _("What stands right below the lead. The newest, unless others are pinned."),
        _everything,
        asks=("length",),
    ),
    SECTION: Kind(
        _("Section"),
        _("The newest of a section."),
        _in_section,
        asks=("section", "heading", "length"),
        needs="section",
    ),
    SERIES: Kind(
        _("Series"),
        _("The newest of a series."),
        _in_series,
        asks=("series", "heading", "length"),
        needs="series",
    ),
    TAG: Kind(
        _("Tag"),
        _("The newest with a tag."),
        _with_tag,
        asks=("tag", "heading", "length"),
        needs="tag",
    ),
    HAND: Kind(
        _("By hand"),
        _("Only what is pinned. Without any of it the block is not shown."),
        None,
        asks=("heading",),
    ),
    ARCHIVE: Kind(
        _("From the archive"),
        _("Older pieces, of a section or with a tag if it names one."),
        _archived,
        asks=("heading", "section", "tag", "older_than", "length"),
    ),
    BOX: Kind(
        _("Box"),
        _("A text of your own, with links."),
        None,
        asks=("heading", "text"),
        needs="text",
        length=0,
    ),
}


def known() -> list[tuple[str, Promise]]:
    """The choices of a column: a kind needs no migration."""
    return [(name, kind.label) for name, kind in KINDS.items()]
