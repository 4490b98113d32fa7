"""What each check of the gate finds, and what it leaves alone."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from articles.models import Byline, Photo
from articles.models.choices import Funding, Role
from articles.publishing.gate import problems
from authors.models import Interest
from tests.articles.publishing.frozen import make_photo
from tests.factories import figure_of, make_article, make_author, make_grant


class CheckTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.author = make_author()
        cls.photo = make_photo(credit="Bo")
        cls.article = make_article(authors=[cls.author], lead_photo=cls.photo)

    def found(self, at=None):
        return [(p.code, p.field, p.blocks) for p in problems(self.article, at)]

    def assert_found(self, *expected, **columns):
        for name, value in columns.items():
            setattr(self.article, name, value)
        self.assertEqual(self.found(), list(expected))

    def test_a_whole_piece_passes(self):
        self.assert_found()

    def test_a_piece_has_a_title(self):
        self.assert_found(("title-missing", "title", True), title=" \n")

    def test_a_piece_has_a_text_that_can_be_seen(self):
        self.assert_found(("body-missing", "body", True), body="<p> &nbsp;</p>")

    def test_a_piece_has_a_section(self):
        self.assert_found(("section-missing", "section", True), section=None)

    def test_a_piece_has_somebody_who_speaks_in_it(self):
        Byline.objects.update(role=Role.TRANSLATOR)
        self.assert_found(("byline-missing", "bylines", True))
        for role in (Role.AUTHOR, Role.INTERVIEWER):
            Byline.objects.update(role=role)
            self.assert_found()

    def test_a_standfirst_is_asked_for_and_can_be_missing(self):
        self.assert_found(("standfirst-missing", "standfirst", False), standfirst=" ")

    def test_a_lead_image_is_described_licensed_and_credited_by_the_piece_or_the_photo(self):
        self.photo.alt = self.photo.credit = self.photo.licence = ""
        self.photo.save()
        self.article.refresh_from_db()
        alt = ("lead-alt-missing", "lead_photo", True)
        licence = ("lead-licence-missing", "lead_photo", True)
        self.assert_found(alt, ("lead-credit-missing", "lead_credit", True), licence)
        self.assert_found(alt, licence, lead_credit="Somebody")
        self.assert_found(lead_photo=None, lead_credit="")

    def test_a_picture_in_the_text_is_described_credited_and_licensed_by_its_photo(self):
        self.photo.alt = self.photo.credit = self.photo.licence = ""
        self.photo.save()
        body = f"<p>It waits.</p>{figure_of(self.photo, 'The ferry.')}"
        names = ("figure-alt-missing", "figure-credit-missing", "figure-licence-missing")
        found = [(name, "body", True) for name in names]
        self.assert_found(*found, body=body, lead_photo=None, lead_credit="Not of the figure")

    def test_a_decorative_picture_needs_no_alternative_text(self):
        self.photo.alt, self.photo.decorative = "", True
        self.photo.save()
        self.article.refresh_from_db()
        self.assert_found(body=f"<p>It waits.</p>{figure_of(self.photo)}")

    def test_a_picture_that_is_not_in_the_library_is_told_of(self):
        stray = figure_of(Photo(pk=999_999_999))
        self.assert_found(("figure-missing", "body", True), body=f"<p>It waits.</p>{stray}")

    def test_a_caption_without_an_image_is_noticed(self):
        self.assert_found(lead_caption="The ferry.")
        self.assert_found(("lead-image-missing", "lead_photo", False), lead_photo=None)

    def test_what_an_import_guessed_is_asked_about_until_somebody_confirms_it(self):
        self.article.guesses.create(field="title", why="The first line.")
        self.article.guesses.create(field="body", why="The rest.")
        confirmed = self.article.guesses.create(field="language", why="Many Polish letters.")
        confirmed.confirmed_at = timezone.now()
        confirmed.save()
        (problem,) = problems(self.article)
        self.assertEqual(
            (problem.code, problem.field, problem.blocks),
            ("guesses-unconfirmed", "guesses", False),
        )
        self.assertEqual(str(problem), "Nobody has confirmed 2 guesses yet.")

    def test_what_authors_declare_is_asked_about_by_name_and_can_be_missing(self):
        other = make_author("Bo Ferry")
        Byline.objects.create(article=self.article, author=other, position=1)
        Interest.objects.create(author=make_author(), starts_on="2020-01-01", ends_on="2020-12-31")
        (missing,) = problems(self.article)
        self.assertEqual(
            (missing.code, missing.field, missing.blocks), ("interest-missing", "bylines", False)
        )
        self.assertEqual(
            str(missing),
            f"Ask for a declaration of interests, none holds now: {self.author.name}, Bo Ferry.",
        )
        for author in (self.author, other):
            Interest.objects.create(author=author, starts_on="2020-01-01", ends_on="2999-12-31")
        (silent,) = problems(self.article)
        self.assertEqual(
            (silent.code, silent.field, silent.blocks),
            ("interest-unconfirmed", "interest_confirmations", False),
        )
        self.assertIn(f"{self.author.name}, Bo Ferry", str(silent))

    def test_what_has_to_be_said_about_the_funding_is_asked_by_the_gate(self):
        self.assert_found(("funding-unnamed", "funding", True), funding=Funding.FUNDED)

    def test_blockers_stand_before_warnings(self):
        self.assert_found(
            ("section-missing", "section", True),
            ("funding-undeclared", "funding", True),
            ("standfirst-missing", "standfirst", False),
            standfirst="",
            section=None,
            funding=Funding.UNDECLARED,
        )


class MomentTests(TestCase):
    """The gate looks at the moment of the publication, not at that of the question."""

    @classmethod
    def setUpTestData(cls):
        cls.later = timezone.now() + timedelta(days=9)

    def codes(self, article, at):
        return [problem.code for problem in problems(article, at)]

    def test_a_declaration_holds_on_the_day_of_the_publication(self):
        author = make_author()
        today = timezone.localdate()
        Interest.objects.create(author=author, starts_on=today, ends_on=today + timedelta(days=5))
        article = make_article(authors=[author])
        self.assertEqual(self.codes(article, timezone.now()), ["interest-unconfirmed"])
        self.assertEqual(self.codes(article, self.later), ["interest-missing"])

    def test_a_grant_under_embargo_may_be_named_after_it(self):
        article = make_article(grants=[make_grant(embargoed_until=self.later)])
        self.assertEqual(self.codes(article, timezone.now()), ["grant-unspoken"])
        self.assertEqual(self.codes(article, self.later), [])
