"""What others have saved since somebody opened a page, in sentences."""

from django.utils.formats import date_format
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _

from newsroom.audit import changes
from newsroom.called import called
from newsroom.desk.changes_shown import label, model_of
from newsroom.kit.moments import day_of, on_the_clock

SHOWN = 5


def saved_since(row, number):
    """Who saved what and when after that entry of the ledger; something even if it knows none."""
    entries = changes.since(row, number)[-SHOWN:]
    if not entries:
        return [_("Somebody saved this while you were writing.")]
    return [_sentence(entry, type(row)) for entry in entries]


def _sentence(entry, model):
    facts = entry.facts
    told = {
        "who": _name(entry.actor),
        "what": get_text_list(list(map("“{}”".format, _labels(facts, model))), _("and")),
        "verb": entry.verb,
        "time": _moment(entry.moment),
    }
    if entry.verb == changes.CHANGE and told["what"]:
        return _("%(who)s changed %(what)s at %(time)s.") % told
    return _("%(who)s: “%(verb)s” at %(time)s.") % told


def _labels(facts, model):
    columns = [label(model, name) for name in (*facts.get("after", ()), *facts.get("also", ()))]
    kinds = dict.fromkeys(row["kind"] for row in facts.get("below", ()))
    tables = [model_of(kind) for kind in kinds]
    return columns + [capfirst(table._meta.verbose_name_plural) for table in tables if table]


def _name(user):
    return called(user) or _("The newsroom")


def _moment(moment):
    """The time, with the day if that is not today."""
    moment = on_the_clock(moment)
    if moment.date() == day_of():
        return date_format(moment, "H:i")
    return date_format(moment, "DATETIME_FORMAT")
