"""A photo or an author that is changed after a piece was approved with it."""

from django.test import TestCase
from django.urls import reverse

from articles.models.choices import Stage
from articles.publishing.perform import perform
from articles.publishing.refusals import MoveRefused
from authors.models import Author
from newsroom.models import LedgerEntry
from tests.articles.publishing.frozen import make_photo
from tests.factories import figure_of, make_article, make_author, make_editor, make_publisher
from tests.filling_in import filled_in


class PrintedWithTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.author, cls.photo = (
            make_author("Anna", bio="Writes."),
            make_photo(alt="A weir", credit="Bo"),
        )
        fields = {"authors": [cls.author], "lead_photo": cls.photo, "stage": Stage.READY}
        cls.ready = make_article(title="Approved with both", **fields)
        cls.other = make_article(title="Approved without", stage=Stage.READY)
        cls.editor = make_editor()

    def save(self, row, **fields):
        self.client.force_login(self.editor)
        model = row._meta
        url = reverse(f"admin:{model.app_label}_{model.model_name}_change", args=[row.pk])
        return self.client.post(url, filled_in(self.client.get(url), **fields), follow=True)

    def stages(self):
        for piece in (self.ready, self.other):
            piece.refresh_from_db()
        return self.ready.stage, self.other.stage

    def test_each_text_that_is_kept_elsewhere_sends_the_piece_back_and_says_so(self):
        for row, name in (
            (self.author, "bio"),
            (self.author, "name"),
            (self.author, "affiliation"),
            (self.photo, "alt"),
            (self.photo, "caption"),
            (self.photo, "credit"),
        ):
            with self.subTest(name):
                if self.ready.stage != Stage.READY:
                    perform("approve", self.ready, by=self.editor)
                page = self.save(row, **{name: f"Another {name}"})
                self.assertContains(page, "in review again")
                self.assertContains(page, "Approved with both")
                self.assertNotContains(page, "Approved without")
                self.assertEqual(self.stages(), (Stage.REVIEW, Stage.READY))
                entry = LedgerEntry.objects.order_by("-number").first()
                self.assertEqual((entry.verb, entry.actor), ("revise", self.editor))

    def test_a_photo_in_the_text_sends_the_piece_back_as_the_lead_image_does(self):
        photo = make_photo(alt="A lock", credit="Bo")
        body = f"<p>a</p>{figure_of(photo)}"
        piece = make_article(title="Approved with a figure", body=body, stage=Stage.READY)
        page = self.save(photo, alt="Another lock")
        self.assertContains(page, "in review again")
        piece.refresh_from_db()
        self.assertEqual(piece.stage, Stage.REVIEW)
        self.assertEqual(self.stages(), (Stage.READY, Stage.READY))

    def test_what_is_printed_with_no_piece_sends_nothing_back(self):
        edit = self.ready.edit
        page = self.save(self.author, email="anna@example.org")
        self.assertNotContains(page, "in review again")
        self.ready.refresh_from_db()
        self.assertEqual(self.ready.edit, edit, "A form that is open is not stale.")
        self.assertEqual(self.stages(), (Stage.READY, Stage.READY))

    def test_a_bio_changed_behind_the_desk_is_not_published(self):
        Author.objects.filter(pk=self.author.pk).update(bio="Forged.")
        with self.assertRaisesMessage(MoveRefused, "changed after it was approved"):
            perform("publish", self.ready, by=make_publisher())
