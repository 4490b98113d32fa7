"""The language that a funder accepts where no wording is approved in the language of a piece."""

import json
import re

from django.test import TestCase, override_settings

from articles.disclosure.choosing import choose_wording, is_fallback
from articles.disclosure.resolve import resolve
from articles.models.printed import read_printed
from articles.publishing.gate import problems
from articles.publishing.perform import GateClosed, perform
from articles.reader.channels.channel import CHANNELS
from articles.upkeep.worklist import worklist
from funding.models import Statement, Wording
from tests.articles.disclosure.resolving import ResolveTestCase, undisclosed
from tests.articles.reader.test_every_channel import silent
from tests.factories import (
    cover,
    live_version,
    make_article,
    make_editor,
    make_grant,
    make_publisher,
    make_wording,
    move_to,
    publish,
    say,
)

ACCEPTED = {"fallback_language": "en", "fallback_consent": "Letter of 3 March 2025."}


def polish(**accepted):
    """A draft in Polish whose grant speaks English."""
    grant = make_grant("")
    say(grant, "The Fund paid.", **accepted)
    return make_article(language="pl", grants=[grant])


class ChoiceTests(ResolveTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.statement = Statement.objects.create(
            grant=make_grant(acknowledgement=""), kind=Statement.Kind.ACKNOWLEDGEMENT
        )

    def chosen(self, language, fallback, *, several=False):
        wordings = Wording.objects.approved().filter(statement=self.statement)
        wording = choose_wording(wordings, language, several=several, fallback=fallback)
        return wording and (wording.text, is_fallback(wording, language))

    def test_the_piece_s_own_language_comes_first_then_its_base_then_the_fallback_and_its_base(
        self,
    ):
        self.assertIsNone(self.chosen("pt-br", "en-gb"))
        for language, is_another in (
            ("en", True),
            ("en-gb", True),
            ("pt", False),
            ("pt-br", False),
        ):
            make_wording(self.statement, f"In {language}.", language=language)
            self.assertEqual(self.chosen("pt-br", "en-gb"), (f"In {language}.", is_another))

    def test_in_the_fallback_too_the_number_of_authors_decides(self):
        make_wording(self.statement, "One.", variant="one")
        self.assertEqual(self.chosen("pl", "en"), ("One.", True))
        self.assertIsNone(self.chosen("pl", "en", several=True))

    def test_without_a_fallback_no_other_language_serves(self):
        make_wording(self.statement, "In English.")
        self.assertIsNone(self.chosen("pl", ""))
        self.assertIsNone(self.chosen("pl", "uk"))


class GateTests(ResolveTestCase):
    def test_without_it_the_gate_blocks_and_with_it_the_gate_tells(self):
        bare, accepted = polish(), polish(**ACCEPTED)
        self.assertEqual(
            [(one.code, one.blocks) for one in problems(bare)], [("wording-missing", True)]
        )
        (told,) = problems(accepted)
        self.assertEqual(
            (told.code, told.blocks, str(told)),
            (
                "wording-fallback",
                False,
                f"{accepted.coverages.get().grant.statements.get()} has no approved wording in "
                "“Polish”: it is printed in “English”, which the funder accepts.",
            ),
        )

    def test_a_fallback_without_an_approved_wording_blocks(self):
        article = polish(**ACCEPTED | {"fallback_language": "uk"})
        self.assertEqual(self.codes(article), ["wording-missing"])

    def test_it_is_told_of_before_it_is_published(self):
        article = move_to(polish(**ACCEPTED), "ready")
        with self.assertRaises(GateClosed):
            perform("publish", article, by=make_publisher())
        perform("publish", article, by=make_publisher(), acknowledged=["wording-fallback"])
        self.assertEqual(live_version(article).disclosures.get().language, "en")

    def test_no_fallback_is_told_of_where_the_language_s_own_words_are_printed(self):
        article = undisclosed(language="pl")
        cover(article, say(make_grant(""), "Fundusz.", language="pl", **ACCEPTED).statement.grant)
        self.assertEqual((self.printed(article), self.codes(article)), (["Fundusz."], []))

    def test_the_preview_tells_of_it(self):
        self.client.force_login(make_editor())
        for article, count in ((polish(**ACCEPTED), 1), (polish(), 0)):
            page = self.client.get(f"/desk/articles/article/{article.pk}/preview/")
            self.assertContains(page, "which the funder accepts.", count=count)


class PrintTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.article = publish(polish(**ACCEPTED), acknowledged=["wording-fallback"])

    def test_every_channel_prints_it(self):
        pieces = read_printed(self.article.versions.live())
        self.assertEqual([n.text for n in pieces[0].notices], ["The Fund paid."])
        self.assertEqual(list(silent(self.client, CHANNELS, pieces)), [])

    def test_it_stands_in_its_own_language_wherever_a_language_is_told(self):
        marked = (
            '<p class="disclosure disclosure--acknowledgement" lang="en" dir="auto">'
            "The Fund paid.</p>"
        )
        page = self.client.get(self.article.path)
        self.assertContains(page, marked, count=1)
        self.assertContains(page, '<article class="article" lang="pl" dir="ltr">', count=1)
        data = re.search(r'ld\+json">(.*?)</script>', page.content.decode())[1]
        (part,) = json.loads(data)["hasPart"]
        self.assertEqual((part["inLanguage"], json.loads(data)["inLanguage"]), ("en", "pl"))
        (item,) = self.client.get("/feed/feed.json").json()["items"]
        self.assertEqual([told["lang"] for told in item["_funding"]["items"]], ["en"])
        self.assertIn(marked, item["content_html"])

    @override_settings(LANGUAGES=[("pl", "Polish"), ("ar", "Arabic")])
    def test_a_fallback_that_is_written_from_the_right_says_so(self):
        grant = make_grant("")
        say(grant, "بدعم من الصندوق.", language="ar", **ACCEPTED | {"fallback_language": "ar"})
        article = make_article(language="pl", grants=[grant])
        publish(article, acknowledged=["wording-fallback"])
        self.assertContains(
            self.client.get(article.path), 'lang="ar" dir="rtl">بدعم من الصندوق.</p>', count=1
        )

    def test_a_consent_that_is_taken_back_changes_nothing_that_is_live(self):
        Statement.objects.update(fallback_language="", fallback_consent="")
        self.assertEqual([one.code for one in resolve(self.article).problems], ["wording-missing"])
        self.assertContains(self.client.get(self.article.path), "The Fund paid.</p>", count=1)

    def test_once_the_language_has_words_of_its_own_somebody_decides_about_the_live_piece(self):
        self.assertEqual(list(worklist()), [])
        make_wording(Statement.objects.get(grant__isnull=False), "Fundusz.", language="pl")
        ((_whole, differs),) = worklist()
        self.assertEqual((differs.causes, differs.prescribed), (("wording",), ("Fundusz.",)))
