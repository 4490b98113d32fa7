"""A piece of the back catalogue stands among the pieces of its day, and is news nowhere."""

import json
from datetime import date, timedelta

from defusedxml import ElementTree
from django.test import TestCase
from django.utils import timezone

from articles.models.choices import Stage
from articles.publishing.perform import perform
from tests.articles.reader.test_feeds import ATOM
from tests.factories import make_article, make_grant, make_publisher, publish

TRUE = date(2024, 10, 9)
THAT_NOON = "2024-10-09T10:00:00+00:00"


class BackCatalogueTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.publisher = make_publisher()
        cls.new = make_article(stage=Stage.PUBLISHED, title="New")
        cls.older = cls.publish("Older", date(2024, 10, 8))
        cls.old = cls.publish("Old", TRUE)

    @classmethod
    def publish(cls, title, day):
        return publish(
            make_article(title=title, grants=[make_grant()], tags=["Ports"]),
            by=cls.publisher,
            first_published=day,
        )

    def items(self):
        return self.client.get("/feed/feed.json").json()["items"]

    def atom(self):
        return ElementTree.fromstring(self.client.get("/feed/atom.xml").content)

    def test_its_page_tells_the_day_and_no_hour_and_no_update(self):
        page = self.client.get("/2024/10/09/old/")
        self.assertContains(page, '<time datetime="2024-10-09">9 Oct 2024</time>', count=1)
        self.assertContains(page, '<meta property="article:published_time" content="2024-10-09">')
        self.assertNotContains(page, "Updated")
        self.assertNotContains(page, "modified_time")
        script = page.content.decode().split('<script type="application/ld+json">')[1]
        told = json.loads(script.split("</script>")[0])
        self.assertEqual(
            (told["datePublished"], told["dateModified"]), ("2024-10-09", "2024-10-09")
        )

    def test_a_text_that_follows_is_an_update_of_its_own_day(self):
        self.old.refresh_from_db()
        self.old.title = "Old, corrected"
        self.old.save()
        perform("publish", self.old, by=self.publisher)
        page = self.client.get("/2024/10/09/old/")
        today = timezone.localdate().isoformat()
        self.assertContains(page, "Updated")
        self.assertContains(page, f'"dateModified": "{today}')
        item = next(item for item in self.items() if item["title"] == "Old, corrected")
        self.assertEqual(item["date_published"], THAT_NOON)
        self.assertEqual(item["date_modified"][:10], timezone.now().date().isoformat())

    def test_lists_and_feeds_give_it_the_place_of_its_day(self):
        order = ["New", "Old", "Older"]
        self.assertEqual([item["title"] for item in self.items()], order)
        titles = [entry.findtext(f"{ATOM}title") for entry in self.atom().iter(f"{ATOM}entry")]
        self.assertEqual(titles, order)
        page = self.client.get("/").content.decode()
        places = [page.index(f">{title}<") for title in order]
        self.assertEqual(places, sorted(places))

    def test_a_feed_says_nothing_newer_than_its_newest_piece(self):
        """Readers of feeds that sort by the last change would show it on top otherwise."""
        before = self.atom().findtext(f"{ATOM}updated")
        self.publish("Oldest", date(2020, 1, 1))
        self.assertEqual(self.atom().findtext(f"{ATOM}updated"), before)
        dates = {item["title"]: item["date_modified"] for item in self.items()}
        self.assertEqual(dates["Old"], THAT_NOON)
        entries = {e.findtext(f"{ATOM}title"): e for e in self.atom().iter(f"{ATOM}entry")}
        self.assertEqual(
            [entries["Old"].findtext(f"{ATOM}{name}") for name in ("published", "updated")],
            [THAT_NOON, THAT_NOON],
        )
        rss = ElementTree.fromstring(self.client.get("/feed/rss.xml").content)
        days = {item.findtext("title"): item.findtext("pubDate") for item in rss.iter("item")}
        self.assertEqual(days["Old"], "Wed, 09 Oct 2024 10:00:00 +0000")

    def test_a_feed_that_it_is_too_old_for_stays_as_it_is_and_says_so(self):
        for number in range(20):
            make_article(stage=Stage.PUBLISHED, title=f"New {number}")
        answer = self.client.get("/feed/feed.json")
        self.publish("Oldest", date(2020, 1, 1))
        again = self.client.get("/feed/feed.json", headers={"if-none-match": answer["ETag"]})
        self.assertEqual(again.status_code, 304)

    def test_its_name_in_feeds_is_of_its_day(self):
        (item,) = [item for item in self.items() if item["title"] == "Old"]
        self.assertEqual(item["id"], f"tag:127.0.0.1,2024-10-09:article-{self.old.pk}")

    def test_the_sitemap_says_when_the_page_changed_here(self):
        pages = ElementTree.fromstring(self.client.get("/sitemap-pieces.xml").content)
        found = {
            page[0].text: page[1].text
            for page in pages
            if page[0].text.endswith("/2024/10/09/old/")
        }
        self.assertEqual(
            [told[:10] for told in found.values()],
            [timezone.localdate().isoformat()],
            ElementTree.tostring(pages),
        )

    def test_a_page_of_a_list_does_not_show_a_piece_twice_when_an_old_one_comes(self):
        for number in range(20):
            make_article(stage=Stage.PUBLISHED, title=f"New {number}")
        first = self.client.get("/").content
        self.publish("Oldest", date(2020, 1, 1) - timedelta(days=1))
        self.assertEqual(self.client.get("/").content, first)
        self.assertContains(self.client.get("/?page=2"), "Oldest")

    def test_the_plain_text_and_the_copy_tell_the_day(self):
        self.assertContains(self.client.get("/2024/10/09/old/text/"), "9 Oct 2024")
        self.assertContains(self.client.get("/2024/10/09/old/republish/"), "9 Oct 2024")
