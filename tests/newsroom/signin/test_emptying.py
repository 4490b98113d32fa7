"""An account that is emptied opens nothing, and tells of nobody any more."""

from io import StringIO

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Permission, User
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import CASCADE, CharField, JSONField, TextField
from django.test import TestCase

from articles.writing.autosaves import keep
from articles.writing.preview_links import make_link
from newsroom.audit import changes, ledger
from newsroom.models import LedgerEntry, Session
from tests.factories import broken, make_article, make_author, make_user

WORDS = ("olena.koval", "Olena", "Koval", "koval@example.org")


class EmptyingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        username, first, last, email = WORDS
        cls.user = make_user(
            "Editor",
            username=username,
            first_name=first,
            last_name=last,
            email=email,
            password="right words",
            is_superuser=True,
        )
        cls.user.user_permissions.add(Permission.objects.first())
        cls.other = make_user("Publisher", username="bo", email="bo@example.org")
        Authenticator.objects.create(user=cls.user, type="webauthn", data={"name": "Olena's"})
        cls.kept = Authenticator.objects.create(user=cls.other, type="totp", data={})
        cls.article = make_article(by=cls.user)
        for actor, subject in ((cls.user, cls.other), (cls.other, cls.user)):
            with transaction.atomic():
                ledger.record(actor, "make link", subject)
            LogEntry.objects.log_actions(actor.pk, [subject], CHANGE, single_object=True)

    def empty(self, reason="She left."):
        call_command("empty_account", WORDS[0], reason=reason, stdout=StringIO())

    def test_every_column_of_it_is_empty(self):
        before = User.objects.filter(pk=self.user.pk).values().get()
        self.empty()
        after = User.objects.filter(pk=self.user.pk).values().get()
        self.assertEqual(after.pop("password")[:1], "!")
        self.assertEqual(
            after,
            {
                "id": self.user.pk,
                "username": f"former {self.user.pk}",
                "first_name": "",
                "last_name": "",
                "email": "",
                "is_active": False,
                "is_staff": False,
                "is_superuser": False,
                "last_login": None,
                "date_joined": before["date_joined"],
            },
        )
        user = User.objects.get(pk=self.user.pk)
        self.assertEqual((user.groups.count(), user.user_permissions.count()), (0, 0))

    def test_its_name_stands_in_no_table_but_the_words_of_the_record(self):
        self.empty()
        kinds = (CharField, TextField, JSONField)
        found = {
            model._meta.label_lower
            for model in apps.get_models()
            for row in model._base_manager.all()
            for column in model._meta.concrete_fields
            if isinstance(column, kinds)
            and any(word.casefold() in str(getattr(row, column.name)).casefold() for word in WORDS)
        }
        self.assertEqual(found, {"newsroom.ledgerwords"})

    def test_its_sessions_and_factors_are_gone_and_those_of_others_stay(self):
        clients = [self.client_class(), self.client_class()]
        for client, user in zip(clients, (self.user, self.other), strict=True):
            client.force_login(user)
        self.empty()
        self.assertEqual([client.get("/desk/").status_code for client in clients], [302, 200])
        self.assertEqual(Session.objects.values_list("user", flat=True).get(), self.other.pk)
        self.assertEqual(Authenticator.objects.get(), self.kept)
        self.assertFalse(self.client.login(username=WORDS[0], password="right words"))

    def test_nothing_is_left_of_it_that_would_have_gone_with_the_account(self):
        keep({"title": ["T"]}, by=self.user, article=None, key="page", number=1, edit=0)
        make_link(self.article, by=self.user)
        self.empty()
        left = {
            relation.related_model._meta.label_lower
            for relation in User._meta.get_fields(include_hidden=True)
            if getattr(relation, "on_delete", None) is CASCADE
            and relation.related_model._base_manager.filter(
                **{relation.field.name: self.user}
            ).exists()
        }
        self.assertEqual(left, {"admin.logentry"})

    def test_an_author_tells_no_more_who_was_behind_it(self):
        author = make_author(WORDS[1], user=self.user)
        changes.added(self.user, author)
        self.empty()
        author.refresh_from_db()
        self.assertEqual((author.name, author.user), (WORDS[1], None))
        self.assertEqual(broken(), [])

    def test_what_was_done_with_it_stays_and_the_record_is_whole(self):
        self.empty()
        self.article.refresh_from_db()
        self.assertEqual(self.article.created_by_id, self.user.pk)
        entry = LedgerEntry.objects.first()
        self.assertEqual(
            (entry.verb, entry.actor, entry.subject_key, entry.subject_name, entry.facts),
            (
                "empty account",
                None,
                str(self.user.pk),
                f"former {self.user.pk}",
                {"groups": ["Editor"], "reason": "She left."},
            ),
        )
        self.assertEqual(broken(), [])

    def test_every_refusal_is_a_sentence_and_changes_nothing(self):
        for user, reason, words in (
            ("nobody", "Why.", "Nobody signs in with this name."),
            (WORDS[0], " ", "Say why, without the name: the record keeps the reason."),
            *((WORDS[0], f"It is {word.upper()}.", "write it without the name") for word in WORDS),
        ):
            with self.subTest(reason), self.assertRaisesMessage(CommandError, words):
                call_command("empty_account", user, reason=reason)
        self.assertEqual(User.objects.get(pk=self.user.pk).email, WORDS[3])
        self.assertFalse(LedgerEntry.objects.filter(verb="empty account").exists())
