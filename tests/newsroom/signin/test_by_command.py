"""Accounts that whoever runs the server makes and opens: the ledger tells of them as of others."""

from io import StringIO
from unittest import mock

from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from newsroom.models import LedgerEntry, Session
from tests.factories import make_editor
from tests.newsroom.signin.test_door import DoorTestCase

NEW = "other words of mine"


def typing(*passwords):
    """What an operator types where nothing is shown."""
    return mock.patch("getpass.getpass", side_effect=passwords)


class CreateSuperuserTests(DoorTestCase):
    facts = {
        "before": {},
        "after": {
            "active": True,
            "staff": True,
            "superuser": True,
            "groups": [],
            "permissions": [],
        },
    }

    def assert_told(self, name):
        user = User.objects.get(username=name)
        entry = LedgerEntry.objects.get()
        self.assertEqual(
            (entry.verb, entry.actor, entry.subject_key, entry.facts),
            ("change powers", None, str(user.pk), self.facts),
        )

    def test_who_is_made_is_told(self):
        given = {"username": "boss", "email": "boss@example.org"}
        call_command("createsuperuser", interactive=False, stdout=StringIO(), **given)
        self.assert_told("boss")

    def test_who_is_made_by_answers_is_told_and_comes_in(self):
        terminal = mock.Mock(isatty=lambda: True)
        with typing(NEW, NEW), mock.patch("builtins.input", side_effect=["olena", "boss", ""]):
            call_command("createsuperuser", stdin=terminal, stdout=StringIO(), stderr=StringIO())
        self.assert_told("boss")
        self.assertRedirects(self.come("boss", NEW), "/desk/")

    def test_who_is_not_made_is_not_told(self):
        given = {"username": "olena", "email": "boss@example.org"}
        with self.assertRaisesMessage(CommandError, "already taken"):
            call_command("createsuperuser", interactive=False, **given)
        self.assertFalse(LedgerEntry.objects.exists())


class ChangePasswordTests(DoorTestCase):
    def change(self, *typed, user="olena"):
        out = StringIO()
        with typing(*typed):
            call_command("changepassword", user, stdout=out, stderr=out)
        return out.getvalue()

    def test_it_is_told_and_all_sessions_of_that_person_end(self):
        other = make_editor(username="petro")
        for user in (self.user, other):
            self.client_class().force_login(user)
        said = self.change(NEW, NEW)
        self.assertEqual(said, "The password of olena is set, and 1 sessions ended.\n")
        self.assertEqual([one.user for one in Session.objects.all()], [other])
        entry = LedgerEntry.objects.get()
        self.assertEqual(
            (entry.verb, entry.actor, entry.subject_key),
            ("set password", None, str(self.user.pk)),
        )
        self.assertNotIn(NEW, str(entry.facts))
        self.assertRedirects(self.come(password=NEW), "/desk/")

    def test_what_two_people_change_at_once_both_stays(self):
        """The account is shut while the password is typed."""

        def shut(_prompt):
            User.objects.update(is_active=False)
            return NEW

        with mock.patch("getpass.getpass", side_effect=shut):
            call_command("changepassword", "olena", stdout=StringIO())
        self.assertFalse(User.objects.get().is_active)

    def test_one_that_the_rules_refuse_changes_nothing(self):
        before = User.objects.get().password
        with self.assertRaisesMessage(CommandError, "Nothing was changed."):
            self.change("short", "short", NEW, "another", "12345678", "12345678")
        with self.assertRaisesMessage(CommandError, "Nobody signs in with this name."):
            self.change(user="nobody")
        self.assertEqual(User.objects.get().password, before)
        self.assertFalse(LedgerEntry.objects.exists())
