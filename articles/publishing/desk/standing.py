"""How a piece stands, in the words of its page: its stages, who has it, what was said last."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.desk.scope import sees_all
from articles.models import Article
from articles.models.choices import Stage
from articles.publishing.moves import MOVES
from newsroom.called import called
from newsroom.kit.moments import at_hour, day_of
from newsroom.models import LedgerEntry

LINE = (Stage.DRAFT, Stage.REVIEW, Stage.READY, Stage.PUBLISHED)


class Step(NamedTuple):
    """A stage as a step on the way: `when` is done, now or later."""

    label: str
    when: str


def steps(stage: str) -> list[Step]:
    """The stages from draft to what readers see; a withdrawn piece has come to its end."""
    line = [*LINE[:-1], Stage.WITHDRAWN] if stage == Stage.WITHDRAWN else list(LINE)
    here = line.index(Stage(stage))
    return [
        Step(capfirst(one.label), "now" if at == here else "done" if at < here else "later")
        for at, one in enumerate(line)
    ]


def holder(article: Article) -> str:
    """Who has the piece and until when, in sentences; nothing where nobody has to do anything."""
    due = _("It is due on %s.") % date_format(article.due, "j F Y") if article.due else ""
    waits = {
        Stage.DRAFT: _has(article.created_by) or _("Nobody has it."),
        Stage.REVIEW: _has(article.editor) or _("It waits for somebody who approves it."),
        Stage.READY: _("It waits for somebody who publishes it."),
    }
    waiting = waits.get(Stage(article.stage), "")
    return f"{waiting} {due}".strip() if waiting else ""


def _has(person):
    return person and _("%s has it.") % called(person)


def last_note(article: Article, user) -> LedgerEntry | None:
    """The entry of the last move that said why.

    Why something was published or withdrawn may tell of grants that are not for everybody: whoever
    sees only their own pieces is told why one was returned.
    """
    verbs = list(MOVES) if sees_all(user) else ["return"]
    said = LedgerEntry.objects.filter(
        subject_kind=Article._meta.label_lower, subject_key=str(article.pk), verb__in=verbs
    )
    noted = said.filter(words__facts__has_key="note").exclude(words__facts__note="")
    return noted.select_related("words", "actor").first()


class Preset(NamedTuple):
    label: str
    moment: datetime


def presets(now: datetime) -> list[Preset]:
    """Moments at which pieces are often published, on the clocks of the publication."""
    today = day_of(now)
    tomorrow = today + timedelta(days=1)
    monday = today + timedelta(days=7 - today.weekday())
    evening = at_hour(today, time(18))
    found = [Preset(_("Today, %s") % _hour(evening), evening)] if evening > now else []
    found.append(Preset(_("Tomorrow, %s") % _hour(nine := at_hour(tomorrow, time(9))), nine))
    if monday > tomorrow:
        found.append(Preset(date_format(nine := at_hour(monday, time(9)), "l, H:i"), nine))
    return found


def _hour(moment):
    return date_format(moment, "H:i")
