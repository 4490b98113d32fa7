"""What stood in the text is printed as a disclosure, for each piece in one transaction."""

from datetime import timedelta
from html import unescape

from django.core.exceptions import ValidationError
from django.test import TestCase
from django.utils import timezone

from articles.debt.finding import look
from articles.debt.settling import (
    approve_settlement,
    carry_out,
    declare_none,
    open_places,
    suggest,
    take_back,
)
from articles.models import (
    Article,
    Coverage,
    FoundSentence,
    Occurrence,
    PublishedVersion,
    SettlementItem,
)
from articles.models.choices import Funding, Stage
from articles.models.printed import read_printed
from articles.publishing.edits import editing
from articles.publishing.perform import perform
from funding.approval import ApprovalRefused
from funding.models import Statement, Wording
from newsroom.models import LedgerEntry
from tests.articles.debt.world import MISSPELT, PAID, STORY, VIEWS, came_in
from tests.factories import (
    broken,
    cover,
    live_version,
    make_funding_manager,
    make_grant,
    make_publisher,
    make_statement,
    make_wording,
    say_no_funding,
)

Outcome = SettlementItem.Outcome


class SettlingTestCase(TestCase):
    def setUp(self):
        self.manager = make_funding_manager()
        self.grant = make_grant(None)

    def suggested(self, *texts, grant=None, text=PAID, kind=Statement.Kind.ACKNOWLEDGEMENT):
        grant = grant or self.grant
        statement = make_statement(kind, grant=grant)
        wording = make_wording(statement, text, approved=False)
        found = FoundSentence.objects.filter(text__in=texts)
        self.assertGreaterEqual(len(found), len(texts))
        return suggest(found, grant=grant, wording=wording, by=self.manager, reason="Agreement 1.")

    def settle(self, settlement):
        approve_settlement(settlement, by=self.manager)
        return [one.outcome for one in carry_out(settlement, by=self.manager)]


def printed(article, at=None):
    """The body that readers see at a moment, the disclosures, and what is declared."""
    (whole,) = read_printed(PublishedVersion.objects.filter(pk=live_version(article, at).pk))
    return whole.version.body, [row.text for row in whole.disclosures], whole.version.funding


class FindingTests(TestCase):
    def test_equal_sentences_are_one_and_a_misprint_resembles_it(self):
        came_in(PAID)
        came_in(PAID)
        came_in(MISSPELT)
        came_in("This essay was supported by the Harbour Trust.")
        first, variant, other = FoundSentence.objects.order_by("pk")
        self.assertEqual((variant.resembles, other.resembles), (first, None))
        self.assertEqual([one.occurrences.count() for one in (first, variant, other)], [2, 1, 1])

    def test_looking_again_finds_what_an_editor_left(self):
        article = came_in(PAID)
        with editing(article, by=make_publisher()) as stored:
            stored.body = STORY
            stored.save()
        look(article)
        self.assertFalse(open_places().exists())


