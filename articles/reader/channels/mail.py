"""A piece as newsletters carry it: its title, a few words, the way to it, and who paid.

Mail programs know few styles, and most of them only where they stand in the elements: what the
style sheet says is written into each.
"""

from css_inline import CSSInliner
from django.template.loader import render_to_string
from django.utils import formats, translation
from django.utils.safestring import mark_safe
from django.utils.translation import pgettext

from articles.reader.channels.feed_entry import outward
from articles.reader.channels.plain import told_in_full
from newsroom.kit.moments import day_of

STYLES = "articles/channels/mail.css"


def in_mail(piece, site_url, teaser="", *, elsewhere=False):
    """A piece as HTML for a mail, with classes; every address is absolute.

    Instead of the standfirst a `teaser` is shown, if there is one. For the mail of others
    (`elsewhere`) a picture is part of it where its licence lets it travel.
    """
    version = piece.version
    context = {"piece": piece, "version": version, "site_url": site_url, "teaser": teaser}
    context["lead"] = version.lead_picture
    if elsewhere and not version.lead_terms.is_free:
        context["lead"] = None
    html = render_to_string("articles/channels/mail.html", context)
    return mark_safe(outward(html, site_url, version.path).strip())


def mail_copy(piece, site_url):
    """A piece as HTML that others paste into a mail of theirs, styles and all."""
    html = in_mail(piece, site_url, elsewhere=True)
    return CSSInliner().inline_fragment(html, render_to_string(STYLES)).strip()


def inlined(html, *styles):
    """A whole mail with what STYLES, and other style sheets, say written into its elements. What
    its own `style` element says stays there: only there can be said what holds in the dark.
    """
    css = "".join(map(render_to_string, (STYLES, *styles)))
    inliner = CSSInliner(
        inline_style_tags=False,
        keep_style_tags=True,
        load_remote_stylesheets=False,
        extra_css=css,
    )
    return inliner.inline(html)


def in_plain_mail(piece, site_url, teaser=""):
    """The same as plain text. The funders’ words are copied letter for letter, each once."""
    version = piece.version
    with translation.override(version.language):
        comma = pgettext("between names", ",")
        names = [byline.name for byline in piece.speaking]
        day = formats.date_format(day_of(version.first_published_at))
        on_top, below = told_in_full(piece)
    parts = [
        *on_top,
        version.title,
        " · ".join(filter(None, [f"{comma} ".join(names), day])),
        teaser or version.standfirst,
        site_url + version.path,
        *below,
    ]
    return "\n\n".join(part for part in parts if part)
