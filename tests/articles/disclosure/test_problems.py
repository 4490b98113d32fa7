"""What keeps a piece from saying who paid, named so that somebody can mend it."""

from datetime import timedelta

from django.utils import timezone

from articles.disclosure.resolve import resolve
from articles.models import Coverage, SealedCopy, Tag
from articles.models.choices import Funding
from funding.models import Grant, Statement
from tests import factories
from tests.articles.disclosure.resolving import ResolveTestCase, put, quotes, undisclosed
from tests.factories import (
    cover,
    make_article,
    make_funding_manager,
    make_grant,
    make_statement,
    say,
)

Kind = Statement.Kind


def agreed_in_english():
    grant = make_grant()
    grant.statements.update(fallback_language="en", fallback_consent="A letter.")
    return grant


class ProblemTests(ResolveTestCase):
    def test_a_piece_that_says_who_paid_has_no_problems(self):
        article = undisclosed()
        cover(article, make_grant())
        self.assertEqual(self.codes(article), [])
        self.assertEqual(self.codes(undisclosed(funding=Funding.NONE)), [])

    def test_a_wording_that_was_redacted_where_it_was_printed_is_refused(self):
        article = make_article(grants=[make_grant("Ms X paid.")])
        for table, codes in (
            ("articles_versioncorrection", []),
            ("articles_versiondisclosure", ["wording-redacted"]),
        ):
            SealedCopy.objects.create(
                table=table,
                key=1,
                columns={"text": "Ms X paid."},
                reason="Safety.",
                sealed_at=timezone.now(),
                sealed_by=make_funding_manager(),
            )
            with self.subTest(table=table):
                self.assertEqual(self.codes(article), codes)

    def test_silence_is_not_a_declaration(self):
        self.assertEqual(
            self.codes(undisclosed(funding=Funding.UNDECLARED)), ["funding-undeclared"]
        )

    def test_a_piece_declared_unfunded_yet_covered_is_refused_naming_the_grant_and_the_basis(self):
        article, grant = undisclosed(funding=Funding.NONE), make_grant(title="Awakening’24")
        put(article, grant, "tag")
        (problem,) = resolve(article).problems
        self.assertEqual(
            (problem.code, problem.blocks, str(problem)),
            (
                "funding-contradicted",
                True,
                "The piece is declared to have no external funding, yet it is covered by "
                "“Awakening’24” (tag: Ports).",
            ),
        )

    def test_a_grants_statement_contradicts_a_declaration_of_none_as_the_grant_does(self):
        article, grant = undisclosed(funding=Funding.NONE), make_grant()
        put(article, grant.statements.get(), "section")
        self.assertEqual(self.codes(article), ["funding-contradicted"])

    def test_a_funded_piece_names_its_grant(self):
        self.assertEqual(self.codes(undisclosed()), ["funding-unnamed"])

    def test_a_proposed_grant_has_to_be_confirmed(self):
        for reach in (lambda grant: grant, lambda grant: grant.statements.get()):
            article, grant = undisclosed(), make_grant(status=Grant.Status.PROPOSED)
            confirmed = make_grant()
            cover(article, confirmed)
            put(article, reach(grant), "tag")
            self.assertEqual(self.codes(article), ["grant-proposed"])
            Coverage.objects.all().delete()

    def test_no_other_status_of_a_grant_keeps_it_from_being_disclosed(self):
        for status in set(Grant.Status.values) - {Grant.Status.PROPOSED}:
            article, grant = undisclosed(), make_grant("The Fund paid.", status=status)
            cover(article, grant)
            with self.subTest(status=status):
                self.assertEqual(
                    (self.codes(article), self.printed(article)), ([], ["The Fund paid."])
                )

    def test_a_grant_without_a_statement_is_silent(self):
        article = undisclosed()
        cover(article, make_grant(acknowledgement=""))
        self.assertEqual(self.codes(article), ["grant-silent"])

    def test_a_missing_mandatory_wording_blocks_and_names_statement_and_language(self):
        article, grant = undisclosed(language="pl"), make_grant(title="Awakening’24")
        cover(article, grant)
        (problem,) = resolve(article).problems
        self.assertEqual((problem.code, problem.blocks), ("wording-missing", True))
        self.assertEqual(
            str(problem),
            "acknowledgement (Awakening’24) has no approved wording in “Polish”.",
        )

    def test_a_missing_optional_wording_only_warns(self):
        article, grant = undisclosed(), make_grant("The Fund paid.")
        Statement.objects.create(grant=grant, kind=Kind.VIEWS, mandatory=False)
        cover(article, grant)
        (problem,) = resolve(article).problems
        self.assertEqual((problem.code, problem.blocks), ("wording-missing-optional", False))

    def test_a_grant_whose_only_statement_is_optional_and_unworded_is_silent(self):
        article, grant = undisclosed(), make_grant(acknowledgement="")
        make_statement(grant=grant, mandatory=False)
        cover(article, grant)
        self.assertEqual(self.codes(article), ["wording-missing-optional", "grant-silent"])

    def test_each_silent_grant_is_named_though_another_speaks(self):
        article, silent = undisclosed(), make_grant(acknowledgement="", title="Silent")
        cover(article, make_grant())
        cover(article, silent)
        (problem,) = resolve(article).problems
        self.assertEqual(problem.code, "grant-silent")
        self.assertIn("“Silent”", str(problem))

    def test_without_its_own_sentence_no_funding_is_silent_whatever_else_is_printed(self):
        article = make_article(funding=Funding.FUNDED)
        article.funding = Funding.NONE
        article.save()
        self.assertEqual(self.codes(article), ["no-funding-silent"])
        statement = say(None, "Views are the author’s.", kind=Kind.VIEWS).statement
        put(article, statement, "whole_site")
        self.assertEqual(self.codes(article), ["no-funding-silent"])
        factories.say_no_funding()
        self.assertEqual(self.codes(article), [])

    def test_each_problem_says_which_grants_it_quotes(self):
        """Not everybody may read of them: who may not is told of a problem in other words."""
        embargoed = timezone.now() + timedelta(days=1)
        quoted = set()
        for funding, language, make in (
            ("none", "en", make_grant),
            ("funded", "en", lambda: make_grant(status=Grant.Status.PROPOSED)),
            ("funded", "en", lambda: make_grant("")),
            ("funded", "en", lambda: make_grant(embargoed_until=embargoed)),
            ("funded", "pl", make_grant),
            ("funded", "pl", agreed_in_english),
        ):
            article = undisclosed(funding=funding, language=language)
            grant = make()
            put(article, grant, "article")
            for problem in resolve(article).problems:
                named = {problem.subject, *problem.names}
                named |= {getattr(problem.subject, "grant", None)}
                with self.subTest(problem.code):
                    self.assertLessEqual(quotes(problem), named)
                quoted |= {problem.code} if quotes(problem) else set()
        self.assertEqual(
            quoted,
            {"funding-contradicted", "grant-proposed", "grant-silent", "grant-unspoken"}
            | {"wording-missing", "wording-fallback"},
        )

    def test_tags_are_matched_by_what_they_are_and_not_by_how_they_look(self):
        article, grant = undisclosed(tags=["Ports"]), make_grant()
        Coverage.objects.create(grant=grant, tag=Tag.objects.create(name="Port", slug="port"))
        self.assertEqual(self.grants(article), [])
