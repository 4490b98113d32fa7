import re
from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

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
    @classmethod
    def setUpTestData(cls):
        cls.publisher = make_publisher()

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

    def test_of_one_day_the_latest_is_first_whatever_it_is_of(self):
        one = corrected("First.")
        two = corrected("Second.")
        Correction.objects.create(article=one, text="Third.", dated="2024-10-12")
        publish(one)
        Correction.objects.create(article=one, text="Fourth.", dated="2024-10-12")
        Correction.objects.create(article=one, text="Fifth.", dated="2024-10-12")
        publish(one)
        two.title = "Published anew"
        two.save()
        publish(two)
        self.assertEqual(self.texts(), ["Fifth.", "Fourth.", "Third.", "Second.", "First."])

    def test_withdrawals_are_listed_with_the_page_they_are_told_on(self):
        today = timezone.localdate()
        before, gone = corrected("Before.", today), publish(make_article(title="Rivers & roads"))
        perform("withdraw", gone, by=make_publisher(), note="?", public_note="A source was false.")
        silent = publish(make_article(title="Silent"))
        perform("withdraw", silent, by=make_publisher(), note="For safety.")
        publish(make_article(title="Planned"), until=timezone.now() + timedelta(hours=1))
        Correction.objects.create(article=before, text="After.", dated=today)
        publish(before)
        self.assertEqual(self.texts(), ["After.", "A source was false.", "Before."])
        page = self.client.get("/corrections/")
        link = f'<a href="{gone.path}"><bdi>Rivers &amp; roads</bdi></a>'
        self.assertContains(page, link, count=1)
        self.assertContains(page, "1 more piece was withdrawn and is not named here", count=1)
        for hidden in ("Silent", silent.path, "For safety."):
            self.assertNotContains(page, hidden)
        self.assertContains(page, '<span class="note__kind">Withdrawal</span>', count=1)
        self.assertNotContains(page, "Silent")

    def test_what_stands_at_an_address_now_is_listed_and_nothing_of_before(self):
        article = publish(make_article())
        perform("withdraw", article, by=make_publisher(), note="?", public_note="For a day.")
        perform("reopen", article, by=make_publisher())
        publish(article)
        self.assertEqual(self.texts(), [])
        later = timezone.now() + timedelta(days=1)
        perform("withdraw", article, by=make_publisher(), note="?", public_note="Soon.", at=later)
        self.assertEqual(self.texts(), [])

    def test_it_prints_the_policy_and_every_page_leads_to_it(self):
        Masthead.objects.update(corrections_policy="We correct mistakes openly.")
        self.assertContains(self.client.get("/corrections/"), "We correct mistakes openly.")
        self.assertContains(self.client.get("/"), 'href="/corrections/"', count=1)

    def test_no_two_of_its_pages_have_the_same_head_nor_that_of_the_front_page(self):
        for _ in range(21):
            corrected("A figure was wrong.")
        pages = ("/", "/corrections/", "/corrections/?page=2")
        heads = [self.client.get(page).content.decode() for page in pages]
        for told in ("<title>(.*?)</title>", '<meta name="description" content="(.*?)">'):
            found = [re.search(told, head)[1] for head in heads]
            self.assertEqual(len(set(found)), 3, found)

    def test_it_costs_the_same_for_one_note_and_for_thirty(self):
        for number in (1, 29):
            for _ in range(number):
                corrected("A figure was wrong.")
                gone = publish(make_article())
                perform("withdraw", gone, by=self.publisher, note="?", public_note="False.")
            with self.assertNumQueries(3):
                self.texts()
        pages = [len(self.texts(f"/corrections/?page={n}")) for n in (1, 2, 3)]
        self.assertEqual(pages, [20, 20, 20])
