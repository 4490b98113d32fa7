"""What comes of the pieces that are scheduled, shown at the desk before anything is saved."""

from contextlib import contextmanager

from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import FileField, Model
from django.forms.formsets import all_valid

from articles.desk.scope import sees_all
from articles.models import PublishedVersion
from articles.upkeep.scheduled import outdated
from funding.approval import ApprovalRefused
from funding.changes import changing, supposing


class Ahead:
    """Read by one template: what would be frozen anew, what would go on as it is printed, and
    what would not appear. False where nothing of that comes.
    """

    def __init__(self, found):
        self.renewed = [one for one in found if not one.problems]
        self.held = [one for one in found if one.is_held]
        self.stuck = [one for one in found if one.problems and one.is_begun]

    def __bool__(self):
        return bool(self.renewed or self.held or self.stuck)

    @property
    def token(self):
        """What a form sends back once this was on the screen."""
        lists = (self.renewed, self.held, self.stuck)
        return "-".join(".".join(str(one.whole.version.pk) for one in found) for found in lists)


def ahead_of(deed):
    """The Ahead of something that writes rows, which is done, looked at and undone.

    What the database refuses, or who does it, comes to nothing here: the deed itself says so.
    """
    if not is_anything_scheduled():
        return Ahead([])
    try:
        with supposing():
            deed()
            found = outdated()
    except (IntegrityError, ValidationError, ApprovalRefused):
        return Ahead([])
    return Ahead(found)


def is_anything_scheduled():
    return PublishedVersion.objects.to_come().exists()


class LooksAhead:
    """For pages of what decides disclosures: somebody who saves or deletes is shown first what
    comes of the pieces that are scheduled, and told afterwards what came of them.
    """

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with changed_by(request):
            ahead = self._ahead(request, object_id)
            request.is_shown_first = ahead and request.POST.get("_ahead") != ahead.token
            shown = {**(extra_context or {}), "ahead": ahead}
            return super().changeform_view(request, object_id, form_url, shown)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        if getattr(request, "is_shown_first", False):
            return type(form)(form.__name__, (ShownFirst, form), {})
        return form

    def delete_view(self, request, object_id, extra_context=None):
        if request.method != "POST":
            row = self.get_object(request, unquote(object_id))
            if row and self.has_delete_permission(request, row):
                extra_context = {**(extra_context or {}), "ahead": ahead_of(lambda: _delete([row]))}
            return super().delete_view(request, object_id, extra_context)
        with changed_by(request):
            return super().delete_view(request, object_id, extra_context)

    def changelist_view(self, request, extra_context=None):
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        with changed_by(request):
            response = super().changelist_view(request, extra_context)
            # The page on which several are chosen to be deleted asks once more.
            chosen = (getattr(response, "context_data", None) or {}).get("queryset")
            if chosen is not None:
                # Read anew: what is deleted on trial loses its key, and the page sends the keys.
                response.context_data["ahead"] = ahead_of(lambda: _delete(chosen.all()))
            return response

    def suppose(self, request, row):
        """What else a press of the button does to a row, beside saving it."""

    def looks_ahead(self, row):
        """Whether anything that is scheduled can depend on a row, None for a new one."""
        return True

    def _ahead(self, request, object_id):
        """What would come of a form and the tables under it, as they were sent."""
        # Pieces of others, and what is in their way, are for those who see all.
        if not (is_anything_scheduled() and sees_all(request.user)):
            return Ahead([])
        row = self.get_object(request, unquote(object_id)) if object_id else None
        may = self.has_change_permission(request, row) if row else self.has_add_permission(request)
        if (object_id and row is None) or not may or not self.looks_ahead(row):
            return Ahead([])
        fields = flatten_fieldsets(self.get_fieldsets(request, row))
        form_class = self.get_form(request, row, change=row is not None, fields=fields)
        form = form_class(request.POST, request.FILES, instance=row)
        formsets, _inlines = self._create_formsets(request, form.instance, change=row is not None)
        if form.errors or not all_valid(formsets):
            return Ahead([])
        return ahead_of(lambda: self._save_all(request, form, formsets))

    def _save_all(self, request, form, formsets):
        row = form.save(commit=False)
        _save(row)
        for formset in formsets:
            for part in formset.save(commit=False):
                _save(part)
            _delete(formset.deleted_objects)
        self.suppose(request, row)


class ShownFirst:
    """A form that is shown once more before it is saved, although nothing is wrong with it."""

    def is_valid(self):
        super().is_valid()
        return False


@contextmanager
def changed_by(request):
    """A change by somebody at the desk, who is told what came of it."""
    with changing(by=request.user) as change:
        yield
    for sentence in change.outcome:
        messages.warning(request, sentence)


def _save(row):
    """Without the files: what is undone would leave them behind."""
    for column in row._meta.concrete_fields:
        if isinstance(column, FileField) and (file := getattr(row, column.attname)):
            row.__dict__[column.attname] = file.name
    row.save()


def _delete(rows):
    """Whatever the row itself asks of whoever deletes it: that is asked when it is done."""
    for row in rows:
        Model.delete(row)
