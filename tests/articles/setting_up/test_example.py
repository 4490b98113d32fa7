"""The example of a new newsroom: seen by nobody outside, marked, and taken out again whole."""

import tomllib

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Byline, Coverage, PublishedVersion
from articles.models.choices import Funding, Stage
from articles.publishing.gate import problems
from articles.publishing.perform import perform
from articles.setting_up.example import TEXTS, example_here, put_in
from articles.setting_up.removal import foreseen
from articles.writing.comments import comment
from authors.models import Author
from funding.approval import approve
from funding.models import Funder, Grant, GrantParty, Statement, Wording
from newsroom.kit import clock
from newsroom.models import LedgerEntry, Masthead
from tests.factories import (
    broken,
    cover,
    make_article,
    make_editor,
    make_funding_manager,
    make_grant,
    make_publisher,
    make_section,
    make_user,
)
from tests.filling_in import filled_in

PAGE = "/desk/set-up/"
LOOK = f"{PAGE}example/"
REMOVE = f"{PAGE}example/remove/"
ALL = (Article, Byline, Coverage, Author, Funder, Grant, GrantParty, Statement, Wording)
SENTENCE = "This piece was written within the “Example project”, financed by the Example Fund."


def counts():
    return {model.__name__: model.objects.count() for model in ALL}


class ExampleTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.boss = make_user(username="boss", is_superuser=True)

    def setUp(self):
        self.client.force_login(self.boss)

    def remove(self, **given):
        return self.client.post(REMOVE, given, follow=True)


class PutInTests(ExampleTestCase):
    def test_one_press_makes_drafts_and_a_grant_with_its_sentence_and_all_is_recorded(self):
        answer = self.client.post(PAGE, {"_example": ""})
        self.assertRedirects(answer, f"{PAGE}#example")
        self.assertEqual(
            counts(),
            {**dict.fromkeys([model.__name__ for model in ALL], 1), "Article": 3, "Byline": 3},
        )
        told = LedgerEntry.objects.order_by("number").values_list("verb", flat=True)
        self.assertEqual([*told], ["add"] * 9 + ["cover", "put in the example"])
        self.assertEqual(broken(), [])

    def test_none_of_it_can_reach_readers(self):
        put_in(by=self.boss)
        pieces = Article.objects.order_by("pk")
        self.assertEqual([piece.stage for piece in pieces], [Stage.DRAFT] * 3)
        declared = [Funding.FUNDED, Funding.NONE, Funding.UNDECLARED]
        self.assertEqual([piece.funding for piece in pieces], declared)
        for piece in pieces:
            with self.subTest(piece.title):
                found = problems(piece, clock.now())
                self.assertNotEqual([one for one in found if one.blocks], [])
        for path in ("/", "/funding/", "/authors/"):
            self.assertNotIn("xample", self.client_class().get(path).content.decode())

    def test_there_is_one_at_most(self):
        put_in(by=self.boss)
        answer = self.client.post(PAGE, {"_example": ""}, follow=True)
        self.assertContains(answer, "The example is here already.")
        self.assertEqual(Article.objects.count(), 3)

    def test_it_speaks_the_language_of_the_masthead_or_english(self):
        for language, title in (("uk", "Прикладовий проєкт"), ("de", "Example project")):
            with self.subTest(language):
                Masthead.objects.update(language=language)
                piece = put_in(by=self.boss)
                self.assertEqual(Grant.objects.get().title, title)
                self.assertEqual(piece.language, "uk" if language == "uk" else "en")
                self.remove()

    def test_every_language_has_the_same_parts(self):
        shapes = set()
        for file in TEXTS.glob("*.toml"):
            texts = tomllib.loads(file.read_text(encoding="utf-8"))
            pieces = tuple((tuple(one), one["funding"]) for one in texts.pop("pieces"))
            shapes.add((tuple((name, tuple(part)) for name, part in texts.items()), pieces))
        self.assertEqual(len(shapes), 1)

    def test_the_page_names_each_part_and_leads_to_it(self):
        put_in(by=self.boss)
        page = self.client.get(PAGE)
        self.assertEqual(len(page.context["example_rows"]), 8)
        for kind, name, url in page.context["example_rows"]:
            with self.subTest(kind):
                self.assertContains(page, name)
                self.assertEqual(self.client.get(url).status_code, 200)


