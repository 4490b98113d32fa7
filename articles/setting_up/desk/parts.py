"""A part of the page that sets up a newsroom: fields and a button of its own."""

from django.contrib import messages
from django.contrib.messages.storage import default_storage
from django.db import IntegrityError, transaction
from django.forms import BaseForm

from newsroom.desk.forms import DeskForm


class Part:
    """Read by one template. `form` is what is asked, with its mistakes once it was sent."""

    # What tells it in the address and its button, after an underscore; who may do it.
    name = ""
    permissions = ()

    def __init__(self, request):
        self.request, self.form = request, None

    def ask(self, data=None):
        """The form, for whoever has sent it (`data`) or not."""
        raise NotImplementedError

    def save(self):
        """Save what is valid, and return a sentence; or say in the form why not, and return
        nothing: then nothing is kept.
        """
        raise NotImplementedError

    def afterwards(self):
        """What waits for others, and so for the end of the transaction."""

    def show(self):
        self.form = self.ask()

    def is_typed(self):
        """Whether what was sent tells something of this part that is not saved."""
        sent = self.request.POST
        came = any(name.startswith(f"{self.name}-") for name in sent)
        return came and self.ask(sent).has_changed()

    def show_typed(self):
        self.form = self.ask(self.request.POST)

    def take(self):
        """Save what was sent, all of it or nothing; returns whether it was saved."""
        try:
            with transaction.atomic():
                self.form = self.ask(self.request.POST)
                told = self.form.is_valid() and self.save()
                transaction.set_rollback(not told)
        except IntegrityError:
            # Somebody else saved the same at that moment.
            told = None
            refuse(self.form, DeskForm.REFUSED)
        if not told:
            # What was said already is not true.
            self.request._messages = default_storage(self.request)
            return False
        messages.success(self.request, told)
        self.afterwards()
        return True


def refuse(form, sentence):
    """Say over a form, or over all rows of a table, why nothing of it was saved."""
    if isinstance(form, BaseForm):
        form.add_error(None, sentence)
    else:
        form.non_form_errors().append(sentence)