class CarryingOutTests(SettlingTestCase):
    def test_the_sentence_leaves_the_text_as_the_disclosure_is_printed(self):
        article = came_in(PAID)
        self.assertEqual(printed(article), (article.body, [], Funding.IMPORTED))
        settlement = self.suggested(PAID)
        self.assertEqual(printed(article)[1], [])
        self.assertEqual(self.settle(settlement), [Outcome.DONE])
        self.assertEqual(printed(article), (STORY, [PAID], Funding.FUNDED))
        article.refresh_from_db()
        self.assertEqual((article.body, article.funding), (STORY, Funding.FUNDED))
        self.assertEqual(article.versions.count(), 2)
        self.assertFalse(open_places().exists())
        self.assertEqual(broken(), [])

    def test_every_chosen_variant_becomes_the_words_that_were_approved(self):
        pieces = [came_in(PAID), came_in(MISSPELT)]
        self.assertEqual(self.settle(self.suggested(PAID, MISSPELT)), [Outcome.DONE] * 2)
        for piece in pieces:
            self.assertEqual(printed(piece), (STORY, [PAID], Funding.FUNDED))

    def test_what_was_not_chosen_stays_in_its_text(self):
        piece = came_in(MISSPELT)
        came_in(PAID)
        self.settle(self.suggested(PAID))
        self.assertEqual(printed(piece)[0], piece.body)
        self.assertEqual(open_places().get().article, piece)

    def test_what_nobody_approved_in_the_working_copy_is_not_published(self):
        article = came_in(PAID)
        with editing(article, by=make_publisher()) as stored:
            stored.title = "A new title"
            stored.save()
        self.settle(self.suggested(PAID))
        self.assertEqual(live_version(article).title, "The weir")
        article.refresh_from_db()
        self.assertEqual((article.title, article.body), ("A new title", STORY))

    def test_a_sentence_that_stands_twice_leaves_twice(self):
        article = came_in(PAID, PAID)
        self.assertEqual(self.settle(self.suggested(PAID)), [Outcome.DONE])
        self.assertEqual(printed(article), (STORY, [PAID], Funding.FUNDED))

    def test_what_is_scheduled_says_it_as_well_and_once(self):
        article, publisher = came_in(PAID), make_publisher()
        with editing(article, by=publisher) as stored:
            stored.title, stored.funding = "A new title", Funding.FUNDED
            stored.save()
        cover(article, make_grant("The Trust paid as well."))
        later = timezone.now() + timedelta(days=2)
        told = {"note": "The Trust.", "acknowledged": ["mention-undecided"]}
        perform("publish", article, by=publisher, at=later, **told)
        self.assertEqual(self.settle(self.suggested(PAID)), [Outcome.DONE])
        for moment, title in ((None, "The weir"), (later, "A new title")):
            body, said, _funding = printed(article, moment)
            self.assertEqual((body, sorted(said)), (STORY, ["The Trust paid as well.", PAID]))
            self.assertEqual(live_version(article, moment).title, title)
        self.assertEqual(broken(), [])

    def test_what_is_withdrawn_stays_so(self):
        article = came_in(PAID)
        perform("withdraw", article, by=make_publisher(), note="Wrong.", public_note="")
        self.assertEqual(self.settle(self.suggested(PAID)), [Outcome.DONE])
        article.refresh_from_db()
        self.assertEqual((article.body, article.stage), (STORY, Stage.WITHDRAWN))
        self.assertFalse(PublishedVersion.objects.live().exists())

    def test_a_grant_that_may_not_be_named_yet_settles_nothing(self):
        article = came_in(PAID)
        self.grant.embargoed_until = timezone.now() + timedelta(days=2)
        self.grant.save()
        self.assertEqual(self.settle(self.suggested(PAID)), [Outcome.REFUSED])
        self.assertEqual(printed(article), (article.body, [], Funding.IMPORTED))

    def test_what_readers_see_with_another_misprint_is_refused(self):
        article = came_in(MISSPELT)
        Article.objects.filter(pk=article.pk).update(body=f"{STORY}<p><em>{PAID}</em></p>")
        look(Article.objects.get(pk=article.pk))
        self.assertEqual(self.settle(self.suggested(PAID)), [Outcome.REFUSED])
        self.assertEqual(printed(article), (article.body, [], Funding.IMPORTED))

    def test_what_stands_in_the_midst_of_the_text_as_well_is_refused(self):
        quoted = f"<blockquote><p>{PAID}</p></blockquote>"
        article = came_in(body=f"<p>{PAID}</p>{STORY}{quoted}{STORY * 4}")
        self.assertEqual(self.settle(self.suggested(PAID)), [Outcome.REFUSED])
        self.assertEqual(printed(article)[0], article.body)

    def test_what_is_being_settled_is_not_settled_twice(self):
        came_in(PAID)
        self.suggested(PAID)
        with self.assertRaisesMessage(ValidationError, "are being settled already"):
            self.suggested(PAID)

    def test_what_stands_nowhere_any_more_is_not_approved(self):
        article = came_in(PAID)
        settlement = self.suggested(PAID)
        Article.objects.filter(pk=article.pk).update(body=STORY)
        look(Article.objects.get(pk=article.pk))
        with self.assertRaisesMessage(ApprovalRefused, "stand in no text any more"):
            approve_settlement(settlement, by=self.manager)
        self.assertEqual(Wording.objects.get().status, Wording.Status.DRAFT)

    def test_a_draft_is_settled_without_a_version(self):
        article = came_in(PAID, live=False)
        self.assertEqual(self.settle(self.suggested(PAID)), [Outcome.DONE])
        article.refresh_from_db()
        self.assertEqual((article.body, article.funding, article.path), (STORY, "funded", None))
        self.assertEqual(Coverage.objects.get().article, article)

    def test_a_draft_that_was_settled_can_be_thrown_away(self):
        article = came_in(PAID, live=False)
        self.settle(self.suggested(PAID))
        Article.objects.get(pk=article.pk).delete()
        self.assertFalse(SettlementItem.objects.exists() or Occurrence.objects.exists())

    def test_two_sentences_of_one_piece_are_settled_one_after_the_other(self):
        article = came_in(PAID, VIEWS)
        self.settle(self.suggested(PAID))
        self.settle(self.suggested(VIEWS, text=VIEWS, kind=Statement.Kind.VIEWS))
        self.assertEqual(printed(article), (STORY, [PAID, VIEWS], Funding.FUNDED))
        self.assertEqual(Coverage.objects.count(), 1)

    def test_a_piece_that_cannot_say_it_is_left_as_it_was_and_holds_up_no_other(self):
        polish = came_in(PAID, language="pl")
        english = came_in(f"{PAID}")
        self.assertEqual(self.settle(self.suggested(PAID)), [Outcome.REFUSED, Outcome.DONE])
        self.assertEqual(printed(polish), (polish.body, [], Funding.IMPORTED))
        self.assertEqual(printed(english)[1], [PAID])
        self.assertEqual(open_places().get().article, polish)
        self.assertFalse(polish.coverages.exists())

    def test_words_that_were_changed_in_the_text_are_refused(self):
        article = came_in(PAID)
        settlement = self.suggested(PAID)
        approve_settlement(settlement, by=self.manager)
        Article.objects.filter(pk=article.pk).update(body=f"{STORY}<p>Thanks!</p>")
        (item,) = carry_out(settlement, by=self.manager)
        self.assertEqual(item.outcome, Outcome.REFUSED)
        self.assertEqual(item.message, "None of these sentences stands in its text any more.")

    def test_what_readers_see_in_other_paragraphs_is_refused(self):
        article = came_in(PAID)
        settlement = self.suggested(PAID)
        approve_settlement(settlement, by=self.manager)
        Article.objects.filter(pk=article.pk).update(body=f"{STORY}<p>{PAID}</p>")
        (item,) = carry_out(settlement, by=self.manager)
        self.assertEqual(item.outcome, Outcome.REFUSED)
        self.assertIn("stands otherwise in the text", item.message)
        self.assertEqual(printed(article)[1], [])

    def test_it_is_approved_by_who_may_and_once(self):
        came_in(PAID)
        settlement = self.suggested(PAID)
        with self.assertRaisesMessage(ApprovalRefused, "You may not re-issue pieces."):
            approve_settlement(settlement, by=make_publisher())
        self.assertEqual(Wording.objects.get().status, Wording.Status.DRAFT)
        approve_settlement(settlement, by=self.manager)
        with self.assertRaisesMessage(ApprovalRefused, "It is approved already."):
            approve_settlement(settlement, by=self.manager)
        entries = LedgerEntry.objects.filter(subject_kind="articles.settlement")
        self.assertEqual(
            list(entries.order_by("number").values_list("verb", flat=True)),
            ["suggest to settle", "decide to settle"],
        )


