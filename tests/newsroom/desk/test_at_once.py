"""Two people add the same at the same moment: one is told at the field, and nothing is lost."""

import threading

from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import connection, transaction
from django.test import RequestFactory

from articles.models import Article, Issue, Redirect, Section, Series, Tag
from authors.models import Author
from funding.models import Funder, Grant, GrantParty
from newsroom.desk.forms import DeskForm
from newsroom.models import Holiday, LedgerEntry
from tests.articles.publishing.test_racing import wait_until_somebody_waits
from tests.factories import make_grant, make_user
from tests.filling_in import filled_in
from tests.flushing import CommittingTestCase
from tests.newsroom.desk.test_recording import page_of

SPELLED = [DeskForm.TAKEN]
REFUSED = {"__all__": [str(DeskForm.REFUSED)]}
PASSWORDS = {"password1": "a new secret 7", "password2": "a new secret 7"}
# What somebody else is saving, what is typed, and what is said on PostgreSQL, where it is found
# out when it is stored. A free address is found by whoever saves once more.
AT_ONCE = {
    Author: ({"name": "Ada"}, {"name": "Ada", "bio": "Writes."}, REFUSED),
    Funder: ({"name": "Фонд"}, {"name": "ФОНД", "kind": "state"}, {"name": SPELLED}),
    Grant: ({"title": "Rivers"}, {"title": "Rivers", "summary": "Water."}, REFUSED),
    Group: (
        {"name": "Interns"},
        {"name": "Interns"},
        {"name": ["Group with this Name already exists."]},
    ),
    Holiday: (
        {"day": "2026-05-03"},
        {"day": "2026-05-03", "name": "The third"},
        {"day": ["Holiday with this Day already exists."]},
    ),
    Issue: (
        {"number": "7", "title": "Winter"},
        {"number": "7", "title": "Spring"},
        {"number": ["Issue with this Number already exists."]},
    ),
    Redirect: (
        {"old_path": "/old/", "new_path": "/new/"},
        {"old_path": "/old/", "new_path": "/newer/"},
        {"old_path": ["Redirect with this Old path already exists."]},
    ),
    Section: ({"name": "Politics"}, {"name": "politics"}, {"name": SPELLED}),
    Series: ({"name": "Rails"}, {"name": "rails"}, {"name": SPELLED}),
    Tag: ({"name": "economy"}, {"name": "economy"}, {"name": SPELLED}),
    User: (
        {"username": "olena"},
        {"username": "olena", **PASSWORDS},
        {"username": ["A user with that username already exists."]},
    ),
}


class AtOnceTests(CommittingTestCase):
    def setUp(self):
        self.user = make_user(username="root", is_superuser=True)
        self.client.force_login(self.user)

    def test_every_page_that_adds_what_is_there_once_is_tried_here(self):
        request = RequestFactory().get("/desk/")
        request.user = self.user
        once = {
            model
            for model, page in admin.site._registry.items()
            if page.has_add_permission(request)
            and any(c.unique and not c.primary_key for c in model._meta.concrete_fields)
        }
        # The address of a piece is given when it is published.
        self.assertEqual(set(AT_ONCE), once - {Article})

    def test_who_comes_second_is_told_and_loses_nothing_and_saves_nothing(self):
        for model, (other, typed, told) in AT_ONCE.items():
            with self.subTest(model.__name__):
                url = page_of(model, "add")
                sent = filled_in(self.client.get(url), **typed)
                with somebody_saving(lambda: model.objects.create(**other)):
                    answer = self.client.post(url, sent)
                if told == REFUSED and connection.vendor == "sqlite":
                    # There is one writer at a time there: it is looked for a free address later.
                    self.assertEqual((answer.status_code, model.objects.count()), (302, 2))
                    continue
                self.assertEqual(dict(answer.context["adminform"].form.errors), told)
                shown = filled_in(answer)
                kept = {name: value for name, value in typed.items() if name not in PASSWORDS}
                self.assertEqual({name: shown[name] for name in kept}, kept)
                self.assertEqual(model.objects.filter(**other).count(), 1)
                verb, about = {"verb": "add"}, {"subject_kind": model._meta.label_lower}
                self.assertFalse(LedgerEntry.objects.filter(**verb, **about).exists())

    def test_what_somebody_needs_at_that_moment_is_not_deleted(self):
        funder, grant = Funder.objects.create(name="A ministry"), make_grant()
        chosen = {"action": "delete_selected", "_selected_action": [funder.pk], "post": "yes"}
        for url, sent in (
            (page_of(Funder, "delete", funder.pk), {"post": "yes"}),
            (page_of(Funder, "changelist"), chosen),
        ):
            with somebody_saving(lambda: self.name_as_a_party(grant, funder)):
                answer = self.client.post(url, sent, follow=True)
            with self.subTest(url):
                self.assertEqual(answer.status_code, 200)
                self.assertTrue(Funder.objects.filter(pk=funder.pk).exists())
                self.assertNotContains(answer, "uccessfully")
            grant.parties.filter(funder=funder).delete()
        self.assertFalse(LedgerEntry.objects.filter(verb="delete").exists())

    def name_as_a_party(self, grant, funder):
        grant.parties.create(funder=funder, role="extending")
        connection.check_constraints()

    def test_what_somebody_deletes_at_that_moment_is_a_message_where_it_was_chosen(self):
        funder, grant = Funder.objects.create(name="A ministry"), make_grant()
        url = page_of(Grant, "change", grant.pk)
        sent = {"parties-0-funder": str(funder.pk), "parties-0-share": "40"}
        sent = filled_in(self.client.get(url), summary="Mine.", **sent)
        with somebody_saving(funder.delete):
            answer = self.client.post(url, sent)
        tables = [rows.formset for rows in answer.context["inline_admin_formsets"]]
        (parties,) = (table for table in tables if table.model is GrantParty)
        self.assertEqual([*parties.errors[0]], ["funder"])
        shown = filled_in(answer)
        self.assertEqual((shown["summary"], shown["parties-0-share"]), ("Mine.", "40"))
        self.assertNotContains(answer, "successfully")
        grant.refresh_from_db()
        self.assertEqual((grant.summary, grant.parties.get().share), ("", None))


class somebody_saving:  # noqa: N801 reads like a function
    """Somebody else has saved and not finished, until whoever is inside waits for them."""

    def __init__(self, act):
        self.act, self.saved = act, threading.Event()
        self.thread = threading.Thread(target=self._save)

    def __enter__(self):
        self.thread.start()
        self.saved.wait(timeout=60)

    def __exit__(self, *raised):
        self.thread.join()

    def _save(self):
        try:
            with transaction.atomic():
                self.act()
                self.saved.set()
                wait_until_somebody_waits()
        finally:
            self.saved.set()
            connection.close()
