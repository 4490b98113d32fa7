import re
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from django.core.exceptions import ValidationError
from django.test import SimpleTestCase, TestCase

from articles.models.choices import Stage
from articles.reader.crawlers import ANSWERS, KEPT_AWAY, TRAINING, crawlers
from newsroom.models import Masthead
from tests.articles.reader.pieces import labelled
from tests.factories import make_article, make_section, publish

SITE = "http://127.0.0.1:8000"
SEARCH = ("Googlebot", "Bingbot", "Applebot", "DuckDuckBot", "Somebody")


class KnownTests(SimpleTestCase):
    def test_each_crawler_is_known_once_by_a_name_and_with_a_source(self):
        names = [one["name"].lower() for one in crawlers()]
        self.assertEqual(len({*names}), len(names))
        for one in crawlers():
            self.assertEqual([*one], ["name", "operator", "gathers_for", "source"])
            self.assertRegex(one["name"], r"^[A-Za-z0-9_-]+$")
            self.assertIn(one["gathers_for"], (TRAINING, ANSWERS))
            self.assertEqual(urlsplit(one["source"]).scheme, "https")

    def test_who_gathers_for_models_and_for_answers_is_named_for_each(self):
        for operator in ("Amazon", "Anthropic", "Meta", "Mistral", "OpenAI"):
            found = {one["gathers_for"] for one in crawlers() if one["operator"] == operator}
            self.assertEqual(found, {TRAINING, ANSWERS}, operator)

    def test_every_choice_of_the_masthead_says_what_it_keeps_away(self):
        self.assertEqual({*KEPT_AWAY}, {*Masthead.Crawlers})


class RobotsTests(TestCase):
    def read(self, choice):
        """Who may read, by what the file says to a reader of such files."""
        Masthead.objects.update(crawlers=choice)
        text = self.client.get("/robots.txt").content.decode()
        robots = RobotFileParser()
        robots.parse(text.splitlines())
        self.assertEqual(
            re.findall("Sitemap: (.*)", text), [f"{SITE}/sitemap.xml", f"{SITE}/news-sitemap.xml"]
        )
        for name in SEARCH:
            self.assertTrue(robots.can_fetch(name, f"{SITE}/2024/01/01/a/"), name)
        return {
            one["gathers_for"]
            for one in crawlers()
            if not robots.can_fetch(one["name"], f"{SITE}/2024/01/01/a/")
        }, {
            one["gathers_for"]
            for one in crawlers()
            if robots.can_fetch(one["name"], f"{SITE}/2024/01/01/a/")
        }

    def test_each_choice_keeps_away_what_it_says_and_no_search_engine(self):
        self.assertEqual(self.read("unsaid"), (set(), {TRAINING, ANSWERS}))
        self.assertEqual(self.read("allowed"), (set(), {TRAINING, ANSWERS}))
        self.assertEqual(self.read("no-training"), ({TRAINING}, {ANSWERS}))
        self.assertEqual(self.read("refused"), ({TRAINING, ANSWERS}, set()))


class TrustTests(TestCase):
    def lines(self):
        found = {self.client.get(f"{at}/trust.txt").content for at in ("", "/.well-known")}
        (text,) = found
        return text.decode().splitlines()

    def test_it_says_where_else_the_publication_is_and_what_it_discloses(self):
        Masthead.objects.update(
            name="News",
            profiles="https://example.social/@news\nhttps://bsky.app/profile/news.example",
            belongs_to="https://association.example/",
            contact="desk@example.org",
            crawlers="no-training",
        )
        self.assertEqual(
            self.lines(),
            [
                "# News",
                "belongto=https://association.example/",
                "social=https://example.social/@news",
                "social=https://bsky.app/profile/news.example",
                "contact=mailto:desk@example.org",
                f"disclosure={SITE}/funding/",
                f"disclosure={SITE}/corrections/",
                "datatrainingallowed=no",
            ],
        )
        home = self.client.get("/").content.decode()
        self.assertEqual(
            re.findall('<link rel="me" href="(.*?)">', home),
            ["https://example.social/@news", "https://bsky.app/profile/news.example"],
        )
        self.assertNotIn('rel="me"', self.client.get("/funding/").content.decode())

    def test_nothing_is_said_that_nobody_filled_in(self):
        self.assertEqual(
            self.lines()[1:],
            [f"disclosure={SITE}/funding/", f"disclosure={SITE}/corrections/"],
        )
        for choice, may in (("allowed", "yes"), ("no-training", "no"), ("refused", "no")):
            Masthead.objects.update(crawlers=choice)
            self.assertEqual(self.lines()[-1], f"datatrainingallowed={may}")

    def test_an_address_that_misleads_is_refused_with_its_line(self):
        masthead = Masthead(profiles="https://example.org/\nhttps://example.org@other.example/")
        with self.assertRaises(ValidationError) as refused:
            masthead.full_clean(exclude=["id"])
        (words,) = refused.exception.message_dict["profiles"]
        self.assertIn("“https://example.org@other.example/”", words)

    def test_lines_are_kept_one_by_one_without_blanks(self):
        Masthead.objects.update(profiles="  https://a.example/ \r\n\r\nhttps://b.example/")
        self.assertEqual(
            Masthead.current().profiles_in_lines, ["https://a.example/", "https://b.example/"]
        )


class GuideTests(TestCase):
    def test_there_is_none_until_the_masthead_offers_one_and_none_where_all_are_refused(self):
        for told, crawlers_may, status in (
            (False, "allowed", 404),
            (True, "allowed", 200),
            (True, "no-training", 200),
            (True, "refused", 404),
        ):
            Masthead.objects.update(llms_txt=told, crawlers=crawlers_may)
            self.assertEqual(self.client.get("/llms.txt").status_code, status)

    def test_it_says_who_we_are_where_we_tell_who_pays_and_what_is_new(self):
        Masthead.objects.update(name="News & Views", tagline="Slow.", llms_txt=True)
        section = make_section("Essays")
        live = make_article(stage=Stage.PUBLISHED, title="Rivers & weirs", section=section)
        publish(labelled())
        make_article(title="Draft", section=make_section("Empty"))
        with self.assertNumQueries(3):
            answer = self.client.get("/llms.txt")
        self.assertEqual(answer["Content-Type"], "text/plain; charset=utf-8")
        text = answer.content.decode()
        self.assertTrue(text.startswith("# News & Views\n\n> Slow.\n"))
        for line in (
            f"- [Who funds us]({SITE}/funding/)\n",
            f"- [Essays]({SITE}/section/essays/)\n",
            f"- [Rivers & weirs]({SITE}{live.path}text/)\n",
        ):
            self.assertEqual(text.count(line), 1, line)
        for word in ("Draft", "Empty", "Labelled"):
            self.assertNotIn(word, text)
