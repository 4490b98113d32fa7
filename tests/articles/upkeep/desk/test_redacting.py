"""Taking a name out at the desk, and reading what was sealed by it."""

from django.contrib.auth.models import Permission
from django.test import TestCase
from django.urls import reverse

from articles.models import SealedCopy
from articles.upkeep.redaction import redact
from newsroom.audit import vouching
from newsroom.models import LedgerEntry
from tests import factories
from tests.factories import (
    make_article,
    make_editor,
    make_funding_manager,
    make_grant,
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
        (match,) = page.context["rows"]
        self.assertEqual((match[1], match[3]), (self.article.versions.get(), ["path", "title"]))
        self.assertContains(page, "One published row would change.", count=1)
        self.assertNotContains(page, "Another letter")
        self.assertEqual(SealedCopy.objects.count(), 0)
        self.assertEqual(self.titles(), [f"A letter by {NAME}", "Another letter"])

    def test_what_holds_the_name_yet_is_listed_without_it(self):
        grant = make_grant(f"Paid to {NAME}.")
        wording = grant.statements.get().wordings.get()
        page = self.send(confirmed="1", _redact="1")
        words = f"retired, waived or changed: wording {wording.pk}."
        self.assertEqual([words in str(m) for m in page.context["messages"]], [False, True])
        self.assertNotContains(page, "Bahdanovi")

    def test_once_the_number_is_typed_the_name_is_taken_out(self):
        page = self.send(confirmed="1", _redact="1")
        self.assertContains(page, "Done. Rows changed and sealed: 1.", count=1)
        self.assertNotContains(page, NAME)
        self.assertEqual(self.titles(), ["A letter by […]", "Another letter"])
        self.assertEqual(list(vouching.breaks()), [])

    def test_without_the_right_number_nothing_is_changed(self):
        for typed in ("", "2", "one"):
            with self.subTest(typed):
                page = self.send(confirmed=typed, _redact="1")
                self.assertContains(page, "Type the number of rows", count=1)
        self.assertEqual(SealedCopy.objects.count(), 0)

    def test_several_names_are_given_on_lines_of_their_own(self):
        page = self.send(names=f"Bahdanovič\r\n\r\n  {NAME} \r\nAnother letter\r\n")
        self.assertEqual(len(page.context["found"]), 2)

    def test_what_is_refused_is_said_in_words(self):
        for data, words in [
            ({"names": "Al"}, "has at least 3 letters"),
            ({"names": f"{NAME}\nAl"}, "has at least 3 letters"),
            ({"reason": f"{NAME} is threatened."}, "write it without the name"),
            ({"names": " "}, "This field is required."),
            ({"reason": ""}, "This field is required."),
        ]:
            for button in ({}, {"_redact": "1", "confirmed": "1"}):
                with self.subTest(data, **button):
                    self.assertContains(self.send(**data, **button), words, count=1)
        self.assertEqual(SealedCopy.objects.count(), 0)

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
        self.assertContains(self.client.get("/desk/"), f'href="{PAGE}"', count=1)
        self.client.force_login(make_publisher())
        self.assertNotContains(self.client.get("/desk/"), PAGE)


class SealedCopyTests(DeskTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        redact([NAME], by=cls.officer, reason="A threat.")
        cls.sealed = SealedCopy.objects.get()
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
        self.assertContains(page, "A threat.", count=1)
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