class WithExampleTestCase(ExampleTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.before = counts()
        cls.piece = put_in(by=cls.boss)


class LookTests(WithExampleTestCase):
    def test_the_funded_piece_is_shown_with_its_sentence_as_if_that_were_approved(self):
        piece = self.piece
        self.assertContains(self.client.get(LOOK), SENTENCE)
        plain = self.client.get(f"/desk/articles/article/{piece.pk}/preview/")
        self.assertNotContains(plain, SENTENCE)
        self.assertEqual(Wording.objects.get().status, Wording.Status.DRAFT)
        self.assertEqual(PublishedVersion.objects.count(), 0)

    def test_without_an_example_there_is_nothing_to_look_at(self):
        self.remove()
        self.assertEqual(self.client.get(LOOK).status_code, 404)

    def test_who_removes_it_twice_is_told_that_it_is_out(self):
        self.remove()
        self.assertContains(self.remove(), "The example is out already.")
        self.assertContains(self.client.get(REMOVE, follow=True), "The example is out already.")
        self.assertEqual(LedgerEntry.objects.filter(verb="take out the example").count(), 1)


class TakeOutTests(WithExampleTestCase):
    def test_the_page_asks_first_and_deletes_nothing(self):
        before = counts(), LedgerEntry.objects.count()
        page = self.client.get(REMOVE)
        self.assertEqual(len(page.context["removal"].going), 8)
        self.assertContains(page, "This is deleted")
        self.assertNotContains(page, "This stays")
        self.assertEqual((counts(), LedgerEntry.objects.count()), before)

    def test_one_press_takes_all_of_it_out_and_the_record_is_whole(self):
        self.assertContains(self.remove(), "The example is out: 8 parts of it were deleted.")
        self.assertEqual(counts(), self.before)
        told = LedgerEntry.objects.order_by("number").values_list("verb", flat=True)
        self.assertEqual([*told][-9:], ["delete"] * 8 + ["take out the example"])
        self.assertEqual(broken(), [])
        self.assertContains(self.client.get(PAGE), "Put in the example")

    def test_what_somebody_wrote_in_stays_with_what_it_needs_and_is_named(self):
        piece = self.piece
        page = f"/desk/articles/article/{piece.pk}/change/"
        self.client.post(page, filled_in(self.client.get(page), title="Mine now"))
        answer = self.client.get(REMOVE)
        removal = answer.context["removal"]
        self.assertEqual(
            [(one.name, one.why) for one in removal.written],
            [("Mine now", "last changed by boss")],
        )
        self.assertEqual(len(removal.going), 4)
        stay = {one.name: one.why for one in removal.staying}
        self.assertEqual(
            stay,
            dict.fromkeys(
                ["Example project", "Example Fund", "Example Author"],
                "something that stays needs it",
            ),
        )
        self.assertContains(self.remove(), "Mine now")
        self.assertEqual([one.title for one in Article.objects.all()], ["Mine now"])
        self.assertEqual(Wording.objects.count(), 0)
        self.assertIsNone(example_here())

    def test_what_is_ticked_goes_as_well(self):
        piece = self.piece
        comment(piece, "Who wrote this?", by=self.boss)
        (written,) = foreseen(example_here()).written
        self.assertEqual(written.why, "somebody commented on it, or suggested something")
        self.remove(also=[written.key])
        self.assertEqual({*counts().values()}, {0})
        self.assertEqual(broken(), [])

    def test_what_was_approved_stays_for_ever_and_so_does_its_grant(self):
        approve(Wording.objects.get(), by=self.boss)
        stay = {one.kind: one.why for one in foreseen(example_here()).staying}
        self.assertEqual(
            stay,
            {
                "wording": "it was approved, and is on record for ever",
                "statement": "something that stays needs it",
                "grant": "something that stays needs it",
                "funder": "something that stays needs it",
            },
        )
        self.remove()
        self.assertEqual(Article.objects.count(), 0)
        put_in(by=self.boss)
        names = Funder.objects.order_by("pk").values_list("name", flat=True)
        self.assertEqual([*names], ["Example Fund", "Example Fund 2"])

    def test_what_was_published_stays(self):
        Grant.objects.update(status=Grant.Status.ACTIVE)
        Article.objects.filter(pk=self.piece.pk).update(section=make_section())
        approve(Wording.objects.get(), by=self.boss)
        for verb in ("submit", "approve", "publish"):
            passed = [one.code for one in problems(self.piece, clock.now()) if not one.blocks]
            context = {"acknowledged": passed} if verb == "publish" else {}
            perform(verb, self.piece, by=self.boss, **context)
        stay = {one.name: one.why for one in foreseen(example_here()).staying}
        self.assertEqual(stay[self.piece.title], "it was published: withdraw it instead")
        asked_again = self.remove(also=[f"articles.article:{self.piece.pk}"])
        self.assertContains(asked_again, "is not one of the available choices")
        self.assertEqual(Article.objects.count(), 3)
        self.remove()
        self.assertEqual([*Article.objects.all()], [self.piece])
        self.assertEqual(PublishedVersion.objects.count(), 1)

    def test_a_piece_of_ones_own_keeps_the_grant_that_pays_for_it(self):
        cover(make_article(funding=Funding.FUNDED), Grant.objects.get())
        stay = [one.kind for one in foreseen(example_here()).staying]
        self.assertEqual(stay, ["grant", "funder"])


class WhoTests(WithExampleTestCase):
    def test_only_whoever_may_do_it_with_every_part_puts_in_looks_and_takes_out(self):
        for make in (make_editor, make_publisher, make_funding_manager):
            with self.subTest(make.__name__):
                self.client.force_login(make())
                asked = [self.client.get(LOOK), self.client.get(REMOVE), self.client.post(REMOVE)]
                asked.append(self.client.post(PAGE, {"_example": ""}))
                self.assertEqual([one.status_code for one in asked], [403] * 4)
        self.assertEqual(Article.objects.count(), 3)
        self.client.force_login(make_user("Publisher", "Funding manager"))
        self.assertEqual(self.client.get(LOOK).status_code, 200)
        self.remove()
        self.assertEqual({*counts().values()}, {0})


class CostTests(WithExampleTestCase):
    def test_looking_at_it_costs_a_number_that_is_known(self):
        for page, number in ((PAGE, 26), (LOOK, 32)):
            with self.subTest(page), self.assertNumQueries(number):
                self.client.get(page)

    def test_asking_first_costs_the_same_in_a_newsroom_that_is_full(self):
        # Not a number: what is deleted on trial looks into every table that may lead there.
        costs = [self.cost_of(REMOVE)]
        make_article(stage=Stage.PUBLISHED, grants=[make_grant()])
        costs.append(self.cost_of(REMOVE))
        self.assertEqual(costs[0], costs[1])

    def cost_of(self, page):
        with CaptureQueriesContext(connection) as asked:
            self.client.get(page)
        return len(asked)
