from django.test import TestCase

from articles.models import Correction
from articles.models.choices import Stage
from articles.publishing.perform import perform
from newsroom.models import Masthead
from tests.factories import make_article, make_publisher, publish


def corrected(text, dated="2024-10-12", **fields):
    article = make_article(**fields)
    Correction.objects.create(article=article, text=text, dated=dated)
    return publish(article)


class CorrectionsTests(TestCase):
    def texts(self, path="/corrections/"):
        page = self.client.get(path)
        self.assertEqual(page.status_code, 200)
        return [note.text for note in page.context["listing"].pieces]

    def test_the_notes_of_live_pieces_are_listed_the_latest_first(self):
        corrected("Middle.", "2024-05-02")
        corrected("Latest.", "2024-05-03")
        corrected("Earliest.", "2024-05-01")
        self.assertEqual(self.texts(), ["Latest.", "Middle.", "Earliest."])

    def test_a_note_is_listed_once_with_its_date_and_its_piece(self):
        article = corrected("A figure was wrong.", title="Rivers & roads")
        article.title = "Rivers & railways"
        article.stage = Stage.PUBLISHED
        article.save()
        publish(article)
        page = self.client.get("/corrections/")
        self.assertContains(page, "A figure was wrong.", count=1)
        self.assertContains(page, '<time datetime="2024-10-12">', count=1)
        link = f'<a href="{article.path}"><bdi>Rivers &amp; railways</bdi></a>'
        self.assertContains(page, link, count=1)

    def test_notes_not_yet_published_and_those_of_withdrawn_pieces_are_not_listed(self):
        live = make_article(stage=Stage.PUBLISHED)
        Correction.objects.create(article=live, text="Not printed yet.")
        gone = corrected("Of a piece that is gone.")
        perform("withdraw", gone, by=make_publisher(), note="A reason.")
        self.assertEqual(self.texts(), [])
        self.assertContains(self.client.get("/corrections/"), "Nothing had to be corrected")

    def test_it_prints_the_policy_and_every_page_leads_to_it(self):
        Masthead.objects.update(corrections_policy="We correct mistakes openly.")
        self.assertContains(self.client.get("/corrections/"), "We correct mistakes openly.")
        self.assertContains(self.client.get("/"), 'href="/corrections/"', count=1)

    def test_it_costs_the_same_for_one_note_and_for_thirty(self):
        for number in (1, 29):
            for _ in range(number):
                corrected("A figure was wrong.")
            with self.assertNumQueries(3):
                self.texts()
        self.assertEqual([len(self.texts(f"/corrections/?page={n}")) for n in (1, 2)], [20, 10])
