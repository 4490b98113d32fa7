"""Put what was found above and below the text where it belongs, and say why."""

import re

from django.utils.translation import gettext as _

from articles.models.tagging import split_tags
from newsroom.kit.languages import base

from .bios import place_bios
from .captions import read_caption, split_credit
from .ending.appeals import BUTTON
from .ending.forms import ADDRESS
from .ending.lines import TAGS
from .funders import read_chain
from .parts import Acknowledgement, Appeal
from .words import one_of

# Of several verbs in an appeal the button says the one for money.
BUTTON_WORD = re.compile(rf"(?<!\w){one_of('appeal.buttons')}(?!\w)", re.IGNORECASE)
QUOTE_LENGTH = 40


def place_parts(manuscript, parts):
    """Take ``(kind, block)`` pairs, in reading order, into the manuscript."""
    place_bios(manuscript, [block for kind, block in parts if kind in ("bio", "handles")])
    for kind, block in parts:
        if kind not in ("bio", "handles"):
            PLACES[kind](manuscript, block)


def _acknowledgement(manuscript, block):
    chain = read_chain(block.text)
    manuscript.acknowledgements.append(Acknowledgement(block.text, **vars(chain)))
    manuscript.guess(
        "acknowledgements",
        _("“%(start)s” says who paid for the piece.") % {"start": _start(block)},
    )
    if chain.funders:
        manuscript.guess(
            "acknowledgements",
            _("Funders and roles were read from the sentence: %(funders)s.")
            % {"funders": "; ".join(f"{party.name} ({party.role})" for party in chain.funders)},
        )
    if chain.funders and base(manuscript.language) != "en":
        manuscript.guess(
            "acknowledgements",
            _("Their names stand in the grammatical case of the sentence."),
        )
    if chain.amount is not None:
        manuscript.guess(
            "acknowledgements",
            _("The amount was read from the sentence: %(amount)s %(currency)s.")
            % {"amount": chain.amount, "currency": chain.currency},
        )


def _disclaimer(manuscript, block):
    manuscript.disclaimers.append(block.text)
    manuscript.guess(
        "disclaimers",
        _("“%(start)s” says whose views the piece holds.") % {"start": _start(block)},
    )


def _appeal(manuscript, block):
    label, url = _link(block)
    if not label and (found := BUTTON_WORD.search(ADDRESS.sub("", block.text))):
        label = found[0][0].upper() + found[0][1:]
    manuscript.appeals.append(Appeal(block.text, label, url))
    manuscript.guess(
        "appeals", _("“%(start)s” asks readers for support.") % {"start": _start(block)}
    )
    if not url:
        manuscript.guess("appeals", _("No address was found for the appeal's button."))


def _button(manuscript, block):
    """A button or an address alone completes the appeal above it."""
    appeal = manuscript.appeals[-1]
    _words, url = _link(block)
    if url and appeal.url and url != appeal.url:
        manuscript.unplaced.append(block.text)
        return
    appeal.url = appeal.url or url
    if BUTTON.fullmatch(block.text) or not ADDRESS.fullmatch(block.text):
        appeal.label = block.text.strip("[]→»> ")


def _link(block):
    """Return the words and address of an appeal's link; a bare address has no words."""
    for label, url in block.links:
        if url.startswith(("http://", "https://")):
            return ("" if ADDRESS.fullmatch(label) else label), url
    if found := ADDRESS.search(block.text):
        url = found[0].rstrip(".,;:!?)]”»")
        return "", url if url.startswith("http") else f"https://{url}"
    return "", ""


def _correction(manuscript, block):
    manuscript.corrections.append(block.text)


def _tags(manuscript, block):
    found = TAGS.fullmatch(block.text.strip())
    listed = found["value"].rstrip(". ") if found else block.text
    for tag in split_tags(listed):
        if tag not in manuscript.tags:
            manuscript.tags.append(tag)


def _caption(manuscript, block):
    if manuscript.lead_image:
        manuscript.unplaced.append(block.text)
        return
    manuscript.lead_image = read_caption(block.text) or split_credit(block.text)
    manuscript.guess("lead_image", _("A line at the end reads like a caption or a credit."))


def _start(block):
    text = block.text
    return text if len(text) <= QUOTE_LENGTH else text[:QUOTE_LENGTH].rsplit(" ", 1)[0] + "…"


PLACES = {
    "acknowledgement": _acknowledgement,
    "disclaimer": _disclaimer,
    "appeal": _appeal,
    "button": _button,
    "correction": _correction,
    "tags": _tags,
    "caption": _caption,
}
