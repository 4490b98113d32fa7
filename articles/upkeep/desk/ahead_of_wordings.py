"""What comes of the pieces that are scheduled when wordings are approved or retired."""

from django.contrib import messages
from django.utils.translation import gettext as _

from articles.upkeep.desk.ahead import LooksAhead, ahead_of, changed_by
from funding.approval import approve, retire


class LooksAheadOfWordings(LooksAhead):
    """For the page of wordings: shown beside the two buttons, before one of them is pressed."""

    def suppose(self, request, row):
        if "_approve" in request.POST:
            approve(row, by=request.user)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        response = super().render_change_form(request, context, *args, obj=obj, **kwargs)
        shown, by = response.context_data, request.user
        if shown["may_approve"] and not shown["adminform"].form.is_bound:
            shown["ahead"] = ahead_of(lambda: approve(obj, by=by))
        if shown["may_retire"]:
            shown["ahead_of_retiring"] = ahead_of(lambda: retire(obj, by=by, note="–"))
        return response

    def retire_view(self, request, pk):
        with changed_by(request):
            return super().retire_view(request, pk)

    def approve_view(self, request):
        with changed_by(request):
            response = super().approve_view(request)
        if ahead := getattr(request, "ahead", None):
            response.context_data["ahead"] = ahead
        return response

    def approve_chosen(self, request, chosen, form):
        note = form.cleaned_data["note"]
        wordings = [one.wording for one in chosen]
        ahead = ahead_of(lambda: [approve(row, by=request.user, note=note) for row in wordings])
        if ahead and request.POST.get("_ahead") != ahead.token:
            request.ahead = ahead
            words = _("Nothing is approved yet: see what comes of the pieces that are scheduled.")
            messages.warning(request, words)
            return False
        return super().approve_chosen(request, chosen, form)