class TakingBackTests(SettlingTestCase):
    def test_another_version_has_the_sentence_in_its_text_again(self):
        article = came_in(PAID, VIEWS)
        before = printed(article)
        settlement = self.suggested(PAID)
        self.settle(settlement)
        items = list(take_back(settlement, by=self.manager, reason="The wrong grant."))
        self.assertEqual([one.outcome for one in items], [Outcome.UNDONE])
        self.assertEqual(printed(article), before)
        article.refresh_from_db()
        self.assertEqual((article.body, article.funding), (before[0], Funding.IMPORTED))
        self.assertEqual((article.versions.count(), Coverage.objects.count()), (3, 0))
        self.assertEqual(open_places().count(), 2)
        self.assertEqual(broken(), [])

    def test_what_another_grant_paid_for_stays_funded(self):
        other = make_grant("The Trust paid as well.")
        article = came_in(PAID)
        settlement = self.suggested(PAID)
        self.settle(settlement)
        cover(article, other)
        list(take_back(settlement, by=self.manager, reason="The wrong grant."))
        article.refresh_from_db()
        self.assertEqual(article.funding, Funding.FUNDED)
        self.assertEqual(printed(article)[1:], (["The Trust paid as well."], Funding.FUNDED))

    def test_words_come_back_as_words_and_never_as_markup(self):
        odd = "This article was supported by the Open River Fund (&lt;img src=x&gt;)."
        article = came_in(body=f"{STORY}<p>{odd} Ada Lovelace rows.</p>")
        settlement = self.suggested(unescape(odd), text=PAID)
        self.assertEqual(self.settle(settlement), [Outcome.DONE])
        with editing(article, by=make_publisher()) as stored:
            stored.body = stored.body.replace("rows", "swims")
            stored.save()
        body = f"{STORY}<p>{odd}</p><p>Ada Lovelace swims.</p>"
        list(take_back(settlement, by=self.manager, reason="A mistake."))
        article.refresh_from_db()
        self.assertEqual(article.body, body)
        self.assertEqual(printed(article)[0], f"{STORY}<p>{odd} Ada Lovelace rows.</p>")

    def test_it_comes_back_where_it_stood_among_equal_paragraphs(self):
        rule = f"{STORY}<hr>{STORY}<p>{PAID}</p><hr>"
        article = came_in(body=rule)
        settlement = self.suggested(PAID)
        self.assertEqual(self.settle(settlement), [Outcome.DONE])
        list(take_back(settlement, by=self.manager, reason="A mistake."))
        self.assertEqual(printed(article)[0], rule)

    def test_two_settlements_of_a_piece_are_taken_back_in_either_order(self):
        article, other = came_in(PAID, VIEWS), make_grant("The Trust paid.")
        first = self.suggested(PAID)
        self.settle(first)
        second = self.suggested(VIEWS, grant=other, text=VIEWS, kind=Statement.Kind.VIEWS)
        self.settle(second)
        for settlement in (first, second):
            (item,) = take_back(settlement, by=self.manager, reason="A mistake.")
            self.assertEqual(item.outcome, Outcome.UNDONE, item.message)
        article.refresh_from_db()
        self.assertEqual(article.funding, Funding.IMPORTED)
        self.assertEqual(printed(article), (article.body, [], Funding.IMPORTED))

    def test_what_was_waiting_is_not_settled_any_more(self):
        came_in(PAID)
        waiting = came_in(PAID)
        settlement = self.suggested(PAID)
        approve_settlement(settlement, by=self.manager)
        next(carry_out(settlement, by=self.manager))
        list(take_back(settlement, by=self.manager, reason="A mistake."))
        self.assertEqual(list(carry_out(settlement, by=self.manager)), [])
        self.assertEqual(printed(waiting)[1], [])

    def test_what_was_declared_otherwise_since_stays(self):
        article = came_in(PAID)
        settlement = self.suggested(PAID)
        self.settle(settlement)
        Article.objects.filter(pk=article.pk).update(funding=Funding.NONE)
        (item,) = take_back(settlement, by=self.manager, reason="A mistake.")
        self.assertEqual(item.outcome, Outcome.DONE)
        self.assertIn("declared its funding otherwise", item.message)

    def test_coverage_that_was_there_before_stays(self):
        article = came_in(PAID)
        cover(article, self.grant)
        settlement = self.suggested(PAID)
        self.settle(settlement)
        list(take_back(settlement, by=self.manager, reason="A mistake."))
        self.assertEqual(Coverage.objects.get().article, article)


