"""A piece that mentions somebody it is tied to does not pass the gate unjudged."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import CharField, TextField
from django.test import TestCase
from django.utils import timezone

from articles.disclosure.resolve import resolve
from articles.mentions.decisions import decide
from articles.mentions.detector import mentions
from articles.mentions.ties import speaking
from articles.models import Article, Coverage, MentionDecision
from articles.models.choices import Stage
from articles.publishing.gate import problems
from articles.publishing.perform import perform
from articles.publishing.refusals import GateClosed
from authors.models import Interest
from funding.models import Funder, FunderAlias, Grant, GrantParty, Statement
from newsroom.models import LedgerEntry, Masthead
from tests.factories import (
    cover,
    make_article,
    make_author,
    make_contributor,
    make_editor,
    make_funder,
    make_funding_manager,
    make_grant,
    make_publisher,
    make_wording,
    publish,
    say,
    waive,
)

DISCLOSE, IRRELEVANT = MentionDecision.Decision.DISCLOSE, MentionDecision.Decision.IRRELEVANT
TEXT = "<p>Later the <em>Open Society</em> Foundations’ director spoke.</p>"


def mentioned(article, at=None):
    return [
        mention.tie.name
        for mention in mentions(article, resolve(article, at), speaking(article), at)
    ]


def codes(article):
    found = problems(article)
    return [problem.code for problem in found if problem.code.startswith("mention")]


class MentionTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.funder = make_funder("Open Society Foundations")
        cls.grant = make_grant(funders=[cls.funder])
        cls.editor = make_editor()

    def judge(self, article, decision, reason="", by=None):
        (mention,) = mentions(article, resolve(article), speaking(article))
        return decide(article, mention.tie, decision, reason, by=by or self.editor)


class WhoIsMentionedTests(MentionTestCase):
    def test_a_funder_is_found_in_the_title_the_standfirst_and_the_body(self):
        for column in ("title", "standfirst", "body"):
            with self.subTest(column):
                article = make_article(**{column: "The Open Society Foundations reply"})
                self.assertEqual(mentioned(article), ["Open Society Foundations"])

    def test_names_are_sought_in_every_column_that_may_hold_one(self):
        elsewhere = {
            "slug": "The address, made of the title.",
            "path": "The address, made of the title.",
            "approved_text": "A digest.",
            "lead_caption": "It says what a picture shows.",
            "lead_credit": "It says who took a picture.",
        }
        columns = [
            column.name
            for column in Article._meta.concrete_fields
            if isinstance(column, CharField | TextField) and not column.choices
        ]
        made, found = make_article(), set()
        for column in columns:
            article = Article.objects.get(pk=made.pk)
            setattr(article, column, "Open Society Foundations paid.")
            if mentioned(article):
                found.add(column)
        self.assertEqual({*columns} - found, {*elsewhere})

    def test_a_funder_is_found_under_its_other_names_and_declined(self):
        FunderAlias.objects.create(funder=self.funder, name="Fundacja Otwartego Społeczeństwa")
        FunderAlias.objects.create(funder=self.funder, name="OSF")
        article = make_article(body="<p>Fundacji Otwartego Społeczeństwa, czyli OSF.</p>")
        article.language = "pl"
        self.assertEqual(mentioned(article), ["Open Society Foundations"])

    def test_a_piece_that_mentions_no_funder_is_asked_nothing(self):
        self.assertEqual(mentioned(make_article(body="<p>An open society.</p>")), [])

    def test_a_funder_that_pays_for_the_piece_is_disclosed_already(self):
        self.assertEqual(mentioned(make_article(grants=[self.grant], body=TEXT)), [])

    def test_a_funder_of_the_piece_that_may_not_be_named_is_asked_about(self):
        say(self.grant, "A donor paid for this.", occasion=Statement.Occasion.NEUTRAL)
        article = make_article(grants=[self.grant], body=TEXT)
        waive(self.grant, reason="In danger.", approved_by="Ms Doe", review_on=date(2030, 1, 1))
        self.assertEqual(mentioned(article), ["Open Society Foundations"])

    def test_a_funder_that_a_statement_under_the_piece_is_about_is_disclosed_already(self):
        article = make_article(body=TEXT)
        statement = Statement.objects.create(funder=self.funder, kind=Statement.Kind.CONFLICT)
        make_wording(statement, "The Foundations support us.")
        Coverage.objects.create(statement=statement, article=article)
        self.assertEqual(mentioned(article), [])

    def test_the_publication_and_its_readers_are_not_asked_about(self):
        for kind in (Funder.Kind.OWN, Funder.Kind.READERS):
            Funder.objects.filter(pk=self.funder.pk).update(kind=kind)
            self.assertEqual(mentioned(make_article(body=TEXT)), [])

    def test_a_party_that_only_carries_the_project_out_is_no_funder_of_ours(self):
        GrantParty.objects.update(role=GrantParty.Role.IMPLEMENTING)
        self.assertEqual(mentioned(make_article(body=TEXT)), [])

    def test_a_grant_ties_from_its_award_until_two_years_after_its_end(self):
        self.grant.starts_on, self.grant.ends_on = date(2020, 3, 1), date(2020, 9, 30)
        self.grant.awarded_on, self.grant.public = date(2020, 1, 10), False
        self.grant.save()
        article = make_article(body=TEXT)
        for day, tied in [
            (date(2020, 1, 9), False),
            (date(2020, 1, 10), True),
            (date(2022, 9, 30), True),
            (date(2022, 10, 3), False),
        ]:
            at = timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 12))
            with self.subTest(day=day):
                self.assertEqual(bool(mentioned(article, at)), tied)

    def test_a_public_grant_ties_for_ever_and_a_proposed_one_never(self):
        self.grant.ends_on = date(2001, 9, 30)
        self.grant.save()
        article = make_article(body=TEXT)
        self.assertEqual(mentioned(article), ["Open Society Foundations"])
        Grant.objects.update(status=Grant.Status.PROPOSED)
        self.assertEqual(mentioned(article), [])

    def test_a_funder_that_came_after_the_first_publication_is_not_asked_about(self):
        Grant.objects.update(starts_on=timezone.localdate() + timedelta(days=9))
        article = publish(make_article(body=TEXT))
        Grant.objects.update(starts_on=timezone.localdate() + timedelta(days=1))
        later = timezone.now() + timedelta(days=90)
        self.assertEqual(mentioned(article, later), [])
        self.assertEqual(mentioned(make_article(body=TEXT), later), ["Open Society Foundations"])

    def test_what_the_authors_are_tied_to_is_found(self):
        one, other = make_author(affiliation="Atlantic Council"), make_author()
        day = timezone.localdate()
        for name, until in [("Chatham House", day), ("Old Club", day - timedelta(days=1))]:
            Interest.objects.create(
                author=other, organisation=name, starts_on=date(2020, 1, 1), ends_on=until
            )
        Interest.objects.create(author=make_author(), organisation="Third Party", ends_on=day)
        body = "<p>Third Party, Old Club, Chatham House and the Atlantic Council’s report.</p>"
        article = make_article(authors=[one, other], body=body)
        self.assertEqual(mentioned(article), ["Chatham House", "Atlantic Council"])

    def test_who_is_a_funder_and_an_employer_is_asked_about_once(self):
        FunderAlias.objects.create(funder=self.funder, name="OSF Europe")
        authors = [
            make_author(affiliation="OSF EUROPE"),
            make_author(affiliation="Open Society Foundations"),
        ]
        article = make_article(authors=authors, body=TEXT + "<p>OSF Europe</p>")
        self.assertEqual(mentioned(article), ["Open Society Foundations"])

    def test_an_author_of_this_publication_may_mention_it(self):
        masthead = Masthead.current()
        masthead.name = "New Eastern Gazette"
        masthead.save()
        author = make_author(affiliation="New Eastern Gazette")
        self.assertEqual(mentioned(make_article(authors=[author], body="New Eastern Gazette")), [])

    def test_a_mention_shows_the_words_of_the_text(self):
        article = make_article(body=TEXT)
        (mention,) = mentions(article, resolve(article), speaking(article))
        self.assertEqual(
            str(mention.passage), "Later the Open Society Foundations’ director spoke."
        )
        self.assertEqual(mention.passage.words, "Open Society Foundations")


class GateTests(MentionTestCase):
    def test_a_mention_has_to_be_judged_before_readers_see_the_piece(self):
        article = make_article(body=TEXT)
        perform("submit", article, by=self.editor)
        perform("approve", article, by=self.editor)
        with self.assertRaisesMessage(GateClosed, "The text mentions Open Society Foundations"):
            perform("publish", article, by=make_publisher())
        self.judge(article, IRRELEVANT, "The director is quoted on the weather.")
        perform("publish", article, by=make_publisher())
        self.assertEqual(article.stage, Stage.PUBLISHED)

    def test_each_mention_that_nobody_judged_is_a_blocker(self):
        make_grant(funders=[make_funder("Visegrad Fund")])
        article = make_article(
            authors=[make_author(affiliation="Atlantic Council")],
            body=TEXT + "<p>Visegrad Fund, Atlantic Council</p>",
        )
        found = [problem for problem in problems(article) if problem.blocks]
        self.assertEqual(
            [(problem.code, str(problem)) for problem in found],
            [
                (
                    "mention-undecided",
                    f"The text mentions {tie}: disclose it, or say why it is not relevant.",
                )
                for tie in (
                    "Open Society Foundations, which funds this publication",
                    "Visegrad Fund, which funds this publication",
                    "Atlantic Council, to which an author is tied",
                )
            ],
        )

    def test_a_tie_to_be_disclosed_waits_for_a_statement(self):
        article = make_article(body=TEXT)
        self.judge(article, DISCLOSE)
        self.assertEqual(codes(article), ["mention-undisclosed"])

        others = Statement.objects.create(funder=make_funder(), kind=Statement.Kind.CONFLICT)
        make_wording(others, "Another fund supports us.")
        coverage = Coverage.objects.create(statement=others, article=article)
        self.assertEqual(codes(article), ["mention-undisclosed"])

        coverage.statement = Statement.objects.create(kind=Statement.Kind.CONFLICT)
        make_wording(coverage.statement, "We are tied to somebody in this text.")
        coverage.save()
        self.assertEqual(codes(article), [])

    def test_the_tie_of_an_author_is_disclosed_by_what_is_printed_about_them(self):
        author = make_author(affiliation="Atlantic Council", bio="Writes.")
        article = make_article(authors=[author], body="<p>The Atlantic Council said.</p>")
        self.judge(article, DISCLOSE)
        self.assertEqual(codes(article), ["mention-undisclosed"])
        author.bio = "A fellow of the Atlantic Council."
        author.save()
        self.assertEqual(codes(article), [])

    def test_the_bio_of_an_author_does_not_disclose_a_funder(self):
        author = make_author(bio="Once worked for the Open Society Foundations.")
        article = make_article(authors=[author], body=TEXT)
        self.judge(article, DISCLOSE)
        self.assertEqual(codes(article), ["mention-undisclosed"])

    def test_a_grant_added_later_discloses_what_was_to_be_disclosed(self):
        article = make_article(body=TEXT, funding="funded")
        self.judge(article, DISCLOSE)
        cover(article, self.grant)
        self.assertEqual(codes(article), [])

    def test_a_decision_stands_when_the_text_is_edited_and_falls_for_no_other_name(self):
        article = make_article(body=TEXT)
        self.judge(article, IRRELEVANT, "In passing.")
        make_grant(funders=[make_funder("Visegrad Fund")])
        article.body += "<p>More, and the Visegrad Fund.</p>"
        article.save()
        self.assertEqual(codes(article), ["mention-undecided"])

    def test_many_funders_and_authors_need_no_more_queries(self):
        def article():
            authors = [make_author(affiliation=f"Council {n}") for n in range(size)]
            return make_article(authors=authors, body=TEXT)

        for size in (1, 4):
            for _ in range(size):
                FunderAlias.objects.create(funder=make_funder(), name="Alias")
                make_grant(funders=[Funder.objects.latest("pk")])
            piece = article()
            resolution = resolve(piece)
            with self.subTest(size=size), self.assertNumQueries(5):
                mentions(piece, resolution, speaking(piece))


class DecisionTests(MentionTestCase):
    def test_a_decision_and_who_made_it_are_recorded(self):
        article = make_article(body=TEXT)
        self.judge(article, IRRELEVANT, "In passing.")
        row, entry = MentionDecision.objects.get(), LedgerEntry.objects.first()
        self.assertEqual(
            (row.name, row.reason, row.decided_by),
            ("Open Society Foundations", "In passing.", self.editor),
        )
        self.assertEqual(
            (entry.verb, entry.actor, entry.subject_key, entry.facts),
            (
                "decide-mention",
                self.editor,
                str(article.pk),
                {
                    "name": "Open Society Foundations",
                    "decision": "irrelevant",
                    "reason": "In passing.",
                },
            ),
        )

    def test_a_decision_can_be_changed_and_the_ledger_keeps_both(self):
        article, other = make_article(body=TEXT), make_editor()
        self.judge(article, IRRELEVANT, "In passing.")
        self.judge(article, DISCLOSE, by=other)
        self.judge(article, DISCLOSE, by=other)
        row = MentionDecision.objects.get()
        self.assertEqual((row.decision, row.reason, row.decided_by), (DISCLOSE, "", other))
        told = LedgerEntry.objects.filter(verb="decide-mention").order_by("number")
        self.assertEqual([entry.facts["decision"] for entry in told], [IRRELEVANT, DISCLOSE])

    def test_irrelevant_without_a_reason_is_refused_and_changes_nothing(self):
        article = make_article(body=TEXT)
        for reason in ("", "  \n"):
            with self.assertRaisesMessage(ValidationError, "Say why the mention is not relevant."):
                self.judge(article, IRRELEVANT, reason)
        with self.assertRaisesMessage(ValidationError, "is not a valid choice"):
            self.judge(article, "perhaps", "x")
        self.assertEqual(MentionDecision.objects.count(), 0)
        self.assertFalse(LedgerEntry.objects.filter(verb="decide-mention").exists())

    def test_only_editors_decide(self):
        writer = make_contributor()
        article = make_article(body=TEXT, by=writer)
        for user in (writer, make_funding_manager()):
            with self.assertRaises(PermissionDenied):
                self.judge(article, DISCLOSE, by=user)
        self.assertEqual(MentionDecision.objects.count(), 0)
