"""What a page says that asks whether to delete: what people know, and how much else goes."""

from django.contrib.admin.utils import NestedObjects, quote
from django.db import DEFAULT_DB_ALIAS
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _


class TellsWhatGoes:
    """Django lists every row that would go, those of the machine too: revisions, autosaves, rows
    that only tie two others. Listed is what has a page or a table of its own at the desk.
    """

    def get_deleted_objects(self, objs, request):
        _going, _counts, lacking, _in_the_way = super().get_deleted_objects(objs, request)
        found = NestedObjects(using=DEFAULT_DB_ALIAS, origin=objs)
        found.collect(objs)
        known = _known(self.admin_site)
        going = _lines(found.nested(), known, self.admin_site)
        in_the_way = [_why_it_stays(row, self.admin_site) for row in found.protected]
        return going, _counted(found.model_objs, known), lacking, in_the_way


def _known(site):
    """The models of which the desk shows rows: on pages of their own, or in tables below others."""
    tables = (inline.model for page in site._registry.values() for inline in page.inlines)
    return {*site._registry, *tables}


def _lines(nested, known, site):
    """The lines of some rows, each before the list of those that go with it."""
    told, is_told = [], False
    for one in nested:
        if isinstance(one, list):
            below = _lines(one, known, site)
            # What goes with a row of the machine goes with whatever that goes with.
            told += ([below] if below else []) if is_told else below
        elif is_told := type(one) in known:
            told.append(_line(one, site))
    return told


def _line(row, site):
    opts = row._meta
    kind, name = capfirst(opts.verbose_name), f"{opts.app_label}_{opts.model_name}_change"
    try:
        url = reverse(f"{site.name}:{name}", args=[quote(row.pk)])
    except NoReverseMatch:
        return f"{kind}: {row}"
    return format_html('{}: <a href="{}">{}</a>', kind, url, row)


def _why_it_stays(row, site):
    """What keeps others from being deleted, in its own sentence if it has one."""
    return row.why_it_stays if hasattr(row, "why_it_stays") else _line(row, site)


def _counted(rows, known):
    counts = {m._meta.verbose_name_plural: len(rows[m]) for m in rows if m in known}
    if others := sum(len(rows[model]) for model in rows if model not in known):
        counts[_("kept along with it, as what was written before")] = others
    return counts