class DeclaringNoneTests(SettlingTestCase):
    def test_what_says_in_its_text_who_paid_is_not_said_to_be_paid_by_nobody(self):
        say_no_funding()
        live, copy = came_in(PAID), came_in()
        Article.objects.filter(pk=live.pk).update(body=STORY)
        look(Article.objects.get(pk=live.pk))
        Article.objects.filter(pk=copy.pk).update(body=f"{STORY}<p>{PAID}</p>")
        settlement = declare_none(Article.objects.all(), by=self.manager, reason="The books.")
        outcomes = [one.outcome for one in carry_out(settlement, by=self.manager)]
        self.assertEqual(outcomes, [Outcome.REFUSED] * 2)
        for piece in (live, copy):
            self.assertEqual(printed(piece)[2], Funding.IMPORTED)

    def test_nobody_paid_for_pieces_in_which_nothing_was_found(self):
        say_no_funding()
        article, owing = came_in(), came_in(PAID)
        settlement = declare_none(Article.objects.all(), by=self.manager, reason="The books.")
        self.assertEqual(
            [(one.article, one.outcome) for one in carry_out(settlement, by=self.manager)],
            [(article, Outcome.DONE)],
        )
        self.assertEqual(printed(article)[2], Funding.NONE)
        self.assertEqual(printed(owing)[2], Funding.IMPORTED)
