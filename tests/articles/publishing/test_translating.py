"""One piece in several languages: what a translation begins with, and how pieces are tied."""

from django.db import IntegrityError, transaction
from django.test import TestCase

from articles.models import Article, Coverage
from articles.models.choices import Stage
from articles.publishing.gate import problems
from articles.publishing.translating import (
    TranslationRefused,
    in_all_languages,
    tie,
    translate,
    untie,
    untranslated,
)
from newsroom.models import LedgerEntry
from tests.articles.publishing.desk.test_article import page_of
from tests.factories import (
    make_article,
    make_author,
    make_contributor,
    make_editor,
    make_grant,
    make_issue,
    make_publisher,
    make_series,
    make_wording,
    publish,
)
from tests.filling_in import filled_in


class TranslatingTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_editor(username="editor")
        cls.grant = make_grant("The Fund paid.")
        make_wording(cls.grant.statements.get(), "Фонд заплатив.", language="uk")
        cls.article = make_article(
            stage=Stage.PUBLISHED,
            title="The port",
            grants=[cls.grant],
            authors=[make_author("Ada"), make_author("Bo")],
            tags=["Ports"],
        )

    def translated(self, language="uk", **fields):
        made = translate(self.article, language, by=self.editor)
        fields = {"title": "Порт", "body": "<p>Текст.</p>", **fields}
        Article.objects.filter(pk=made.pk).update(**fields)
        made.guesses.all().delete()
        made.refresh_from_db()
        return made


class BeginningTests(TranslatingTestCase):
    def test_a_translation_begins_with_everything_but_what_is_its_own(self):
        filed = {"issue": make_issue(), "issue_place": 3, "series": make_series(), "part": 2}
        Article.objects.filter(pk=self.article.pk).update(**filed)
        self.article.refresh_from_db()
        made = translate(self.article, "uk", by=self.editor)
        self.assertEqual({name: getattr(made, name) for name in filed}, filed)
        self.assertEqual(made.original_id, self.article.pk)
        self.assertEqual((made.stage, made.path, made.language), (Stage.DRAFT, None, "uk"))
        self.assertEqual((made.title, made.body), (self.article.title, self.article.body))
        self.assertEqual(made.section, self.article.section)
        self.assertEqual([tag.name for tag in made.tags.all()], ["Ports"])
        self.assertEqual([row.author.name for row in made.bylines.all()], ["Ada", "Bo"])
        self.assertEqual(Coverage.objects.get(article=made).grant, self.grant)
        self.assertEqual([guess.field for guess in made.guesses.all()], ["funding"])
        entry = LedgerEntry.objects.get(verb="translate")
        self.assertEqual(entry.facts, {"original": self.article.pk, "language": "uk"})

    def test_it_is_not_published_while_its_text_is_that_of_the_original(self):
        made = translate(self.article, "uk", by=self.editor)
        self.assertIn("translation-untranslated", [problem.code for problem in problems(made)])
        Article.objects.filter(pk=made.pk).update(body="<p>Текст.</p>")
        made.refresh_from_db()
        self.assertEqual([problem.code for problem in problems(made)], ["guesses-unconfirmed"])

    def test_a_translation_of_a_translation_is_one_of_the_original(self):
        third = translate(self.translated("uk"), "pl", by=self.editor)
        self.assertEqual(third.translation_of, self.article)
        found = [piece.language for piece in in_all_languages(third)]
        self.assertEqual(found, ["en", "pl", "uk"])
        self.assertNotIn("uk", dict(untranslated(self.article)))

    def test_there_is_one_in_each_language(self):
        self.translated("uk")
        for language in ("uk", "en", "xx"):
            with self.subTest(language), self.assertRaises(TranslationRefused):
                translate(self.article, language, by=self.editor)
        with self.assertRaises(IntegrityError), transaction.atomic():
            make_article(language="uk", translation_of=self.article)


class TyingTests(TranslatingTestCase):
    def test_a_piece_that_is_there_is_tied_and_untied(self):
        other = make_article(language="pl", title="Port")
        tie(other, self.article, by=self.editor)
        self.assertEqual(other.translation_of, self.article)
        untie(other, by=self.editor)
        self.assertIsNone(other.translation_of)
        verbs = list(LedgerEntry.objects.order_by("number").values_list("verb", flat=True))
        self.assertEqual(verbs[-2:], ["tie", "untie"])

    def test_what_would_be_twice_in_a_language_or_a_chain_is_refused(self):
        english, translation = make_article(language="en"), self.translated("uk")
        cases = {
            "in the same language": (english, self.article),
            "in this language already": (make_article(language="uk"), self.article),
            "tied already": (translation, self.article),
            "translations of its own": (self.article, make_article(language="pl")),
        }
        for words, (piece, to) in cases.items():
            with self.subTest(words), self.assertRaisesMessage(TranslationRefused, words):
                tie(piece, to, by=self.editor)

    def test_what_was_read_before_another_tie_makes_no_chain(self):
        polish, ukrainian = make_article(language="pl"), make_article(language="uk")
        read_before = Article.objects.get(pk=polish.pk)
        tie(polish, ukrainian, by=self.editor)
        with self.assertRaisesMessage(TranslationRefused, "at the same moment"):
            tie(self.article, read_before, by=self.editor)
        with self.assertRaisesMessage(TranslationRefused, "at the same moment"):
            translate(read_before, "de", by=self.editor)

    def test_saving_it_in_the_language_of_the_original_is_refused_by_the_gate(self):
        made = self.translated("uk")
        made.language = "en"
        self.assertIn("translation-language", [problem.code for problem in problems(made)])


