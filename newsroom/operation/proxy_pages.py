"""The pages of the proxy in front: what it says where the newsroom is not asked, or is silent.

Each is one file that needs nothing else, for styles come from the newsroom as well. Its style sheet
stands in the page, and its own policy allows that one by its digest.
"""

from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from newsroom.content_policy import inline_hash

UNREAD = (
    _("This could not be read"),
    _("Nothing was saved and nothing was done. The address or the form was damaged."),
)
NOTHING = (_("Nothing is here"), _("No page of this publication has this address."))
TOO_LARGE = (
    _("Too much at once"),
    _("Nothing was saved and nothing was done: what was sent is larger than is taken here."),
)
AWAY = (
    _("This is not possible for the moment"),
    _("The newsroom does not answer; it is being started anew, perhaps. Try again in a minute."),
)
# Whatever nginx tells a browser by itself, by its status: the title, and what it means.
PAGES = {
    400: UNREAD,
    404: NOTHING,
    413: TOO_LARGE,
    414: UNREAD,
    500: AWAY,
    502: AWAY,
    503: AWAY,
    504: AWAY,
}
STYLES = ("tokens", "base", "layout")


def write_pages(folder: Path) -> list[Path]:
    """Write each page as ``STATUS.html`` into a folder, in the language of the publication.

    Raises OSError where that cannot be done.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(folder / f"{status}.html", page(status)) for status in PAGES]


def page(status: int) -> str:
    """The page for a status, whole."""
    title, words = PAGES[status]
    style = mark_safe("".join(_sheet(name) for name in STYLES))
    with override(settings.LANGUAGE_CODE):
        return render_to_string(
            "proxy.html",
            {
                "status": status,
                "title": title,
                "words": words,
                "is_away": status >= 500,
                "was_sent": status >= 500 or status == 413,
                "style": style,
                "style_hash": mark_safe(inline_hash(f"<style>{style}</style>")),
            },
        )


def _sheet(name):
    return (settings.BASE_DIR / "static" / "css" / f"{name}.css").read_text()


def _write(file, text):
    # The proxy may be sending the one from before.
    part = file.with_suffix(".part")
    part.write_text(text)
    return part.replace(file)
