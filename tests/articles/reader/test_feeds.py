import json
import re
from datetime import timedelta

from defusedxml import ElementTree
from django.test import TestCase
from django.utils import timezone
from django.utils.http import http_date

from articles.models import Correction
from articles.models.choices import Stage
from articles.publishing.perform import perform
from articles.reader.channels.channel import FORMATS
from articles.upkeep.outside import FEEDS
from newsroom.models import Masthead
from tests.articles.reader.photos import make_photo
from tests.factories import (
    live_version,
    make_article,
    make_author,
    make_grant,
    make_publisher,
    make_section,
    publish,
    publish_many,
)

SITE = "http://127.0.0.1:8000"
ATOM = "{http://www.w3.org/2005/Atom}"
NAMES = tuple(FORMATS)


class FeedTests(TestCase):
    def items(self, path="/feed/feed.json"):
        return self.client.get(path).json()["items"]

    def entry(self):
        (entry,) = ElementTree.fromstring(self.client.get("/feed/atom.xml").content).iter(
            f"{ATOM}entry"
        )
        return entry

    def test_an_entry_keeps_its_name_when_it_is_published_anew_and_says_when(self):
        article = make_article(stage=Stage.PUBLISHED, title="First")
        (before,) = self.items()
        article.title = "Second"
        article.stage = Stage.PUBLISHED
        article.save()
        publish(article)
        (after,) = self.items()
        self.assertEqual([before["title"], after["title"]], ["First", "Second"])
        self.assertEqual(before["id"], after["id"])
        self.assertEqual(before["date_published"], after["date_published"])
        self.assertLess(before["date_modified"], after["date_modified"])
        day = timezone.localdate(article.first_published_at).isoformat()
        self.assertEqual(after["id"], f"tag:127.0.0.1,{day}:article-{article.pk}")

    def test_all_formats_name_an_entry_alike(self):
        make_article(stage=Stage.PUBLISHED)
        (item,) = self.items()
        rss = ElementTree.fromstring(self.client.get("/feed/rss.xml").content)
        guid = rss.find(".//guid")
        self.assertEqual([guid.text, guid.get("isPermaLink")], [item["id"], "false"])
        self.assertEqual(self.entry().findtext(f"{ATOM}id"), item["id"])

    def test_a_note_about_the_funding_travels_with_the_piece(self):
        article = make_article(grants=[make_grant("The Fund pays.")])
        Correction.objects.create(
            article=article, kind="funding", text="The notice was replaced.", dated="2024-10-12"
        )
        publish(article)
        for mode in ("", "summary/"):
            (item,) = self.items(f"/feed/{mode}feed.json")
            self.assertEqual(item["content_html"].count("The notice was replaced."), 1)
            self.assertIn('datetime="2024-10-12"', item["content_html"])

    def test_an_entry_says_its_language_authors_tags_and_picture(self):
        author = make_author("Анна & Co")
        photo = make_photo(alt="A square", credit="A. Photographer")
        make_article(
            stage=Stage.PUBLISHED, language="uk", authors=[author], tags=["Belarus"],
            lead_photo=photo,
        )  # fmt: skip
        (item,) = self.items()
        self.assertEqual(
            [item["language"], item["tags"], item["authors"]],
            ["uk", ["Belarus"], [{"name": "Анна & Co", "url": f"{SITE}/author/{author.slug}/"}]],
        )
        self.assertRegex(item["image"], rf"^{SITE}/pictures/1200/[0-9a-f]{{64}}\.jpg$")
        entry = self.entry()
        self.assertEqual(entry.get("{http://www.w3.org/XML/1998/namespace}lang"), "uk")
        self.assertEqual([name.text for name in entry.iter(f"{ATOM}name")], [author.name])

    def test_every_address_in_a_content_is_whole(self):
        body = (
            '<p>See <a href="/about/">us</a><a href="#fn-1">1</a> '
            '<a href="https://example.org/a">a</a> and href="/kept" as text.</p>'
            '<p id="fn-1">A note.</p>'
        )
        article = make_article(stage=Stage.PUBLISHED, body=body)
        (item,) = self.items()
        for address in (f"{SITE}/about/", f"{SITE}{article.path}#fn-1", "https://example.org/a"):
            self.assertEqual(item["content_html"].count(f'href="{address}"'), 1)
        self.assertIn('href="/kept" as text', item["content_html"])

    def test_the_watch_reads_every_format(self):
        types = {content_type.partition(";")[0] for _write, content_type in FORMATS.values()}
        self.assertEqual(types, FEEDS)

    def test_what_is_not_live_is_in_no_feed(self):
        make_article(title="Draft")
        publish(make_article(title="Later"), at=timezone.now() + timedelta(days=1))
        gone = make_article(stage=Stage.PUBLISHED, title="Gone")
        perform("withdraw", gone, by=make_publisher(), note="An error.")
        make_article(stage=Stage.PUBLISHED, title="Live")
        for name in NAMES:
            text = self.client.get(f"/feed/{name}").content.decode()
            told = [title in text for title in ("Draft", "Later", "Gone", "Live")]
            self.assertEqual(told, [False, False, False, True], name)

    def test_a_section_an_author_a_tag_and_a_language_have_feeds_of_their_own(self):
        section, author = make_section("Essays"), make_author("Anna")
        make_article(
            stage=Stage.PUBLISHED, title="Ours", section=section, authors=[author],
            tags=["Belarus"], language="pl",
        )  # fmt: skip
        make_article(stage=Stage.PUBLISHED, title="Other", section=make_section("News"))
        for scope in ("section/essays", "author/anna", "tag/belarus", "language/pl"):
            for name in NAMES:
                text = self.client.get(f"/{scope}/feed/{name}").content.decode()
                told = [title in text for title in ("Ours", "Other")]
                self.assertEqual(told, [True, False], f"{scope} {name}")
            self.assertEqual([i["title"] for i in self.items(f"/{scope}/feed/feed.json")], ["Ours"])

    def test_an_author_s_feed_goes_on_when_they_are_merged_or_renamed(self):
        anna, ann = make_author("Anna"), make_author("Ann")
        make_article(stage=Stage.PUBLISHED, authors=[ann], title="By Ann")
        ann.merged_into = anna
        ann.save()
        anna.slug = "anna-nowak"
        anna.save()
        present = "/author/anna-nowak/feed/feed.json"
        self.assertEqual([item["title"] for item in self.items(present)], ["By Ann"])
        for slug in ("ann", "anna"):
            old = self.client.get(f"/author/{slug}/feed/feed.json")
            self.assertRedirects(old, present, status_code=301)

    def test_there_is_no_feed_of_what_does_not_exist(self):
        for scope in ("section/x", "author/x", "tag/x", "language/xx", "section/%00"):
            for name in NAMES:
                self.assertEqual(self.client.get(f"/{scope}/feed/{name}").status_code, 404)
        for path in ("/feed/other/", "/feed/full/rss.xml", "/feed/other/feed.json"):
            self.assertEqual(self.client.get(path).status_code, 404)

    def test_whoever_has_the_feed_already_is_not_sent_it_again(self):
        article = make_article(stage=Stage.PUBLISHED)
        for name in NAMES:
            first = self.client.get(f"/feed/{name}")
            again = self.client.get(f"/feed/{name}", headers={"if-none-match": first["ETag"]})
            self.assertEqual([again.status_code, again.content], [304, b""], name)
        etag = self.client.get("/feed/rss.xml")["ETag"]
        article.title = "Changed"
        article.stage = Stage.PUBLISHED
        article.save()
        publish(article)
        again = self.client.get("/feed/rss.xml", headers={"if-none-match": etag})
        self.assertEqual(again.status_code, 200)

    def test_no_feed_is_the_same_after_a_withdrawal(self):
        section, author = make_section("Essays"), make_author("Anna")
        filed = {"section": section, "authors": [author], "tags": ["Ports"]}
        _older, newest = publish_many(2, **filed)
        scopes = ("", "language/en/", "section/essays/", "author/anna/", "tag/ports/")
        paths = [f"/{s}feed/{mode}{n}" for s in scopes for mode in ("", "summary/") for n in NAMES]
        known = {path: self.client.get(path)["ETag"] for path in paths}
        perform("withdraw", newest, by=make_publisher(), note="An error.")
        for path, etag in known.items():
            answer = self.client.get(path, headers={"if-none-match": etag})
            self.assertContains(answer, "Title", msg_prefix=path)
            self.assertNotContains(answer, newest.title, msg_prefix=path)

    def test_a_feed_of_which_everything_was_withdrawn_is_gone_and_not_unchanged(self):
        (article,) = publish_many(1, tags=["Ports"])
        known = {name: self.client.get(f"/tag/ports/feed/{name}")["ETag"] for name in NAMES}
        perform("withdraw", article, by=make_publisher(), note="An error.")
        for name, etag in known.items():
            asked = {"if-none-match": etag}
            answer = self.client.get(f"/tag/ports/feed/{name}", headers=asked)
            self.assertEqual(answer.status_code, 404, name)

    def test_whoever_asks_by_a_date_is_told_of_a_withdrawal(self):
        make_article(stage=Stage.PUBLISHED, title="Older")
        article = make_article(stage=Stage.PUBLISHED, title="Newest")
        since = http_date(timezone.now().timestamp() + 60)
        perform("withdraw", article, by=make_publisher(), note="An error.")
        for name in NAMES:
            answer = self.client.get(f"/feed/{name}", headers={"if-modified-since": since})
            self.assertEqual(answer.status_code, 200, name)
            self.assertNotIn("Last-Modified", answer.headers)
            self.assertNotContains(answer, "Newest")

    def test_a_feed_costs_the_same_for_one_piece_and_for_thirty(self):
        section, author, grant = make_section(), make_author(), make_grant()
        paths = {
            "/feed/": 3,
            "/feed/summary/": 3,
            f"{section.get_absolute_url()}feed/": 4,
            f"{author.get_absolute_url()}feed/": 5,
            "/tag/culture/feed/": 4,
            "/language/en/feed/": 3,
        }
        for number in (1, 29):
            publish_many(
                number, section=section, authors=[author], tags=["culture"], grants=[grant]
            )
            for path, queries in paths.items():
                for name in NAMES:
                    with self.subTest(path=path, name=name), self.assertNumQueries(queries):
                        self.client.get(path + name)
        self.assertEqual(len(self.items()), 20)

    def test_pages_say_where_their_feeds_are(self):
        section = make_section("Essays")
        make_article(stage=Stage.PUBLISHED, section=section)
        for path, feed in (("/", "/feed/"), ("/section/essays/", "/section/essays/feed/")):
            head = self.client.get(path).content.decode().partition("</head>")[0]
            found = re.findall(r'<link rel="alternate"[^>]* href="([^"]*)">', head)
            self.assertEqual(found, [feed + name for name in NAMES])

    def test_an_empty_newsroom_has_readable_feeds(self):
        Masthead.objects.update(name="News & <Views>")
        self.assertEqual(json.loads(self.client.get("/feed/feed.json").content)["items"], [])
        for name in ("rss.xml", "atom.xml"):
            root = ElementTree.fromstring(self.client.get(f"/feed/{name}").content)
            self.assertIn("News & <Views>", "".join(root.itertext()))

    def test_the_moment_of_the_last_change_is_told(self):
        article = make_article(stage=Stage.PUBLISHED)
        printed_at = live_version(article).printed_at
        updated = self.entry().findtext(f"{ATOM}updated")
        self.assertEqual(updated, printed_at.isoformat())
