"""Invitations and forgotten passwords: links that hold once and not for long."""

from datetime import datetime, timedelta
from smtplib import SMTPException
from unittest import mock

from django.contrib.auth.models import Group, Permission, User
from django.core import mail
from django.test import override_settings
from django.urls import reverse

from newsroom.environment import Mail
from newsroom.models import LedgerEntry
from newsroom.signin import links
from tests.factories import make_contributor, make_editor, make_publisher, make_user
from tests.newsroom.signin.test_door import DoorTestCase

WITH_MAIL = override_settings(MAIL=Mail("localhost"))
NEW = "some other words"


def path_in(words):
    """The address of the link that a mail or page holds, without the site."""
    (link,) = [part for part in words.replace('"', " ").split() if "/login/password/" in part]
    return "/" + link.partition("://")[2].partition("/")[2]


class LinkTestCase(DoorTestCase):
    def follow(self, path, client=None):
        """Choose a password at a link; return the last page."""
        client = client or self.client_class()
        page = client.get(path, follow=True)
        if "form" not in page.context or page.context.get("token_fail"):
            return page
        given = {"password1": NEW, "password2": NEW}
        return client.post(page.request["PATH_INFO"], given, follow=True)

    def later(self, **ago):
        moment = datetime.now() + timedelta(**ago)
        return mock.patch.object(links.LinkTokens, "_now", lambda self: moment)


