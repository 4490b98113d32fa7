"""What an editor approved: whatever of it is changed afterwards shows."""

from django.test import TestCase

from articles.models import (
    Article,
    Byline,
    Issue,
    Photo,
    Series,
    VersionByline,
    VersionFigure,
    VersionHandle,
)
from articles.models.choices import Funding, Kind, Role
from articles.models.licences import Licence
from articles.publishing.freeze import (
    APPROVED_BYLINE,
    APPROVED_FIGURE,
    APPROVED_HANDLE,
    text_digest,
)
from authors.models import Author
from funding.models import Statement
from tests import factories
from tests.articles.publishing.frozen import make_photo
from tests.factories import make_article, make_author, make_section, say_no_funding

PRINTED_OF_A_PHOTO = {
    **dict.fromkeys(("alt", "caption", "credit", "file"), "other"),
    "licence": Licence.CC_BY,
    "focal_x": 9,
    "focal_y": 9,
}


class TextDigestTests(TestCase):
    """What an editor approved: whatever of it is changed shows."""

    @classmethod
    def setUpTestData(cls):
        cls.author, cls.other = make_author("Anna"), make_author("Bo")
        cls.photo = make_photo(caption="Of the photo.", credit="Of the photo")
        cls.article = make_article(
            authors=[cls.author, cls.other], tags=["Ports"], lead_photo=cls.photo
        )

    def digest(self):
        return text_digest(Article.objects.get(pk=self.article.pk))

    def assert_changes(self, change):
        before = self.digest()
        change()
        self.assertNotEqual(self.digest(), before)

    def test_a_change_of_any_approved_column_shows(self):
        for name, value in self.approved().items():
            with self.subTest(name):
                self.assert_changes(
                    lambda name=name, value=value: Article.objects.filter(
                        pk=self.article.pk
                    ).update(**{name: value})
                )

    def approved(self):
        """Every column of a piece that an editor approves, and another value for it."""
        return {
            "title": "Other",
            "standfirst": "Other.",
            "body": "<p>Other.</p>",
            "language": "pl",
            "kind": Kind.NEWS,
            "section": make_section("Other"),
            "issue": Issue.objects.create(number="9"),
            "issue_place": 3,
            "series": Series.objects.create(name="Rails"),
            "part": 3,
            "funding": Funding.FUNDED,
            "lead_caption": "Other.",
            "lead_credit": "Other",
            "lead_photo": None,
        }

    def test_every_column_is_approved_or_is_no_word_of_the_piece(self):
        other = {"id", "slug", "dated", "stage", "approved_text", "path", "first_published_at"}
        other |= {"served_since", "edit", "created_by", "created_at", "updated_at"}
        other |= {"editor", "due", "translation_of"}
        columns = {field.name for field in Article._meta.concrete_fields}
        told = "It stands in `approved` and in APPROVED, or in `other`."
        self.assertEqual(columns, self.approved().keys() | other, told)

    def test_a_change_of_what_is_printed_of_the_photo_shows(self):
        for name, value in PRINTED_OF_A_PHOTO.items():
            with self.subTest(name):
                self.assert_changes(
                    lambda name=name, value=value: Photo.objects.filter(pk=self.photo.pk).update(
                        **{name: value}
                    )
                )

    def test_a_change_of_what_is_printed_of_a_photo_in_the_text_shows(self):
        """Its caption is that of the piece: the photo’s own is printed nowhere."""
        self.article.body = f"<p>a</p>{factories.figure_of(self.photo)}"
        self.article.lead_photo = None
        self.article.save()
        for name, value in PRINTED_OF_A_PHOTO.items():
            if name == "caption":
                continue
            with self.subTest(name):
                self.assert_changes(
                    lambda name=name, value=value: Photo.objects.filter(pk=self.photo.pk).update(
                        **{name: value}
                    )
                )

    def test_a_change_of_who_signs_as_what_and_in_which_order_shows(self):
        bylines = Byline.objects.filter(article=self.article, author=self.author)
        for name, value in (
            ("role", Role.EDITOR),
            ("bio", "For this piece."),
            ("position", 9),
            ("author", make_author("Cecil")),
        ):
            with self.subTest(name):
                self.assert_changes(lambda name=name, value=value: bylines.update(**{name: value}))

    def test_a_change_of_what_is_printed_of_an_author_shows(self):
        for name in ("name", "affiliation", "bio", "photo"):
            with self.subTest(name):
                self.assert_changes(
                    lambda name=name: Author.objects.filter(pk=self.author.pk).update(
                        **{name: "other"}
                    )
                )
        self.assert_changes(lambda: self.author.handles.create(platform="x", handle="anna"))
        self.assert_changes(lambda: self.author.handles.get().delete())

    def test_every_column_that_is_printed_of_a_signature_or_figure_is_approved(self):
        """Its place is that of the row in the list; its address is no word."""
        for model, approved in (
            (VersionByline, APPROVED_BYLINE),
            (VersionHandle, APPROVED_HANDLE),
            (VersionFigure, APPROVED_FIGURE),
        ):
            columns = {column.attname for column in model._meta.concrete_fields}
            # A file has the size that it has.
            other = {"id", "version_id", "byline_id", "position", "slug", "width", "height"}
            self.assertEqual(columns - other, set(approved))

    def test_a_bio_that_is_not_printed_with_the_piece_changes_nothing(self):
        Byline.objects.filter(author=self.author).update(bio="For this piece.")
        before = self.digest()
        Author.objects.filter(pk=self.author.pk).update(bio="Elsewhere.", email="a@example.org")
        self.assertEqual(self.digest(), before)

    def test_a_change_of_tags_shows(self):
        self.assert_changes(lambda: self.article.tags.add("Ferries"))

    def test_what_is_said_of_the_funding_and_when_it_is_asked_changes_nothing(self):
        before = self.digest()
        say_no_funding("In other words.")
        factories.make_wording(
            Statement.objects.for_no_funding().first(), "Newer words: nobody paid."
        )
        self.assertEqual(self.digest(), before)
