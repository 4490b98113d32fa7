"""The front page at the desk: the draft, place by place, and what becomes of it."""

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.front import kinds
from articles.front.composing import Shown, compose
from articles.front.differences import SAME, compared
from articles.front.models.arrangement import Arrangement
from articles.front.models.draft import FrontBlock, FrontPlace
from articles.front.publishing import problems
from articles.front.reading import blocks_at, content_digest, draft, frozen
from articles.models import PublishedVersion
from newsroom.desk.dates import MomentInput
from newsroom.desk.forms import refuse_beyond_time
from newsroom.kit import clock
from newsroom.kit.fields import LinesFormField

EARLIER = 10


class ArrangeForm(forms.Form):
    """When readers are shown the draft, and why. `seen` is what whoever asks has in view."""

    at = forms.DateTimeField(
        required=False, widget=MomentInput, validators=[refuse_beyond_time], label=""
    )
    note = LinesFormField(
        required=False,
        max_length=500,
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("For the record. Readers do not see it."),
        widget=forms.Textarea({"rows": 2}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].label = _("From (%s)") % settings.TIME_ZONE
        self.fields["at"].help_text = _("Left empty: at once.")


@dataclass(frozen=True)
class Spot:
    """A place of the draft: what would stand in it now, and what is pinned there.

    `why` says why what is pinned does not stand there, empty where it does.
    """

    number: int
    shown: Shown | None
    pin: FrontPlace | None
    why: str


@dataclass(frozen=True)
class Row:
    """A block of the draft with its places. The lead and the seconds stand where they are."""

    block: FrontBlock
    spots: list[Spot]

    @property
    def may_move(self):
        return self.block.kind not in kinds.FIRST


def room(now=None):
    """The context of the room, in as many queries for many blocks and pins as for one."""
    now = now or clock.now()
    rows, present = draft(), blocks_at(now)
    made = frozen(rows)
    arrangements = Arrangement.objects.select_related("frozen_by")
    differing = compared(present, made)
    return {
        "rows": _rows(rows, compose(made, now).arranged, now),
        "digest": content_digest(made),
        "problems": list(problems(rows)),
        "differing": [line for line in differing if line.state != SAME],
        "in_force": arrangements.in_force(now).first(),
        "to_come": list(arrangements.to_come(now)),
        "earlier": list(arrangements.begun(now)[1 : EARLIER + 1]),
        "kinds": _to_add(rows),
        "zone": settings.TIME_ZONE,
    }


def _to_add(rows):
    """The kinds of which a block can be added: there is one lead, and seconds once."""
    if len(rows) >= kinds.MOST_BLOCKS:
        return {}
    there = {block.kind for block in rows}
    return {
        name: kind
        for name, kind in kinds.KINDS.items()
        if name not in kinds.FIRST or name not in there
    }


def _rows(blocks, arranged, now):
    pinned = {pin.article_id for block in blocks for pin in block.places.all()}
    versions = PublishedVersion.objects.live(now).filter(article__in=pinned)
    live = set(versions.values_list("article", flat=True))
    return [
        Row(block, _spots(block, shown, live, now))
        for block, shown in zip(blocks, arranged, strict=True)
    ]


def _spots(block, shown, live, now):
    pins = {pin.position: pin for pin in block.places.all()}
    standing = {one.number: one for one in shown.places}
    numbers = range(1, block.length + 1) if block.row.fills else []
    return [
        Spot(number, stands, pin, _why(pin, stands, live, now))
        for number in sorted({*numbers, *pins})
        for stands, pin in [(standing.get(number), pins.get(number))]
    ]


def _why(pin, shown, live, now):
    if pin is None or (shown and shown.teaser):
        return ""
    if pin.until and pin.until <= now:
        return _("Its time here is over.")
    if pin.article_id not in live:
        return _("Readers cannot read it now: it appears here with its publication.")
    return _("It stands further up already.")
