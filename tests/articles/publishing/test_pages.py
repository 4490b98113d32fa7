"""Pages of the publication itself: written and moved as pieces are, and owing no declaration."""

from django.db import IntegrityError, transaction
from django.test import TestCase
from django.utils import timezone

from articles.disclosure.resolve import Resolution, resolve
from articles.models import Article, Coverage, PublishedVersion, Redirect, Relation, Trait
from articles.models.choices import Funding, Kind, Stage
from articles.publishing.edits import editing
from articles.publishing.gate import look, problems
from articles.publishing.page_address import taken
from articles.publishing.perform import perform
from articles.publishing.refusals import GateClosed, MoveRefused
from articles.publishing.translating import TranslationRefused, tie
from funding.models import Statement
from tests.factories import (
    make_article,
    make_author,
    make_funder,
    make_grant,
    make_page,
    make_publisher,
    publish,
    say,
)
from tests.routes import routes


def frozen(page):
    """What the rows of the version that readers see say of its funding."""
    version = page.versions.shown().get()
    parts = ("disclosures", "grants", "parties", "logos", "withheld")
    return version.funding, [part for part in parts if getattr(version, part).exists()]


class PageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.publisher = make_publisher()
        cls.funder = make_funder("The River Fund")
        cls.author = make_author("Ada")
        cls.grant = make_grant(funders=[cls.funder])
        rows = {"grant": cls.grant, "statement": say(None, "A label.", kind="ai-use").statement}
        for name, subject in rows.items():
            Coverage.objects.create(**{name: subject}, whole_site=True)
            Coverage.objects.create(**{name: subject}, author=cls.author)

    def test_it_owes_nothing_that_a_piece_owes(self):
        page = make_page(title="About us", body="<p>The River Fund pays us.</p>")
        self.assertEqual(problems(page), [])
        piece = make_article(
            title="", funding=Funding.UNDECLARED, section=None, authors=[], standfirst=""
        )
        owed = {problem.code for problem in problems(piece)}
        self.assertLessEqual(
            {"section-missing", "byline-missing", "funding-undeclared", "standfirst-missing"}, owed
        )

    def test_it_needs_words_and_pictures_as_a_piece_does(self):
        page = make_page(title="Team", body="<p></p>")
        self.assertEqual([problem.code for problem in problems(page)], ["body-missing"])

    def test_no_coverage_reaches_it_and_it_says_nothing_of_money(self):
        page = make_page(authors=[self.author], body="<p>The River Fund pays us.</p>")
        Coverage.objects.create(grant=self.grant, article=page)
        self.assertEqual(resolve(page), Resolution())
        self.assertEqual(look(page).mentions, [])
        publish(page)
        self.assertEqual(frozen(page), (Funding.NOT_OWED, []))
        covered = [row.versions().count() for row in Coverage.objects.all()]
        self.assertEqual(covered, [0] * 5)

    def test_a_piece_beside_it_is_covered_by_the_same_rows(self):
        piece = publish(make_article(funding=Funding.FUNDED, authors=[self.author]))
        self.assertEqual(frozen(piece), (Funding.FUNDED, ["disclosures", "grants", "parties"]))

    def test_the_sentence_that_nobody_paid_is_not_printed_on_it(self):
        say(None, "Nobody paid.", kind=Statement.Kind.NO_FUNDING)
        page = publish(make_page())
        self.assertEqual(frozen(page), (Funding.NOT_OWED, []))

    def test_what_is_scheduled_of_it_stays_as_it_is_when_coverage_changes(self):
        at = timezone.now() + timezone.timedelta(days=1)
        page = publish(make_page(), at=at)
        Coverage.objects.all().delete()
        version = page.versions.get()
        self.assertEqual((version.live_from, version.live_until), (at, None))

    def test_it_is_printed_again_once_it_was_edited_and_only_then(self):
        page = publish(make_page())
        with self.assertRaisesMessage(MoveRefused, "Nothing has changed"):
            perform("publish", page, by=self.publisher)
        with editing(page, by=self.publisher) as copy:
            copy.body = "<p>Other words.</p>"
            copy.save()
        perform("publish", page, by=self.publisher)
        bodies = PublishedVersion.objects.live_pages().values_list("body", flat=True)
        self.assertEqual(list(bodies), ["<p>Other words.</p>"])

    def test_it_is_related_to_nothing(self):
        body = f"<p>{' '.join(['Ferries cross the river.'] * 9)}</p>"
        publish(make_page("ferries", body=body))
        piece = publish(make_article(body=body, funding=Funding.FUNDED))
        publish(make_page("ferrymen", body=body))
        self.assertEqual({*Trait.objects.values_list("article", flat=True)}, {piece.pk})
        self.assertFalse(Relation.objects.exists())

    def test_a_piece_is_no_translation_of_a_page(self):
        page, piece = make_page(), make_article(language="pl")
        with self.assertRaisesMessage(TranslationRefused, "One is a piece, the other a page"):
            tie(piece, page, by=self.publisher)

    def test_what_readers_knew_as_a_piece_never_becomes_a_page(self):
        piece = publish(make_article(funding=Funding.FUNDED, authors=[self.author]))
        piece.kind, piece.funding, piece.section = Kind.PAGE, Funding.NOT_OWED, None
        with self.assertRaises(IntegrityError), transaction.atomic():
            piece.save()