@WITH_MAIL
class ForgottenTests(LinkTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.user.email = "Olena@example.org"
        cls.user.save()

    def ask(self, address):
        return self.client.post("/desk/login/forgotten/", {"email": address}, follow=True)

    def test_a_mail_brings_a_link_with_which_a_password_is_set(self):
        other = self.client_class()
        other.force_login(self.user)
        self.ask("olena@example.org")
        (sent,) = mail.outbox
        self.assertEqual(sent.to, ["Olena@example.org"])
        page = self.follow(path_in(sent.body))
        self.assertContains(page, "The password is set.")
        self.assertEqual(other.get("/desk/").status_code, 302)
        self.assertRedirects(self.come(password=NEW), "/desk/")
        told = LedgerEntry.objects.order_by("number").values_list("verb", flat=True)
        self.assertEqual(list(told), ["set password", "sign in"])

    def test_a_link_holds_once_and_for_two_hours(self):
        link = links.link_for(self.user).removeprefix("http://127.0.0.1:8000")
        with self.later(hours=1, minutes=59):
            self.assertNotContains(self.client.get(link, follow=True), "its time is over")
        with self.later(hours=2, minutes=1):
            self.assertContains(self.client.get(link, follow=True), "its time is over")
        self.assertContains(self.follow(link), "The password is set.")
        self.assertContains(self.follow(link), "its time is over")

    def test_whoever_is_asked_about_the_answer_is_the_same_and_the_mail_comes_after_it(self):
        make_editor(username="gone", email="gone@example.org", is_active=False)
        make_user(username="reader", email="reader@example.org", is_staff=False)
        answers = set()
        for name in ("olena", "gone", "reader", "nobody"):
            page = self.ask(f"{name}@example.org")
            token = str(page.context["csrf_token"])
            answers.add((str(page.redirect_chain), page.content.decode().replace(token, "")))
        self.assertEqual(len(answers), 1)
        self.assertEqual([sent.to for sent in mail.outbox], [["Olena@example.org"]])

    def test_a_mail_server_that_is_away_is_a_line_in_the_log_and_no_error(self):
        with (
            mock.patch("django.core.mail.get_connection", side_effect=OSError("away")),
            self.assertLogs("newsroom.signin.desk.entering", "ERROR") as log,
        ):
            page = self.ask("olena@example.org")
        self.assertContains(page, "a mail with a link is on its way")
        self.assertNotIn("olena", log.records[0].getMessage())

    def test_asking_is_limited(self):
        pages = [self.ask("nobody@example.org") for _number in range(4)]
        self.assertEqual([page.status_code for page in pages], [200, 200, 200, 429])
        self.assertContains(pages[-1], "Wait 1 hour, then", status_code=429)

    @override_settings(MAIL=Mail())
    def test_where_there_is_no_mail_the_page_says_whom_to_ask(self):
        page = self.client.get("/desk/login/forgotten/")
        self.assertContains(page, "This newsroom sends no mail.")
        self.ask("olena@example.org")
        self.assertEqual(mail.outbox, [])


class InvitationTests(LinkTestCase):
    def setUp(self):
        super().setUp()
        self.boss = make_user(username="boss", is_superuser=True)
        self.client.force_login(self.boss)

    def invite(self, **more):
        role = Group.objects.get(name="Editor")
        given = {"username": "petro", "email": "petro@example.org", "groups": [role.pk], **more}
        return self.client.post(reverse("admin:auth_user_add"), given)

    def link_page(self, user):
        return reverse("admin:auth_user_password_change", args=[user.pk])

    def test_the_page_of_a_person_shows_nothing_of_the_password_and_leads_to_the_link(self):
        page = self.client.get(reverse("admin:auth_user_change", args=[self.user.pk]))
        self.assertContains(page, "Chosen by its owner.")
        self.assertContains(page, f'href="{self.link_page(self.user)}"')
        for part in self.user.password.split("$")[1:]:
            self.assertNotContains(page, part[:6])
        self.invite()
        user = User.objects.get(username="petro")
        page = self.client.get(reverse("admin:auth_user_change", args=[user.pk]))
        self.assertContains(page, "Not chosen yet.")

    def test_whoever_has_no_role_yet_is_told_who_can_give_one(self):
        self.client.force_login(make_user(is_staff=True))
        self.assertContains(
            self.client.get("/desk/"), "Whoever keeps the accounts can give you one"
        )

    @WITH_MAIL
    def test_a_person_is_added_with_a_role_and_sets_their_own_password_by_a_mail(self):
        answer = self.invite()
        user = User.objects.get(username="petro")
        self.assertRedirects(answer, self.link_page(user))
        self.assertTrue(user.is_staff)
        self.assertFalse(user.has_usable_password())
        self.client.post(self.link_page(user))
        (sent,) = mail.outbox
        self.assertIn("petro", sent.body)
        self.assertContains(self.follow(path_in(sent.body)), "The password is set.")
        self.client.logout()
        self.assertRedirects(self.come("petro", NEW), "/desk/")
        told = LedgerEntry.objects.order_by("number").values_list("verb", "actor__username")
        self.assertEqual(
            list(told),
            [
                ("change powers", "boss"),
                ("mail link", "boss"),
                ("set password", "petro"),
                ("sign in", "petro"),
            ],
        )
        self.assertNotIn("example.org", str([one.facts for one in LedgerEntry.objects.all()]))

    def test_a_name_that_turns_its_line_around_is_refused_at_its_field(self):
        self.client.force_login(make_user(username="owner", is_superuser=True))
        given = {"username": "new", "first_name": "A\u202eb", "email": "new@example.org"}
        page = self.client.post("/desk/auth/user/add/", given)
        (words,) = page.context["adminform"].form.errors["first_name"]
        self.assertIn("U+202E (RIGHT-TO-LEFT OVERRIDE), which cannot be printed", words)
        self.assertFalse(User.objects.filter(username="new").exists())

    def test_without_mail_the_link_is_shown_once_to_be_handed_over(self):
        self.invite()
        user = User.objects.get(username="petro")
        self.assertContains(self.client.get(self.link_page(user)), "This newsroom sends no mail")
        page = self.client.post(self.link_page(user))
        self.assertContains(page, "it holds for 7 days, and once.", count=1)
        self.assertContains(self.follow(path_in(page.content.decode())), "The password is set.")
        self.assertNotContains(self.client.get(self.link_page(user)), "/login/password/")
        again = self.client.post(self.link_page(user))
        self.assertContains(again, "it holds for 2 hours, and once.", count=1)

    def test_an_invitation_holds_for_a_week(self):
        user = make_user(username="petro")
        link = links.link_for(user).removeprefix("http://127.0.0.1:8000")
        with self.later(days=6, hours=23):
            self.assertNotContains(self.client.get(link, follow=True), "its time is over")
        with self.later(days=7, hours=1):
            self.assertContains(self.client.get(link, follow=True), "its time is over")

    @WITH_MAIL
    def test_a_mail_that_does_not_leave_is_told_and_the_link_is_shown(self):
        user = make_user(username="petro", email="petro@example.org")
        with mock.patch("django.core.mail.get_connection", side_effect=SMTPException("away")):
            page = self.client.post(self.link_page(user))
        self.assertContains(page, "The mail was not sent: away.")
        self.assertContains(page, "/login/password/")
        # The mail was not sent within a transaction, which would have kept everybody waiting.
        told = LedgerEntry.objects.order_by("number").values_list("verb", flat=True)
        self.assertEqual(list(told), ["mail link", "make link"])

    def test_nobody_hands_out_the_account_of_somebody_who_can_do_more(self):
        keeper = make_contributor()
        names = ("add_user", "change_user", "view_user")
        keeper.user_permissions.add(*Permission.objects.filter(codename__in=names))
        self.client.force_login(keeper)
        for user in (self.boss, make_publisher()):
            for ask in (self.client.get, self.client.post):
                self.assertEqual(ask(self.link_page(user)).status_code, 403)
        self.client.force_login(make_editor())
        self.assertEqual(self.client.post(self.link_page(self.user)).status_code, 403)
        self.assertEqual(self.invite().status_code, 403)

    def test_a_changed_address_is_told_without_it(self):
        from tests.filling_in import filled_in

        url = reverse("admin:auth_user_change", args=[self.user.pk])
        self.client.post(url, filled_in(self.client.get(url), email="new@example.org"))
        entry = LedgerEntry.objects.get()
        self.assertEqual((entry.verb, entry.facts), ("change account", {"columns": ["email"]}))
