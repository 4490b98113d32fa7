"""What readers saw elsewhere comes in as published, with what is missing of it to be owed."""

from datetime import UTC, date, datetime

from django.db import IntegrityError, transaction

from articles.models import Article, Coverage, PublishedVersion
from articles.models.choices import Funding, Stage
from articles.publishing.perform import perform
from articles.publishing.translating import translate
from funding.models import Statement
from newsroom.models import LedgerEntry
from tests.articles.publishing.frozen import make_photo
from tests.articles.publishing.test_perform import HOUR, NOON, PerformTestCase, make_holder
from tests.factories import (
    cover,
    ensure_no_funding_sentence,
    figure_of,
    live_version,
    make_article,
    make_editor,
    make_grant,
    make_page,
    make_statement,
    make_wording,
    publish,
)
from tests.filling_in import filled_in

# A moment, for exports tell it: half past nine in the evening in Warsaw.
FIRST = datetime(2016, 3, 1, 20, 30, tzinfo=UTC)


class BringInTestCase(PerformTestCase):
    def piece(self, **fields):
        return make_article(**{"funding": Funding.UNDECLARED, "title": "The weir", **fields})

    def bring_in(self, article, **context):
        context = {"by": self.publisher, "now": NOON, "first_published": FIRST, **context}
        return perform("bring in", article, **context)


class ComingInTests(BringInTestCase):
    def test_it_is_published_from_now_on_with_its_true_moment_and_address(self):
        article = self.bring_in(self.piece())
        version = live_version(article, NOON)
        for piece in (article, version):
            self.assertEqual(
                (piece.path, piece.first_published_at, piece.served_since, piece.funding),
                ("/2016/03/01/the-weir/", FIRST, NOON, Funding.IMPORTED),
            )
        self.assertEqual((article.stage, version.true_date), (Stage.PUBLISHED, date(2016, 3, 1)))
        self.assertFalse(PublishedVersion.objects.live(FIRST).exists())

    def test_what_is_declared_stays_so(self):
        for fields in ({"funding": Funding.NONE}, {"grants": [make_grant()], "funding": "funded"}):
            article = self.bring_in(self.piece(**fields))
            self.assertEqual(live_version(article, NOON).funding, fields["funding"])
        page = self.bring_in(make_page())
        self.assertEqual((page.path, page.funding), ("/imprint/", Funding.NOT_OWED))

    def test_what_a_grant_covers_by_its_day_is_funded_and_says_so(self):
        cover(None, make_grant("The Fund pays."), whole_site=True)
        article = self.bring_in(self.piece())
        version = live_version(article, NOON)
        self.assertEqual((article.funding, version.funding), ("funded", "funded"))
        self.assertEqual([row.text for row in version.disclosures.all()], ["The Fund pays."])

    def test_what_nobody_could_ask_for_on_the_day_of_a_move_is_owed_and_on_record(self):
        bare = {"alt": "", "credit": "", "licence": ""}
        body = f"<p>Text.</p>{figure_of(make_photo(**bare))}"
        article = self.bring_in(self.piece(lead_photo=make_photo(**bare), body=body, standfirst=""))
        entry = LedgerEntry.objects.get(verb="bring in")
        self.assertEqual(
            entry.facts["warnings"],
            [
                "figure-alt-missing",
                "figure-credit-missing",
                "figure-licence-missing",
                "funding-imported",
                "lead-alt-missing",
                "lead-credit-missing",
                "lead-licence-missing",
                "standfirst-missing",
            ],
        )
        self.assertEqual(article.stage, Stage.PUBLISHED)

    def test_what_has_to_be_said_is_said_or_it_stays_outside(self):
        statement = make_statement(Statement.Kind.AI_USE)
        make_wording(statement, "Machines have helped.", approved=False)
        Coverage.objects.create(statement=statement, whole_site=True)
        self.assert_refused("no approved wording", "bring in", self.piece(), first_published=FIRST)

    def test_without_title_or_section_it_stays_outside(self):
        for words, gap in (("title", {"title": ""}), ("section", {"section": None})):
            self.assert_refused(words, "bring in", self.piece(**gap), first_published=FIRST)