class ReadingTests(TranslatingTestCase):
    def links(self, page):
        return page.content.decode().count('rel="alternate" hreflang=')

    def test_a_page_leads_to_what_is_live_in_other_languages_and_to_nothing_else(self):
        made = self.translated("uk")
        page = self.client.get(self.article.path)
        self.assertNotContains(page, "hreflang")
        self.assertNotContains(page, "Порт")
        publish(made)
        for piece, other, name in (
            (self.article, made, "Українська"),
            (made, self.article, "English"),
        ):
            page = self.client.get(piece.path)
            self.assertEqual(self.links(page), 2)
            self.assertContains(page, f'href="{other.path}"', count=1)
            self.assertContains(page, f">{name}</a>", count=1)

    def test_of_what_was_untied_and_made_anew_the_newer_is_led_to(self):
        former = self.translated("uk")
        publish(former)
        untie(former, by=self.editor)
        made = self.translated("uk", title="Гавань", body="<p>Інший текст.</p>")
        publish(made)
        page = self.client.get(self.article.path)
        self.assertEqual(self.links(page), 2)
        self.assertContains(page, f'href="{made.path}"', count=1)

    def test_a_tie_is_frozen_with_the_publication(self):
        other = make_article(stage=Stage.PUBLISHED, language="pl", title="Port")
        tie(other, self.article, by=self.editor)
        for piece in (self.article, other):
            self.assertNotContains(self.client.get(piece.path), "hreflang")


class DeskTests(TranslatingTestCase):
    def at(self, name, article=None):
        return f"/desk/articles/article/{(article or self.article).pk}/{name}/"

    def test_an_editor_begins_a_translation_and_is_led_to_it(self):
        self.client.force_login(self.editor)
        self.assertContains(self.client.get(page_of(self.article)), self.at("translations"))
        self.assertContains(self.client.get(self.at("translations")), "Begin the translation")
        answer = self.client.post(self.at("translate"), {"language": "uk"})
        made = Article.objects.get(translation_of=self.article)
        self.assertRedirects(answer, page_of(made))
        again = self.client.post(self.at("translate"), {"language": "uk"})
        self.assertEqual(again.status_code, 422)

    def test_an_original_is_not_saved_in_the_language_of_its_translation(self):
        self.translated("uk")
        self.client.force_login(self.editor)
        page = page_of(self.article)
        for language, is_taken in (("uk", True), ("pl", False)):
            answer = self.client.post(page, filled_in(self.client.get(page), language=language))
            with self.subTest(language):
                self.assertEqual(answer.status_code, 200 if is_taken else 302)
                self.article.refresh_from_db()
                self.assertEqual(self.article.language, "en" if is_taken else "pl")

    def test_an_editor_finds_a_piece_and_ties_it(self):
        other = make_article(language="pl", title="Port")
        self.client.force_login(self.editor)
        found = self.client.get(self.at("translations", other), {"q": "port"})
        self.assertContains(found, "It is a translation of this", count=1)
        self.client.post(self.at("tie", other), {"to": self.article.pk})
        other.refresh_from_db()
        self.assertEqual(other.translation_of, self.article)
        for wrong in ("", "x", "9" * 30):
            answer = self.client.post(self.at("tie", other), {"to": wrong})
            self.assertEqual(answer.status_code, 422)
        self.client.post(self.at("untie", other))
        other.refresh_from_db()
        self.assertIsNone(other.translation_of)

    def test_whoever_may_not_read_a_piece_is_shown_and_ties_nothing(self):
        writer = make_contributor()
        own = make_article(language="pl", title="Port", by=writer)
        tie(own, self.article, by=self.editor)
        self.client.force_login(writer)
        self.assertNotContains(self.client.get(self.at("translations", own)), "The port")
        self.assertEqual(self.client.get(self.at("translations")).status_code, 404)
        answers = [
            self.client.post(self.at(name), {"language": "de"})
            for name in ("translate", "tie", "untie")
        ]
        self.assertEqual([answer.status_code for answer in answers], [404, 404, 404])
        other = make_article(language="de", by=writer)
        self.client.post(self.at("tie", other), {"to": self.article.pk})
        other.refresh_from_db()
        self.assertIsNone(other.translation_of)
        self.assertEqual(Article.objects.exclude(translation_of=None).get(), own)


class ReportingTests(TranslatingTestCase):
    def test_a_publisher_publishes_it_with_the_words_in_its_language(self):
        made = self.translated("uk")
        publish(made, by=make_publisher())
        self.assertContains(self.client.get(made.path), "Фонд заплатив.")
