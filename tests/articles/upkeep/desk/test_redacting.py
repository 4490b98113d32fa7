"""Taking a name out at the desk, and reading what was sealed by it."""

from django.contrib.auth.models import Permission
from django.test import TestCase
from django.urls import reverse

from articles.models import SealedCopy
from articles.upkeep.redaction import redact
from newsroom.models import LedgerEntry
from tests import factories
from tests.factories import (
    make_article,
    make_author,
    make_editor,
    make_funder,
    make_funding_manager,
    make_publisher,
)

PAGE = "/desk/articles/sealedcopy/redact/"
LIST = "/desk/articles/sealedcopy/"
NAME = "Alesia Bahdanovič"


class DeskTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.officer = cls.with_permission("redact")
        cls.article = factories.publish(make_article(title=f"A letter by {NAME}"))
        cls.other = factories.publish(make_article(title="Another letter"))

    def setUp(self):
        self.client.force_login(self.officer)

    @classmethod
    def with_permission(cls, codename):
        user = make_editor()
        user.user_permissions.add(Permission.objects.get(codename=codename))
        return user

    def send(self, **data):
        return self.client.post(PAGE, {"names": NAME, "reason": "A threat.", **data}, follow=True)

    def titles(self):
        return [a.versions.live().get().title for a in (self.article, self.other)]


class RedactionTests(DeskTestCase):
    def test_what_would_change_is_shown_and_nothing_is_changed(self):
        page = self.send()
        match, *others = page.context["rows"]
        version = self.article.versions.get()
        page_of_version = f"/desk/articles/publishedversion/{version.pk}/page/"
        words = [NAME, "alesia bahdanovic"]
        self.assertEqual(match[1:], (version, page_of_version, ["path", "title"], words))
        self.assertEqual({kind for kind, *_more in others}, {"article", "words of the ledger"})
        self.assertContains(page, f"{1 + len(others)} rows would change.", count=1)
        self.assertNotContains(page, "Another letter")
        self.assertEqual(SealedCopy.objects.count(), 0)
        self.assertEqual(self.titles(), [f"A letter by {NAME}", "Another letter"])

    def redact(self, **data):
        """Ask, and type the number that is shown."""
        number = len(self.send(**data).context["found"].rows)
        return number, self.send(confirmed=str(number), _redact="1", **data)

    def test_what_is_left_is_listed_without_the_name_and_leads_to_what_one_may_open(self):
        for permission, leads in [("view_user", True), ("view_sealedcopy", False)]:
            user = factories.make_user(username=f"Alesia.{permission}", last_name="Bahdanovič")
            self.officer = self.with_permission("redact")
            self.officer.user_permissions.add(Permission.objects.get(codename=permission))
            self.client.force_login(self.officer)
            make_article(title="Bahdanovič")
            _number, page = self.redact(names="Bahdanovič")
            link = f'<a href="/desk/auth/user/{user.pk}/change/">user {user.pk}</a>'
            told = [str(message) for message in page.context["messages"]]
            with self.subTest(permission):
                self.assertEqual([link in one for one in told], [False, leads])
                self.assertIn(f"user {user.pk}", told[1])
                self.assertNotContains(page, "Bahdanovi")

    def test_an_author_a_funder_or_a_grant_is_chosen_and_no_two_of_them(self):
        funder = make_funder("Secret Fund")
        self.redact(names="", funder=str(funder.pk))
        funder.refresh_from_db()
        self.assertEqual((funder.public, funder.name), (False, f"[…] {funder.pk}"))
        author = make_author("Bo Secretive")
        page = self.send(funder=str(funder.pk), author=str(author.pk))
        self.assertContains(page, "Choose one of them", count=1)

    def test_once_the_number_is_typed_the_name_is_taken_out(self):
        number, page = self.redact()
        self.assertContains(page, f"Done. Rows changed and sealed: {number}.", count=1)
        self.assertNotContains(page, NAME)
        self.assertEqual(self.titles(), ["A letter by […]", "Another letter"])
        self.assertEqual(factories.broken(), [])

    def test_without_the_right_number_nothing_is_changed(self):
        for typed in ("", "2", "one"):
            with self.subTest(typed):
                page = self.send(confirmed=typed, _redact="1")
                self.assertContains(page, "Type the number of rows", count=1)
        self.assertEqual(SealedCopy.objects.count(), 0)

    def test_several_names_are_given_on_lines_of_their_own(self):
        page = self.send(names=f"Bahdanovič\r\n\r\n  {NAME} \r\nAnother letter\r\n")
        changed = [row for row, *_more in page.context["found"].rows]
        versions = {self.article.versions.get(), self.other.versions.get()}
        self.assertEqual({*changed[:2]}, versions)

    def test_what_is_refused_is_said_in_words(self):
        for data, words in [
            ({"names": "Al"}, "has at least 3 letters"),
            ({"names": f"{NAME}\nAl"}, "has at least 3 letters"),
            ({"reason": f"{NAME} is threatened."}, "write it without the name"),
            ({"names": " "}, "Write the names, or choose whom they belong to."),
            ({"reason": ""}, "This field is required."),
        ]:
            for button in ({}, {"_redact": "1", "confirmed": "1"}):
                with self.subTest(data, **button):
                    self.assertContains(self.send(**data, **button), words, count=1)
        self.assertEqual(SealedCopy.objects.count(), 0)

    def test_declined_forms_are_offered_ticked_and_taken_out_too(self):
        article = make_article(title="Bez Alesi Bahdanovič", language="pl")
        page = self.send()
        self.assertEqual(page.context["forms"], [("Alesi Bahdanovič", True)])
        box = (
            '<input type="checkbox" name="forms" value="Alesi Bahdanovič" checked '
            'aria-describedby="forms_help">'
        )
        self.assertContains(page, box, count=1, html=True)
        told = [(row, words) for _kind, row, _page, _columns, words in page.context["rows"]]
        self.assertIn((article, ["Alesi Bahdanovič"]), told)
        forms = {"offered": ["Alesi Bahdanovič"], "forms": ["Alesi Bahdanovič"]}
        self.redact(**forms)
        article.refresh_from_db()
        self.assertEqual(article.title, "Bez […]")

    def test_a_form_that_is_not_ticked_stays_and_is_listed_with_links(self):
        article = make_article(title="Bez Alesi Bahdanovič", language="pl")
        version = self.article.versions.get()
        forms = {"offered": ["Alesi Bahdanovič"], "forms": []}
        page = self.send(**forms)
        self.assertEqual(page.context["forms"], [("Alesi Bahdanovič", False)])
        link = f'<a href="/desk/articles/article/{article.pk}/change/">article {article.pk}</a>'
        self.assertContains(page, link, count=1, html=True)
        _number, page = self.redact(**forms)
        self.assertIn(link, str([*page.context["messages"]][1]))
        for row, title in [(article, "Bez Alesi Bahdanovič"), (version, "A letter by […]")]:
            row.refresh_from_db()
            self.assertEqual(row.title, title)

    def test_a_row_leads_to_a_page_that_one_may_open_and_to_no_other(self):
        make_funder(f"Fund of {NAME}")
        pages = {kind: page for kind, _row, page, *_more in self.send().context["rows"]}
        self.assertIsNone(pages["words of the ledger"])
        administrator = factories.make_user("Administrator")
        self.client.force_login(administrator)
        for kind, row, page, *_more in self.send().context["rows"]:
            with self.subTest(kind):
                self.assertEqual(self.client.get(page).status_code, 200, row)

    def test_without_the_permission_nobody_sees_matches_or_redacts(self):
        for user in (
            make_publisher(),
            make_funding_manager(),
            self.with_permission("view_sealedcopy"),
        ):
            self.client.force_login(user)
            for data in (None, {}, {"confirmed": "1", "_redact": "1"}):
                with self.subTest(user=user, data=data):
                    page = self.client.get(PAGE) if data is None else self.send(**data)
                    self.assertEqual(page.status_code, 403)
        self.assertEqual(SealedCopy.objects.count(), 0)

    def test_the_first_page_of_the_desk_leads_there_for_those_who_may(self):
        """With what it is for; and among the pages of its room."""
        for here in ("/desk/", "/desk/articles/article/pages/"):
            self.assertContains(self.client.get(here), f'href="{PAGE}"', count=1)
        self.client.force_login(make_publisher())
        self.assertNotContains(self.client.get("/desk/"), PAGE)


