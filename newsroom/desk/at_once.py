"""Two people do the same at the same moment: the second is told, and nothing is half-written."""

from contextlib import contextmanager

from django.contrib import messages
from django.contrib.messages.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _


class OneAfterTheOther:
    """For pages of the desk: what the database refuses is a message, and what was typed stays.

    Each form asks beforehand what the database would refuse. What somebody else is saving at that
    moment it cannot see; the database can, and waits for them.
    """

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Refused once, the form is asked again: it sees now what the other has saved."""
        try:
            with _settled(request):
                return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            request.was_refused = True
            # What was said already is not true.
            request._messages = default_storage(request)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.was_refused = getattr(request, "was_refused", False)
        return form

    def delete_view(self, request, object_id, extra_context=None):
        try:
            with _settled(request):
                return super().delete_view(request, object_id, extra_context)
        except IntegrityError:
            return self._not_deleted(request)

    def changelist_view(self, request, extra_context=None):
        """The action that deletes what was chosen is taken here."""
        try:
            with _settled(request):
                return super().changelist_view(request, extra_context)
        except IntegrityError:
            return self._not_deleted(request)

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """What was typed for a row that somebody deleted meanwhile was not taken."""
        request.found_nothing = True
        return super()._get_obj_does_not_exist_redirect(request, opts, object_id)

    def _not_deleted(self, request):
        words = _("Nothing was deleted: somebody needed it at the same moment. Look at it again.")
        request._messages = default_storage(request)
        messages.error(request, words)
        return HttpResponseRedirect(request.get_full_path())


@contextmanager
def _settled(request):
    """Ask the database here for what it would refuse at the end, which may be somebody else's."""
    if request.method != "POST":
        yield
        return
    with transaction.atomic():
        yield
        if connection.vendor == "postgresql":
            connection.check_constraints()
