"""The example at the desk: putting it in, looking at what it would print, taking it out."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from articles.disclosure.desk.reading import KeptBack
from articles.disclosure.rules import Rules
from articles.models import Article
from articles.publishing.desk.preview import as_printed_now
from articles.reader.desk.looks import show
from articles.setting_up.example import MADE_OF, TAKEN_OUT, ExampleIsIn, example_here, put_in
from articles.setting_up.removal import foreseen, remove
from articles.upkeep.desk.ahead import changed_by
from authors.models import Author
from funding.models import Funder, Grant, Statement, Wording
from newsroom.audit import ledger
from newsroom.kit.locking import held

# Pieces before what decides about them, and a statement before its wordings.
LOCKED = (Article, Statement, Wording, Grant, Funder, Author)


class RemovalForm(forms.Form):
    """Which of what somebody wrote in goes as well; none, if nobody says so."""

    also = forms.MultipleChoiceField(
        label=gettext_lazy("Delete as well, with all that was written in it"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, written, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["also"].choices = [
            (one.key, f"{capfirst(one.kind)}: {one.name} ({one.why})") for one in written
        ]


def rows_shown(example):
    """(kind, name, address) of each part that is still there."""
    return [
        (row._meta.verbose_name, str(row), reverse(f"admin:{_called(row)}_change", args=[row.pk]))
        for row in example.rows()
    ]


def _called(row):
    return f"{row._meta.app_label}_{row._meta.model_name}"


def may_put_in(user):
    return _may(user, "add")


def may_take_out(user):
    return _may(user, "delete")


def _may(user, verb):
    """Whether somebody may do it with every kind of row that the example is made of."""
    return user.has_perms([f"{m._meta.app_label}.{verb}_{m._meta.model_name}" for m in MADE_OF])


def put_in_by(request):
    """Make the example, for whoever may, where there is none."""
    if not may_put_in(request.user):
        raise PermissionDenied
    try:
        with changed_by(request):
            put_in(by=request.user)
    except ExampleIsIn:
        messages.info(request, _("The example is here already."))
    else:
        messages.success(request, _("The example is in. Readers see nothing of it."))


@require_http_methods(["GET", "HEAD", "POST"])
def take_out(request):
    """Ask first what goes and what stays; the press deletes each row as its own page would."""
    if not may_take_out(request.user):
        raise PermissionDenied
    example = example_here()
    if example is None:
        # Whoever presses twice, or came back to the question, has what they wanted.
        messages.info(request, _("The example is out already."))
        return HttpResponseRedirect(f"{reverse('set-up')}#example")
    removal = foreseen(example)
    sent = request.POST if request.method == "POST" else None
    form = RemovalForm(sent, written=removal.written)
    if form.is_valid():
        _tell(request, _taken_out(request, example, form.cleaned_data["also"]))
        return HttpResponseRedirect(reverse("set-up"))
    context = {
        **admin.site.each_context(request),
        "title": _("Remove the example"),
        "removal": removal,
        "form": form,
    }
    return TemplateResponse(request, "admin/setting_up/remove.html", context)


def _taken_out(request, example, also):
    with changed_by(request):
        _hold(example.rows())
        removal = remove(example, also=also, delete=lambda row: _delete(request, row))
        stayed = [f"{one.kind}: {one.name}" for one in (*removal.written, *removal.staying)]
        ledger.record(request.user, TAKEN_OUT, stayed=stayed)
    return removal


def _hold(rows):
    """Lock them, in the order in which others lock rows of these kinds."""
    for row in sorted(rows, key=lambda one: LOCKED.index(type(one))):
        list(held(type(row)._base_manager.filter(pk=row.pk)))


def _delete(request, row):
    page = admin.site.get_model_admin(type(row))
    if not page.has_delete_permission(request, row):
        raise PermissionDenied
    page.delete_model(request, row)


def _tell(request, removal):
    words = ngettext(
        "The example is out: %d part of it was deleted.",
        "The example is out: %d parts of it were deleted.",
        len(removal.going),
    )
    messages.success(request, words % len(removal.going))
    if stayed := [f"“{one.name}” ({one.why})" for one in (*removal.written, *removal.staying)]:
        words = _("What stays is the newsroom’s own from now on: %s.")
        messages.warning(request, words % "; ".join(stayed))


@require_safe
def look(request):
    """The funded piece as readers would be given it, were its sentence approved."""
    if not may_put_in(request.user):
        raise PermissionDenied
    example = example_here()
    funded = example.funded() if example else None
    if funded is None:
        raise Http404
    piece = admin.site.get_model_admin(Article).row_to_read(request, funded.pk)
    rules = Rules.about(piece.filed())
    rules.suppose_approved(row for row in example.rows() if isinstance(row, Wording))
    printed, _resolution = as_printed_now(
        piece, KeptBack(request.user), by=request.user, rules=rules
    )
    return show(request, printed, "admin/setting_up/look.html")
