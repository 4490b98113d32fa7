from django.test import TestCase
from django.urls import reverse

from articles.letters.compose import compose
from articles.letters.make import make_letter
from articles.letters.models import Letter, MadeLetter
from articles.models.choices import Stage
from articles.publishing.perform import perform
from tests.articles.letters.test_make import make_draft_of
from tests.factories import (
    make_article,
    make_contributor,
    make_editor,
    make_funding_manager,
    make_grant,
    make_publisher,
)


class LettersAtTheDeskTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_editor()
        cls.article = make_article(
            title="The port", stage=Stage.PUBLISHED, grants=[make_grant("The Fund paid.")]
        )
        cls.letter = make_draft_of(cls.article)
        cls.made = make_letter(cls.letter, by=cls.editor)

    def address(self, name, *args):
        return reverse(f"admin:articles_letter_{name}", args=[self.letter.pk, *args])

    def get(self, address, by):
        self.client.force_login(by)
        return self.client.get(address)

    def test_an_editor_puts_one_together_and_makes_it(self):
        self.client.force_login(self.editor)
        form = {
            "title": "The month",
            "language": "en",
            "pieces-TOTAL_FORMS": 1,
            "pieces-INITIAL_FORMS": 0,
            "pieces-0-article": self.article.pk,
            "pieces-0-teaser": "Read this.",
            "pieces-0-position": 0,
        }
        self.client.post(reverse("admin:articles_letter_add"), form)
        letter = Letter.objects.get(title="The month")
        address = reverse("admin:articles_letter_make", args=[letter.pk])
        looked_at = self.client.get(address)
        for said in ("The port", "Read this.", "The Fund paid."):
            self.assertContains(looked_at, said)
        answer = self.client.post(address, follow=True)
        made = letter.made.get()
        self.assertContains(answer, "Made, with 1 piece.")
        for said in ("Read this.", "The Fund paid."):
            self.assertIn(said, made.html)
            self.assertIn(said, made.text)

    def test_both_forms_are_looked_at_before_anything_is_made(self):
        made, composed = MadeLetter.objects.count(), compose(self.letter)
        page = self.get(self.address("make"), self.editor)
        for kind, media in (("html", "text/html"), ("text", "text/plain")):
            address = self.address("composed", kind)
            self.assertContains(page, f'href="{address}"', count=1)
            answer = self.client.get(address)
            self.assertEqual(answer.content.decode(), getattr(composed, kind))
            self.assertEqual(answer["Content-Type"], f"{media}; charset=utf-8")
            self.assertTrue(answer["Content-Security-Policy"].startswith("sandbox; default-src"))
        self.assertEqual(self.client.get(self.address("composed", "pdf")).status_code, 404)
        self.assertEqual(MadeLetter.objects.count(), made)
        manager = make_funding_manager()
        self.assertEqual(self.get(self.address("composed", "html"), manager).status_code, 403)

    def test_its_files_are_what_was_made_and_run_nothing(self):
        for kind, media in (("html", "text/html"), ("text", "text/plain")):
            answer = self.get(self.address("file", self.made.revision, kind), self.editor)
            self.assertEqual(answer.content.decode(), getattr(self.made, kind))
            self.assertEqual(answer["Content-Type"], f"{media}; charset=utf-8")
            self.assertTrue(answer["Content-Security-Policy"].startswith("sandbox; default-src"))
        for lost in (self.address("file", 1, "pdf"), self.address("file", 9, "html")):
            self.assertEqual(self.client.get(lost).status_code, 404)

    def test_it_says_what_must_not_be_sent_any_more(self):
        page = self.address("made", self.made.revision)
        warning = "No longer live. Do not send this newsletter any more:"
        self.assertNotContains(self.get(page, self.editor), warning)
        perform("withdraw", self.article, by=make_publisher(), note="Safety.")
        self.assertContains(self.get(page, self.editor), warning, count=1)
        making = self.get(self.address("make"), self.editor)
        self.assertContains(making, "Not live, so not in it:", count=1)
        self.assertNotContains(making, "Make the newsletter")

    def test_what_cannot_be_made_says_why_and_makes_nothing(self):
        perform("withdraw", self.article, by=make_publisher(), note="Safety.")
        self.client.force_login(self.editor)
        answer = self.client.post(self.address("make"), follow=True)
        self.assertContains(answer, "Choose at least one piece that is live.")
        self.assertEqual(MadeLetter.objects.count(), 1)

    def test_who_keeps_grants_looks_and_makes_none(self):
        manager = make_funding_manager()
        for address in (self.address("made", 1), self.address("file", 1, "html")):
            self.assertEqual(self.get(address, manager).status_code, 200)
        self.assertEqual(self.get(self.address("make"), manager).status_code, 403)
        self.assertEqual(self.client.post(self.address("make")).status_code, 403)
        self.assertEqual(MadeLetter.objects.count(), 1)

    def test_a_contributor_is_let_in_nowhere(self):
        contributor = make_contributor()
        for name, *args in (
            ("make",),
            ("composed", "html"),
            ("made", 1),
            ("file", 1, "html"),
            ("change",),
        ):
            with self.subTest(name):
                answer = self.get(self.address(name, *args), contributor)
                self.assertEqual(answer.status_code, 403)

    def test_what_was_made_is_deleted_by_nobody(self):
        answer = self.get(self.address("delete"), self.editor)
        self.assertEqual(answer.status_code, 403)
        other = make_draft_of(self.article)
        address = reverse("admin:articles_letter_delete", args=[other.pk])
        self.client.post(address, {"post": "yes"})
        self.assertFalse(Letter.objects.filter(pk=other.pk).exists())
