"""The editor of the text of a piece: what it can do beside what every editor of the desk can."""

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from js_asset import Media

from articles.desk.picking import figures
from newsroom.desk.editor import Editor, Part
from newsroom.kit.embeds import PROVIDERS

FOOTNOTES = Part("Footnotes", "footnotes", {"label": _("Footnote")})

COUNT = Part("Count", "count", {"label": _("Words:")})
QUOTES = Part(
    "Quotes",
    "quotes",
    {
        "label": _("Tidy quotes and dashes"),
        "done": _("Undo takes it back. Quotation marks and dashes tidied:"),
        "none": _("Quotation marks and dashes are as the language of the piece has them."),
        "unknown": _("It is not known here how the language of the piece writes quotation marks."),
    },
)

PULL_QUOTE = Part(
    "PullQuote", "asides", {"label": _("Pull quote"), "off": _("No pull quote any more")}
)
BOX = Part("Box", "asides", {"label": _("Box"), "off": _("Out of the box")})
CARDS = Part(
    "Cards",
    "cards",
    {
        "providers": [{"name": one.name, "pattern": one.pattern} for one in PROVIDERS],
        "says": {
            "card": _("Link card"),
            "embed": _("Embed: a video, sound, post, chart or map"),
            "change": _("Change the card"),
            "address": _("Address"),
            "help": _("Paste the address of the page, a link to it, or the code its site gives."),
            "title": _("Title"),
            "source": _("Source"),
            "sourceHelp": _("Who publishes it. Left empty, it is the name of the site."),
            "description": _("Description"),
            "needed": _("Readers need to know what it is."),
            "nowhere": _("Write the address of a page, as in https://example.org/page."),
            "unknown": format_lazy(
                _("It cannot be shown here: make a link card of it. What can be shown: {names}."),
                names=", ".join(one.name for one in PROVIDERS),
            ),
            "save": _("Set the card"),
            "cancel": _("Cancel"),
        },
    },
)


COMMENTS = Part(
    "Comments",
    "comments",
    {
        "label": _("Comment"),
        "says": {
            "title": _("Comment on a passage"),
            "label": _("Comment"),
            "save": _("Comment"),
            "cancel": _("Cancel"),
            "nothing": _("Select the words that you want to comment on, within one paragraph."),
            "done": _("Your comment is kept beside the text, and never published."),
            "failed": _("It was not taken: try it once more."),
        },
    },
)


def read_paste():
    """What is pasted that the editor has no eyes for is read by the newsroom."""
    return Part(
        "ReadPaste",
        "read-paste",
        {
            "address": reverse("admin:articles_article_paste"),
            "says": {"reading": _("What you pasted is being read…")},
        },
    )


class BodyWidget(Editor):
    language_field = "id_language"

    @property
    def parts(self):
        return (
            *Editor.parts,
            FOOTNOTES,
            COUNT,
            QUOTES,
            PULL_QUOTE,
            BOX,
            CARDS,
            COMMENTS,
            read_paste(),
            figures(),
        )

    def get_config(self):
        config = super().get_config()
        empty = {"placeholder": _("Text: type / for what can be inserted")}
        return config | {"extensions": config["extensions"] | {"Placeholder": empty}}

    @property
    def media(self):
        return super().media + Media(css={"all": ["desk/library.css"]})
