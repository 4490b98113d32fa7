"""Why a published version differs from what its grants prescribe now."""

from datetime import timedelta

from django.db import transaction
from django.test import TestCase
from django.utils import timezone

from articles.models import Article, Coverage
from articles.models.choices import Role, Stage
from articles.models.printed import read_printed
from articles.publishing.perform import perform
from articles.upkeep.difference import CAUSES, Cause, difference
from funding.approval import retire
from funding.models import Statement
from tests.factories import (
    cover,
    make_article,
    make_author,
    make_funder,
    make_funding_manager,
    make_grant,
    make_publisher,
    make_section,
    make_wording,
    say,
    take_off,
    waive,
)

PAID, REWORDED, VIEWS = "The Fund paid.", "The Fund has paid.", "Views are the author’s."


class DifferenceTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.grant = make_grant(PAID, title="Rivers")
        cls.article = make_article(stage=Stage.PUBLISHED, grants=[cls.grant])

    def difference(self, article=None, at=None):
        (whole,) = read_printed((article or self.article).versions.all())
        return difference(whole, at)

    def assert_differs(self, *causes):
        self.assertEqual(self.difference().causes, causes)

    def test_what_prints_what_is_prescribed_does_not_differ(self):
        found = self.difference()
        self.assertFalse(found)
        self.assertEqual(
            (found.causes, found.words, found.printed, found.prescribed, found.problems),
            ((), [], (PAID,), (PAID,), ()),
        )

    def test_it_tells_what_is_printed_what_is_prescribed_and_why_in_words(self):
        make_wording(self.grant.statements.get(), REWORDED)
        found = self.difference()
        self.assertTrue(found)
        self.assertEqual((found.printed, found.prescribed), ((PAID,), (REWORDED,)))
        self.assertEqual([str(word) for word in found.words], ["an older wording is live"])

    def test_every_cause_has_its_words(self):
        self.assertEqual(set(CAUSES), set(Cause))

    def test_a_piece_that_nobody_paid_for_and_nothing_covers_does_not_contradict_itself(self):
        self.assertFalse(self.difference(make_article(stage=Stage.PUBLISHED)))

    def test_the_digest_of_a_difference_is_the_same_in_whatever_order_it_was_read(self):
        make_wording(self.grant.statements.get(), REWORDED)
        say(self.grant, VIEWS)
        perform("reissue", self.article, by=make_funding_manager(), note="Both.")
        make_wording(self.grant.statements.earliest("pk"), PAID)
        (whole,) = read_printed(self.article.versions.live())
        first = difference(whole).digest
        whole.disclosures.reverse()
        self.assertEqual(difference(whole).digest, first)

    def test_a_text_that_is_prescribed_twice_is_told_once(self):
        Coverage.objects.create(grant=make_grant(PAID), article=self.article)
        found = self.difference()
        self.assertEqual((found.causes, found.prescribed), ((Cause.COVERED,), (PAID,)))

    def test_more_that_has_to_be_said_of_the_same_grant_is_found(self):
        say(self.grant, VIEWS, kind="views")
        self.assert_differs(Cause.COVERED)

    def test_a_statement_that_has_no_wording_any_more_is_found_with_what_it_blocks(self):
        wording = self.grant.statements.get().wordings.get()
        retire(wording, by=make_funding_manager(), note="A misprint.")
        found = self.difference()
        self.assertEqual(found.causes, (Cause.UNCOVERED,))
        self.assertEqual([problem.code for problem in found.problems], ["wording-missing"])

    def test_a_warning_is_no_problem_of_a_published_piece(self):
        say(self.grant, "Po polsku.", kind="views", language="pl", mandatory=False)
        found = self.difference()
        self.assertEqual((found.causes, found.problems), ((), ()))

    def test_a_grant_that_says_nothing_is_found_when_it_covers_the_piece_and_when_it_does_not(self):
        silent = Coverage.objects.create(grant=make_grant(""), article=self.article)
        self.assert_differs(Cause.COVERED)
        take_off(silent)
        self.article.coverages.all().delete()
        self.assert_differs(Cause.UNCOVERED)

    def test_a_grant_that_was_hidden_from_the_beginning_does_not_differ(self):
        waive(self.grant, hides="all")
        article = make_article(stage=Stage.PUBLISHED, grants=[self.grant])
        self.assertEqual(self.difference(article).causes, ())
        self.assert_differs(Cause.WITHHELD)

    def test_a_grant_that_was_hidden_from_the_beginning_and_covers_the_piece_no_more_is_found(self):
        hidden = make_grant()
        waive(hidden, hides="all")
        article = make_article(stage=Stage.PUBLISHED, grants=[self.grant, hidden])
        article.coverages.filter(grant=hidden).delete()
        found = self.difference(article)
        self.assertEqual(found.causes, (Cause.UNCOVERED,))

    def test_what_is_withheld_otherwise_is_told_as_that_and_not_as_coverage(self):
        say(self.grant, "Somebody paid.", occasion="neutral")
        waive(self.grant, hides="amount")
        self.assert_differs(Cause.WITHHELD)

    def test_what_a_waiver_takes_away_of_one_grant_says_nothing_of_another(self):
        other = make_grant("The other fund paid.")
        article = make_article(stage=Stage.PUBLISHED, grants=[self.grant, other])
        waive(self.grant, hides="all")
        self.assertEqual(self.difference(article).causes, (Cause.WITHHELD,))
        article.coverages.filter(grant=other).delete()
        self.assertEqual(self.difference(article).causes, (Cause.WITHHELD, Cause.UNCOVERED))
        cover(article, make_grant("A third paid."))
        self.assertEqual(
            self.difference(article).causes,
            (Cause.WITHHELD, Cause.COVERED, Cause.UNCOVERED),
        )

    def test_a_statement_that_covers_by_itself_is_withheld_with_its_grant_and_not_gone(self):
        wording = say(make_grant(None), "Views are theirs.", kind="views")
        row = Coverage.objects.create(statement=wording.statement, article=self.article)
        perform("reissue", self.article, by=make_funding_manager(), note="Views.")
        whole = self.live()
        self.assertEqual(difference(whole).causes, ())
        waive(wording.statement.grant, hides="all")
        self.assertEqual(difference(whole).causes, (Cause.WITHHELD,))
        take_off(row)
        self.assertEqual(difference(whole).causes, (Cause.UNCOVERED,))

    def live(self):
        (whole,) = read_printed(self.article.versions.live())
        return whole

    def test_who_signs_and_as_what_is_compared_with_the_working_copy(self):
        self.article.bylines.update(role=Role.INTERVIEWER)
        self.assert_differs(Cause.AUTHORS)

    def test_a_tag_or_section_or_author_that_covers_is_taken_off_the_working_copy(self):
        section, author = make_section(), make_author()
        filed = {"section": section, "authors": [author], "tags": ["Seas"]}
        ready = make_article(stage=Stage.READY, grants=[self.grant], **filed)
        tag = ready.tags.get()
        for target in ({"tag": tag}, {"section": section}, {"author": author}):
            with self.subTest(*target), transaction.atomic():
                grant = make_grant("By filing.", title="Seas")
                Coverage.objects.create(grant=grant, **target)
                article = Article.objects.get(pk=ready.pk)
                perform("publish", article, by=make_publisher())
                self.assertEqual(self.difference(article).causes, ())
                if "author" in target:
                    article.bylines.update(author=make_author())
                article.tags.clear()
                article.section = make_section()
                article.save()
                found = self.difference(article)
                self.assertEqual(found.causes[-1], Cause.REFILED)
                self.assertEqual(
                    found.notes,
                    ("As the working copy is filed, “Seas” would not cover it any more.",),
                )
                # What was published is what a re-issue prints: nothing is gone there.
                self.assertEqual(found.printed, found.prescribed)
                self.assertNotIn(Cause.UNCOVERED, found.causes)
                transaction.set_rollback(True)

    def test_a_tag_that_covers_nothing_is_no_matter_and_one_put_on_is(self):
        self.article.tags.add("Lakes")
        self.assertFalse(self.difference())
        grant = make_grant("Lakes.", title="Lakes")
        Coverage.objects.create(grant=grant, tag=self.article.tags.get())
        found = self.difference()
        self.assertEqual(found.causes, (Cause.REFILED,))
        self.assertEqual(found.notes, ("As the working copy is filed, “Lakes” would cover it.",))
        first = found.digest
        Coverage.objects.create(grant=make_grant("Too."), tag=self.article.tags.get())
        self.assertNotEqual(self.difference().digest, first)

    def test_its_digest_tells_one_difference_from_another(self):
        digests = [self.difference().digest]
        make_wording(self.grant.statements.get(), REWORDED)
        digests.append(self.difference().digest)
        waive(self.grant, hides="logo")
        digests.append(self.difference().digest)
        make_wording(self.grant.statements.get(), PAID + " Twice.")
        digests.append(self.difference().digest)
        self.assertEqual(len(set(digests)), 4)

    def test_the_same_words_for_another_grant_are_another_difference(self):
        funder = make_funder()
        Statement.objects.create(funder=funder, kind=Statement.Kind.ACKNOWLEDGEMENT)
        make_wording(funder.statements.get(), "The funder paid.")
        digests = set()
        for grant in (make_grant(None, funders=[funder]), make_grant(None, funders=[funder])):
            row = cover(self.article, grant)
            digests.add(self.difference().digest)
            take_off(row)
        self.assertEqual(len(digests), 2)

    def test_what_is_scheduled_is_compared_with_what_is_prescribed_when_it_begins(self):
        now = timezone.now()
        self.grant.embargoed_until = now + timedelta(hours=5)
        self.grant.save()
        scheduled = make_article(stage=Stage.READY, grants=[self.grant])
        perform("publish", scheduled, by=make_publisher(), at=now + timedelta(days=1))
        self.assertEqual(self.difference(scheduled).causes, ())
        self.assertEqual(self.difference(scheduled, now).causes, ())
        self.assertIn(Cause.WITHHELD, self.difference().causes)
        self.assertEqual(self.difference(at=now + timedelta(hours=6)).causes, ())