class SealedCopyTests(DeskTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        redact([NAME], by=cls.officer, reason="A threat.")
        cls.sealed = SealedCopy.objects.get(table="articles_publishedversion")
        cls.url = reverse("admin:articles_sealedcopy_change", args=[cls.sealed.pk])
        cls.reader = cls.with_permission("view_sealedcopy")

    def test_each_reading_is_recorded(self):
        self.client.force_login(self.reader)
        self.assertContains(self.client.get(self.url), NAME)
        self.client.get(self.url)
        entries = LedgerEntry.objects.filter(verb="read a sealed copy")
        self.assertEqual(
            [(entry.actor, entry.subject_key) for entry in entries],
            [(self.reader, str(self.sealed.pk))] * 2,
        )

    def test_the_list_does_not_tell_the_name_and_is_not_recorded(self):
        self.client.force_login(self.reader)
        page = self.client.get(LIST)
        self.assertContains(page, "A threat.", count=SealedCopy.objects.count())
        self.assertNotContains(page, "Bahdanovi")
        self.assertFalse(LedgerEntry.objects.filter(verb="read a sealed copy").exists())

    def test_a_search_does_not_find_the_name(self):
        self.client.force_login(self.reader)
        self.assertEqual(self.client.get(LIST, {"q": NAME}).context["cl"].result_count, 0)

    def test_nobody_else_reads_it_not_even_who_redacted(self):
        for user in (self.officer, make_publisher(), make_funding_manager()):
            self.client.force_login(user)
            for url in (self.url, LIST):
                with self.subTest(user=user, url=url):
                    self.assertEqual(self.client.get(url).status_code, 403)
        self.assertFalse(LedgerEntry.objects.filter(verb="read a sealed copy").exists())

    def test_nobody_changes_or_deletes_it(self):
        self.client.force_login(self.with_permission("view_sealedcopy"))
        self.assertEqual(self.client.post(self.url, {"reason": "Forged."}).status_code, 403)
        gone = reverse("admin:articles_sealedcopy_delete", args=[self.sealed.pk])
        self.assertEqual(self.client.post(gone, {"post": "yes"}).status_code, 403)
        self.sealed.refresh_from_db()
        self.assertEqual(self.sealed.reason, "A threat.")