class AddressTests(TestCase):
    def test_its_address_is_one_word_and_stays(self):
        page = publish(make_page("", title="Über uns", language="de"))
        self.assertEqual(page.path, "/ueber-uns/")
        with editing(page, by=make_publisher()) as copy:
            copy.title = "Das sind wir"
            copy.save()
        self.assertEqual(publish(page).path, "/ueber-uns/")

    def test_no_page_is_given_an_address_with_which_another_one_begins(self):
        firsts = {route.lstrip("^").partition("/")[0] for route, _pattern in routes()}
        firsts = {first for first in firsts if first.isidentifier()} | {"static", "media"}
        self.assertGreater(firsts, {"funding", "section", "desk", "pictures", "preview"})
        for first in [*firsts, "Funding", "rss", "2026"]:
            with self.subTest(first):
                page = make_page(first)
                self.assertEqual(
                    [(one.code, one.field, one.message) for one in problems(page)],
                    [
                        (
                            "address-taken",
                            "slug",
                            f"There is something else at /{first}/, now or once.",
                        )
                    ],
                )

    def test_nor_one_that_another_page_has_or_had(self):
        publish(make_page("imprint"))
        Redirect.objects.create(old_path="/who-we-are", new_path="/imprint/")
        for slug, title in (("imprint", "Legal"), ("", "Imprint"), ("who-we-are", "About")):
            page = make_page(slug, title=title)
            with self.subTest(slug), self.assertRaises(GateClosed):
                publish(page)
        self.assertEqual(Article.objects.filter(stage=Stage.PUBLISHED).count(), 1)
        self.assertEqual(taken("/imprint-2/"), "")

    def test_one_that_was_only_scheduled_is_free_again(self):
        publisher = make_publisher()
        page = publish(make_page(), at=timezone.now() + timezone.timedelta(days=1))
        self.assertEqual(problems(page), [])
        perform("unschedule", page, by=publisher)
        self.assertIsNone(page.path)
        self.assertEqual(publish(make_page()).path, "/imprint/")

    def test_it_may_get_another_and_none_that_is_taken(self):
        publisher = make_publisher()
        page = publish(make_page())
        with self.assertRaisesMessage(MoveRefused, "There is something else at /funding/"):
            perform("readdress", page, by=publisher, note="n", address="funding")
        perform("readdress", page, by=publisher, note="n", address="/legal/")
        self.assertEqual(page.path, "/legal/")
        self.assertEqual(Redirect.objects.way_on("/imprint/"), "/legal/")
