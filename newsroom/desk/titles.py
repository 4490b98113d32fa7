"""What the pages of the desk are called: by what is on them, and not by what may be done there."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

NOTHING_CHOSEN = [("", _("With what is ticked…"))]


class Titled:
    """For every page of the desk: a list is called what it lists, and a row by its name."""

    def changelist_view(self, request, extra_context=None):
        titled = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, titled | (extra_context or {}))

    def get_action_choices(self, request, default_choices=NOTHING_CHOSEN):
        """In words, where the admin has a dashed line for what is not chosen yet."""
        return super().get_action_choices(request, default_choices)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None:
            kind = capfirst(self.opts.verbose_name)
            context |= {"title": str(obj), "subtitle": None, "kind": kind}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
