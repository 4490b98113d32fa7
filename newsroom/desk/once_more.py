"""A form that meets a fault of the machine is shown once more, with everything that was typed."""

from django.contrib.messages.storage import default_storage
from django.utils.translation import gettext_lazy as _

from newsroom.faults import log, put_off
from newsroom.kit.faults import fault_of


class NotSaved:
    """For a form that met a fault of the machine: it is never valid, and says why first."""

    fault = None

    WORDS = _(
        "Nothing was saved. What you typed is still here: save it again in a few minutes. Files "
        "have to be chosen again."
    )

    def _post_clean(self):
        self.add_error(None, [self.fault.sentence, self.WORDS])
        super()._post_clean()


class ShownOnceMore:
    """For pages of the desk: nothing was saved, and the form says why.

    Where the page cannot be read either, whoever asked gets the page of `newsroom.faults`.
    """

    def add_view(self, request, form_url="", extra_context=None):
        try:
            return super().add_view(request, form_url, extra_context)
        except Exception as error:
            return self._once_more(error, request, None, form_url, extra_context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        try:
            return super().change_view(request, object_id, form_url, extra_context)
        except Exception as error:
            return self._once_more(error, request, object_id, form_url, extra_context)

    def _once_more(self, error, request, *page):
        """The page without a transaction, for it only reads: its form is never valid."""
        fault = fault_of(error)
        if fault is None or request.method != "POST":
            raise error
        request.fault = fault
        # What was said already is not true.
        request._messages = default_storage(request)
        try:
            response = self._changeform_view(request, *page)
            # There is nothing to correct: the form tells of the fault itself.
            response.context_data["errors"] = []
            response.render()
        except Exception as another:
            raise error if fault_of(another) else another from None
        log(request, fault, error)
        return put_off(response, fault)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if fault := getattr(request, "fault", None):
            return type(form.__name__, (NotSaved, form), {"fault": fault})
        return form
