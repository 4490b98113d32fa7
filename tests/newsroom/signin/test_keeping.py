"""Administrators keep people: they take from anybody but each other, and give what they have."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group, Permission, User
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import TestCase
from django.urls import reverse

from articles.roles import ROLES
from newsroom.models import LedgerEntry, Session
from newsroom.signin import powers
from tests.factories import make_administrator, make_editor, make_user
from tests.filling_in import filled_in
from tests.newsroom.signin.test_factors import SECRET
from tests.newsroom.signin.test_links import WITH_MAIL

# What each person has a page for, and what its button sends.
PAGES = {
    "change": {"username": "renamed", "email": "mine@example.org"},
    "password_change": {},
    "sessions": {},
    "factors": {"reason": "Lost."},
    "shut": {},
}


def page(name, user):
    return reverse(f"admin:auth_user_{name}", args=[user.pk])


class KeepingTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        words = {"password": "right words"}
        cls.keeper = make_administrator(username="keeper", **words)
        # Of a small newsroom: has what editors have as well, and can give it.
        cls.chief = make_user("Administrator", "Publisher", username="chief", **words)
        cls.editor = make_editor(username="olena", email="olena@example.org")
        cls.root = make_user(username="root", is_superuser=True)

    def as_(self, user):
        """Somebody signs in, so that no page asks once more who they are."""
        self.client.post("/desk/login/", {"login": user.username, "password": "right words"})

    def roles_offered(self, url):
        found = self.client.get(url).context["adminform"].form.fields["groups"].queryset
        return {group.name for group in found}

    def told(self):
        entries = LedgerEntry.objects.exclude(verb="sign in").order_by("number")
        return [(one.verb, one.actor, one.subject_key) for one in entries]


class GivingTests(KeepingTestCase):
    def invite(self, **more):
        given = {"username": "petro", "email": "petro@example.org", "groups": [], **more}
        return self.client.post(reverse("admin:auth_user_add"), given)

    def test_they_invite_people_and_let_them_choose_a_password(self):
        self.as_(self.keeper)
        answer = self.invite()
        user = User.objects.get(username="petro")
        self.assertRedirects(answer, page("password_change", user))
        self.assertContains(self.client.post(page("password_change", user)), "/login/password/")
        self.assertEqual(
            self.told(),
            [
                ("change powers", self.keeper, str(user.pk)),
                ("make link", self.keeper, str(user.pk)),
            ],
        )

    def test_they_are_offered_the_roles_whose_powers_they_have_and_never_their_own(self):
        expected = {self.keeper: set(), self.chief: {"Contributor", "Editor", "Publisher"}}
        for user, roles in expected.items():
            self.as_(user)
            self.assertEqual(self.roles_offered(reverse("admin:auth_user_add")), roles)
            self.client.post("/desk/logout/")

    def test_a_role_beyond_them_is_not_given_whatever_is_sent(self):
        beyond = {self.keeper: ROLES, self.chief: ("Funding manager", "Administrator")}
        for user, roles in beyond.items():
            self.as_(user)
            other = make_user()
            for group in Group.objects.filter(name__in=roles):
                with self.subTest(user.username, role=group.name):
                    self.assertEqual(self.invite(groups=[group.pk]).status_code, 200)
                    sent = filled_in(self.client.get(page("change", other)), groups=[str(group.pk)])
                    self.assertEqual(self.client.post(page("change", other), sent).status_code, 200)
            self.assertFalse(User.objects.filter(username="petro").exists())
            self.assertFalse(other.groups.exists())
            self.client.post("/desk/logout/")

    def test_nobody_is_made_a_superuser_or_given_a_single_power_by_a_forged_form(self):
        self.as_(self.chief)
        every = [str(pk) for pk in Permission.objects.values_list("pk", flat=True)]
        forged = {"is_superuser": "on", "user_permissions": every}
        self.invite(**forged)
        other = User.objects.get(username="petro")
        sent = filled_in(self.client.get(page("change", other)), first_name="Petro", **forged)
        self.client.post(page("change", other), sent)
        other.refresh_from_db()
        self.assertEqual(
            (other.first_name, other.is_superuser, other.user_permissions.count()),
            ("Petro", False, 0),
        )

    def test_they_change_a_role_that_they_can_give(self):
        self.as_(self.chief)
        role = Group.objects.get(name="Publisher")
        sent = filled_in(self.client.get(page("change", self.editor)), groups=[str(role.pk)])
        self.assertEqual(self.client.post(page("change", self.editor), sent).status_code, 302)
        self.assertEqual([group.name for group in self.editor.groups.all()], ["Publisher"])

    def test_what_was_stored_is_looked_at_once_more_whichever_form_it_came_by(self):
        for change in (
            lambda: self.editor.groups.add(Group.objects.get(name="Administrator")),
            lambda: self.editor.groups.set([Group.objects.get(name="Funding manager")]),
            lambda: User.objects.filter(pk=self.editor.pk).update(is_superuser=True),
        ):
            powers.refuse_beyond(self.chief, User.objects.get(pk=self.editor.pk))
            change()
            with self.assertRaises(PermissionDenied):
                powers.refuse_beyond(self.chief, User.objects.get(pk=self.editor.pk))
            User.objects.update(is_superuser=False)
            self.editor.groups.set([Group.objects.get(name="Editor")])


class RefusedTests(KeepingTestCase):
    def assert_refused(self, users, pages=tuple(PAGES)):
        before = list(User.objects.order_by("pk").values())
        for user in users:
            TOTP.activate(user, SECRET)
            for name in pages:
                with self.subTest(user.username, page=name):
                    url = page(name, user)
                    self.assertEqual(self.client.post(url, PAGES[name]).status_code, 403)
                    if name != "change":
                        self.assertEqual(self.client.get(url).status_code, 403)
        self.assertEqual(list(User.objects.order_by("pk").values()), before)
        self.assertEqual(Authenticator.objects.count(), len(users))
        self.assertEqual(self.told(), [])

    def test_nobody_touches_a_superuser_another_administrator_or_themself(self):
        self.as_(self.chief)
        sleeping = make_administrator(is_active=False)
        single = make_user()
        single.user_permissions.add(Permission.objects.get(codename="change_user"))
        self.assert_refused([self.root, self.keeper, self.chief, sleeping, single])

    def test_nobody_lets_in_anew_whoever_can_do_more(self):
        self.as_(self.keeper)
        self.assert_refused([self.editor], ["change", "password_change", "sessions", "factors"])

    def test_nobody_of_another_role_keeps_people(self):
        plain = make_user()
        for role in (*ROLES[:-1], None):
            user = make_user(*filter(None, [role]), password="right words")
            self.as_(user)
            answer = self.client.post(reverse("admin:auth_user_add"), {"username": "petro"})
            self.assertEqual(answer.status_code, 403, role)
            Authenticator.objects.all().delete()
            self.assert_refused([plain])
            self.client.post("/desk/logout/")

    def test_a_stranger_is_led_to_the_door(self):
        for name in PAGES:
            answer = self.client.get(page(name, self.editor))
            self.assertTrue(answer.url.startswith("/desk/login/?next="), name)
            self.client.post(page(name, self.editor), PAGES[name])
        self.editor.refresh_from_db()
        self.assertTrue(self.editor.is_active)

    def test_whoever_may_only_look_is_offered_no_way_that_is_closed(self):
        self.as_(self.keeper)
        shown = self.client.get(page("change", self.editor))
        for name in ("password_change", "sessions", "factors"):
            self.assertNotContains(shown, page(name, self.editor))
        self.assertContains(shown, page("shut", self.editor))
        self.assertNotContains(self.client.get(page("change", self.root)), page("shut", self.root))


class ShutOutTests(KeepingTestCase):
    def test_they_shut_out_whoever_it_is_and_do_not_let_in_again_who_can_do_more(self):
        self.client_class().force_login(self.editor)
        self.as_(self.keeper)
        self.assertContains(self.client.get(page("shut", self.editor)), "All sessions end now")
        self.client.post(page("shut", self.editor))
        self.editor.refresh_from_db()
        self.assertFalse(self.editor.is_active)
        self.assertEqual([group.name for group in self.editor.groups.all()], ["Editor"])
        self.assertFalse(Session.objects.filter(user=self.editor).exists())
        self.client.post(page("shut", self.editor))
        self.assertEqual(self.told(), [("change powers", self.keeper, str(self.editor.pk))])
        sent = {"username": "olena", "is_active": "on"}
        self.assertEqual(self.client.post(page("change", self.editor), sent).status_code, 403)

    def test_a_superuser_shuts_out_an_administrator_but_not_themself(self):
        self.client.force_login(self.root)
        self.client.post(page("shut", self.keeper))
        self.assertEqual(self.client.post(page("shut", self.root)).status_code, 403)
        told = list(User.objects.filter(is_active=False).values_list("username", flat=True))
        self.assertEqual(told, ["keeper"])


class LostFactorTests(KeepingTestCase):
    def setUp(self):
        TOTP.activate(self.editor, SECRET)

    def test_they_take_a_lost_factor_with_a_reason_on_record(self):
        self.client_class().force_login(self.editor)
        self.as_(self.chief)
        url = page("factors", self.editor)
        self.assertContains(self.client.get(url), "Call the person first")
        self.assertContains(self.client.post(url, {"reason": " "}), "This field is required.")
        self.assertTrue(Authenticator.objects.exists())
        answer = self.client.post(url, {"reason": "Lost her phone; I called her."})
        self.assertRedirects(answer, page("change", self.editor))
        self.assertFalse(Authenticator.objects.exists())
        self.assertFalse(Session.objects.filter(user=self.editor).exists())
        entry = LedgerEntry.objects.get(verb="reset factors")
        self.assertEqual(
            (entry.actor, entry.subject_key, entry.facts),
            (
                self.chief,
                str(self.editor.pk),
                {"kinds": ["totp"], "reason": "Lost her phone; I called her."},
            ),
        )
        again = self.client.post(url, {"reason": "Once more."}, follow=True)
        self.assertContains(again, "The account has no second factor.")

    @WITH_MAIL
    def test_its_owner_is_told_by_mail_who_took_it_and_not_why(self):
        self.as_(self.chief)
        self.client.post(page("factors", self.editor), {"reason": "Lost her phone."})
        (sent,) = mail.outbox
        self.assertEqual(sent.to, ["olena@example.org"])
        self.assertIn("taken away, by chief,", sent.body)
        self.assertNotIn("Lost her phone", sent.body)

    def test_whoever_has_taken_over_an_open_desk_is_asked_who_they_are(self):
        self.client.force_login(self.chief)
        url = page("factors", self.editor)
        confirm = f"/desk/account/confirm/?next={url}"
        self.assertRedirects(self.client.get(url), confirm)
        self.assertRedirects(self.client.post(url, {"reason": "Lost."}), confirm)
        right = {"password": "right words", "next": url}
        self.assertRedirects(self.client.post("/desk/account/confirm/", right), url)
        self.assertTrue(Authenticator.objects.filter(user=self.editor).exists())
