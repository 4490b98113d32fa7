"""The library of photos: what is found in it, where each is shown, and many sent at once."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from articles.desk.uses import uses
from articles.models import Photo
from articles.models.choices import Stage
from newsroom.models import LedgerEntry
from tests.articles.publishing.frozen import make_photo
from tests.factories import (
    figure_of,
    make_article,
    make_contributor,
    make_editor,
    make_funding_manager,
    make_picture,
    publish,
)

LIBRARY, UPLOAD = "/desk/articles/photo/library/", "/desk/articles/photo/upload/"
LIST = "/desk/articles/photo/"


def upload(name="a.png", colour="navy"):
    return SimpleUploadedFile(name, make_picture(colour=colour).read(), "image/png")


class LibraryTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.contributor, cls.editor = make_contributor(), make_editor()
        cls.ferry = make_photo(
            caption="Паром у Долні", created_by=cls.contributor, called="IMG_1.jpg"
        )
        cls.bare = make_photo(alt="", credit="", licence="", file=make_picture(colour="red"))

    def found(self, by=None, **query):
        self.client.force_login(by or self.contributor)
        answer = self.client.get(LIBRARY, query)
        self.assertEqual(answer.status_code, 200)
        return answer.json()["photos"]

    def keys(self, **query):
        return [photo["id"] for photo in self.found(**query)]

    def test_it_is_searched_by_every_word_about_a_photo_in_any_alphabet(self):
        for words in ("паром", "ДОЛНІ", "a ferry", "pilot", "img_1"):
            with self.subTest(words):
                self.assertEqual(self.keys(q=words), [self.ferry.pk])
        self.assertEqual(self.keys(q="zzz"), [])
        self.assertEqual(self.keys(), [self.bare.pk, self.ferry.pk])

    def test_photos_are_asked_for_by_their_keys(self):
        self.assertEqual(self.keys(id=[self.ferry.pk, "x", "9" * 18, ""]), [self.ferry.pk])

    def test_it_says_what_a_photo_lacks_and_to_whom_it_may_be_said(self):
        bare, ferry = self.found()
        self.assertEqual(bare["lacks"], ["alternative text", "credit", "licence"])
        self.assertEqual(ferry["lacks"], [])
        page = reverse("admin:articles_photo_change", args=[self.ferry.pk])
        self.assertEqual((bare["change"], ferry["change"]), ("", page))
        self.assertEqual([bool(one["change"]) for one in self.found(self.editor)], [True, True])

    def test_the_list_is_narrowed_to_what_lacks_something(self):
        self.client.force_login(self.editor)
        make_photo(alt="", decorative=True)
        for lacks in ("alt", "credit", "licence"):
            with self.subTest(lacks):
                found = self.client.get(LIST, {"lacks": lacks}).context["cl"].result_list
                self.assertEqual(list(found), [self.bare])

    def test_pages_of_it_cost_the_same(self):
        self.client.force_login(self.editor)
        for number in (2, 30):
            while Photo.objects.count() < number:
                make_photo()
            with self.subTest(number), self.assertNumQueries(6):
                answer = self.client.get(LIBRARY).json()
        self.assertEqual((len(answer["photos"]), answer["next"]), (24, 2))
        self.assertEqual(self.client.get(LIBRARY, {"page": "zzz"}).status_code, 200)

    def test_who_may_not_see_or_add_photos_is_refused(self):
        self.client.force_login(make_funding_manager())
        self.assertEqual(self.client.get(LIBRARY).status_code, 200)
        self.assertEqual(self.client.get(UPLOAD).status_code, 403)
        self.assertEqual(self.client.post(UPLOAD, {"files": [upload()]}).status_code, 403)
        self.client.force_login(make_contributor(is_staff=False))
        self.assertEqual(self.client.get(LIBRARY).status_code, 302)
        nobody = make_contributor()
        nobody.groups.clear()
        self.client.force_login(nobody)
        self.assertEqual(self.client.get(LIBRARY).status_code, 403)


class UploadTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.contributor = make_contributor()

    def setUp(self):
        self.client.force_login(self.contributor)

    def send(self, *files, **headers):
        return self.client.post(UPLOAD, {"files": files}, **headers)

    def data(self, *files):
        return self.send(*files, HTTP_ACCEPT="application/json").json()

    def test_many_are_kept_at_once_each_with_who_sent_it_and_what_it_was_called(self):
        answer = self.send(upload("one.png"), upload("два.png", "red"))
        self.assertRedirects(answer, LIST)
        photos = Photo.objects.order_by("pk")
        self.assertEqual([photo.called for photo in photos], ["one.png", "два.png"])
        self.assertEqual({photo.created_by for photo in photos}, {self.contributor})
        entries = LedgerEntry.objects.filter(verb="add", subject_kind="articles.photo")
        self.assertEqual(entries.count(), 2)

    def test_one_that_is_refused_is_named_and_keeps_no_other_from_being_taken(self):
        answer = self.data(SimpleUploadedFile("page.html.png", b"<html>"), upload())
        self.assertEqual([photo["name"] for photo in answer["photos"]], ["a.png"])
        (refused,) = answer["refused"]
        self.assertEqual(refused["name"], "page.html.png")
        self.assertIn("This file is not a picture", refused["sentence"])
        page = self.send(SimpleUploadedFile("page.html.png", b"<html>"))
        self.assertContains(page, "This file is not a picture")
        self.assertContains(self.client.post(UPLOAD), "No file was chosen.")

    def test_a_picture_that_is_there_already_is_that_photo(self):
        first = self.data(upload())["photos"][0]
        again = self.data(upload("again.png"))["photos"][0]
        self.assertEqual(first["id"], again["id"])
        self.assertEqual(Photo.objects.count(), 1)

    def test_a_name_that_nobody_could_read_is_cut_down(self):
        for name in ("a\u202eb.png", "a\u200bb.png", f"{'x' * 400}.png"):
            self.data(upload(name, "red"))
            photo = Photo.objects.latest("pk")
            self.assertLessEqual(len(photo.called), 200)
            self.assertNotRegex(photo.called, "[\u202e\u200b]")
            photo.delete()


class UsesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.writer, cls.editor = make_contributor(), make_editor()
        cls.photo, cls.other = make_photo(), make_photo(file=make_picture(colour="red"))

    def shown(self, by=None):
        found = uses([self.photo, self.other], by=by or self.editor)[self.photo.pk]
        ways = {
            use.article.title: (use.is_live, use.is_scheduled, use.is_written) for use in found.seen
        }
        return ways, found.others

    def piece(self, title, **fields):
        body = f"<p>It waits.</p>{figure_of(self.photo)}"
        return make_article(title=title, **{"body": body, "created_by": self.writer, **fields})

    def test_it_is_told_where_a_photo_is_live_scheduled_and_written(self):
        self.piece("Draft")
        self.piece("Led", body="<p>a</p>", lead_photo=self.photo)
        publish(self.piece("Live"))
        publish(self.piece("To come"), at=timezone.now() + timedelta(days=1))
        left = publish(self.piece("Left"))
        left.body = "<p>Without.</p>"
        left.save()
        self.assertEqual(
            self.shown(),
            (
                {
                    "Draft": (False, False, True),
                    "Led": (False, False, True),
                    "Live": (True, False, True),
                    "To come": (False, True, True),
                    "Left": (True, False, False),
                },
                0,
            ),
        )

    def test_pieces_of_others_are_counted_and_not_named(self):
        self.piece("Mine")
        self.piece("Theirs", created_by=self.editor, stage=Stage.DRAFT)
        self.assertEqual(self.shown(self.writer), ({"Mine": (False, False, True)}, 1))

    def test_the_list_costs_the_same_however_many_photos_and_pieces_there_are(self):
        self.client.force_login(self.editor)
        self.client.get(LIST)
        for number in (1, 5):
            self.piece(f"Piece {number}", lead_photo=self.photo)
            make_photo()
            with self.subTest(number), self.assertNumQueries(14):
                self.client.get(LIST)

    def test_a_photo_is_replaced_without_touching_what_readers_see(self):
        article = publish(self.piece("Live"))
        before = self.client.get(article.path).content
        self.photo.file = make_picture(colour="green")
        self.photo.save()
        self.assertEqual(self.client.get(article.path).content, before)