class DoorTests(BringInTestCase):
    def test_it_takes_a_permission_of_its_own_beside_that_of_old_dates(self):
        article = self.piece()
        everything_else = ("publish_article", "date_article", "edit_any_article", "approve_article")
        for by in (None, make_editor(), make_holder(*everything_else)):
            self.assert_refused("may not", "bring in", article, by=by, first_published=FIRST)
        alone = make_holder("bring_in_article", "edit_any_article")
        self.assert_refused("first date", "bring in", article, by=alone, first_published=FIRST)
        both = make_holder("bring_in_article", "edit_any_article", "date_article")
        self.bring_in(article, by=both)

    def test_it_is_for_what_readers_saw_before(self):
        self.assert_refused("when readers first saw", "bring in", self.piece())
        for moment in (NOON, NOON + HOUR):
            self.assert_refused("not in the past", "bring in", self.piece(), first_published=moment)

    def test_the_first_date_stays_and_another_text_may_follow(self):
        article = self.bring_in(self.piece())
        self.assert_refused("Readers have seen", "bring in", article, first_published=FIRST)
        self.assert_refused("Nothing has changed", "bring in", article)
        self.retitle(article, "The weir, whole")
        later = self.bring_in(article, first_published=None, now=NOON + HOUR)
        self.assertEqual(live_version(later, NOON + HOUR).title, "The weir, whole")
        self.assertEqual(later.first_published_at, FIRST)

    def test_a_piece_that_was_new_here_is_published_by_no_side_door(self):
        article = publish(make_article(), now=NOON - HOUR)
        self.retitle(article, "Another title")
        self.assert_refused("from nowhere else", "bring in", article)

    def test_the_desk_has_no_button_for_it(self):
        self.client.force_login(self.publisher)
        article = self.piece()
        url = f"/desk/articles/article/{article.pk}/change/"
        page = self.client.get(url)
        self.assertNotContains(page, "Bring in")
        forged = {**filled_in(page), "_move": "bring in"}
        self.client.post(url, forged)
        article.refresh_from_db()
        self.assertEqual(article.stage, Stage.DRAFT)


class ImportedTests(BringInTestCase):
    def setUp(self):
        ensure_no_funding_sentence("en")
        self.article = perform("bring in", self.piece(), by=self.publisher, first_published=FIRST)

    def test_readers_are_never_told_that_nobody_paid(self):
        page = self.client.get(self.article.path)
        self.assertNotContains(page, "Nobody outside paid")
        self.assertNotContains(page, 'id="funding"')
        (item,) = self.client.get("/feed/feed.json").json()["items"]
        self.assertEqual(item["_funding"]["declaration"], "imported")

    def test_its_next_publication_has_to_declare(self):
        Article.objects.filter(pk=self.article.pk).update(title="The weir, once more")
        article = Article.objects.get(pk=self.article.pk)
        with self.assertRaisesMessage(Exception, "say whether it is funded"):
            perform("publish", article, by=self.publisher)
        article.funding = Funding.NONE
        article.save()
        publish(article, by=self.publisher, note="Nobody paid.")
        self.assertEqual(live_version(article).funding, Funding.NONE)

    def test_the_desk_tells_it_and_lets_it_stand_while_it_is_edited(self):
        self.client.force_login(self.publisher)
        url = f"/desk/articles/article/{self.article.pk}/change/"
        page = self.client.get(url)
        self.assertContains(page, "nobody has said here yet who paid")
        self.client.post(url, filled_in(page, title="The weir of Ostrów"))
        self.article.refresh_from_db()
        self.assertEqual(
            (self.article.title, self.article.funding), ("The weir of Ostrów", "imported")
        )

    def test_no_form_sets_it(self):
        self.client.force_login(self.publisher)
        Article.objects.filter(pk=self.article.pk).update(funding=Funding.NONE)
        for piece in (self.article, make_article()):
            url = f"/desk/articles/article/{piece.pk}/change/"
            page = self.client.get(url)
            self.assertNotContains(page, "nobody has said here yet")
            answer = self.client.post(url, filled_in(page, funding="imported"))
            self.assertContains(answer, "imported is not one of the available choices")

    def test_the_database_knows_it_of_nothing_that_was_new_here(self):
        draft, new = make_article(), publish(make_article())
        for piece in (draft, new):
            with self.subTest(piece), self.assertRaises(IntegrityError), transaction.atomic():
                Article.objects.filter(pk=piece.pk).update(funding=Funding.IMPORTED)
        version = live_version(new)
        version.pk, version.number, version.funding = None, 2, Funding.IMPORTED
        version.live_until = version.live_from
        with self.assertRaises(IntegrityError), transaction.atomic():
            version.save(force_insert=True)

    def test_a_translation_of_it_declares_for_itself(self):
        made = translate(self.article, "pl", by=self.publisher)
        self.assertEqual((made.funding, made.stage), (Funding.UNDECLARED, Stage.DRAFT))
