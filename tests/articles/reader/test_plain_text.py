"""The plain text of a piece is as complete as its page."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.test import TestCase

from articles.models import Byline
from articles.models.choices import Kind, Role
from articles.models.licences import Licence
from authors.models import SocialHandle
from newsroom.models import Masthead
from tests.articles.publishing.frozen import make_photo
from tests.factories import figure_of, make_article, make_author, make_grant, make_section, publish

SITE = "http://127.0.0.1:8000"
CC_BY = "CC BY 4.0 <https://creativecommons.org/licenses/by/4.0/>"
WARSAW = ZoneInfo("Europe/Warsaw")


class PlainTextTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        Masthead.objects.update(name="The Review")
        author = make_author("Olena M.", slug="olena", bio="Olena writes.", affiliation="The Desk")
        SocialHandle.objects.create(author=author, platform="mastodon", handle="@olena@e.social")
        seen = make_photo(alt="A ferry", credit="A. Pilot", licence=Licence.CC_BY)
        cls.article = make_article(
            title="The port",
            standfirst="It waits.",
            body=f'<p>See <a href="/about/">us</a>.</p>{figure_of(seen, "At <em>noon</em>.")}',
            kind=Kind.REPORTAGE,
            section=make_section("Borders", slug="borders"),
            authors=[author],
            tags=["Ferries", "Ports"],
            grants=[make_grant("The Fund paid.", title="Borderlands")],
            lead_photo=make_photo(alt="A quay", credit="B. Pilot", licence=Licence.CC_BY),
            lead_caption="The quay at dawn.",
        )
        translator = make_author("Jan K.", bio="", affiliation="University")
        Byline.objects.create(
            article=cls.article, author=translator, role=Role.TRANSLATOR, position=1
        )
        publish(cls.article, now=datetime(2026, 3, 3, 12, tzinfo=WARSAW))

    def test_everything_that_the_page_says_is_there_with_the_addresses_of_links(self):
        with self.assertNumQueries(3):
            answer = self.client.get(f"{self.article.path}text/")
        self.assertEqual(
            answer.content.decode().split("\n\n"),
            [
                "The port",
                "It waits.",
                "Olena M., Jan K. (translator)\n3 Mar 2026",
                "Borders / reportage",
                f"See us <{SITE}/about/>.",
                f"[Picture: A ferry] At noon. (Photo: A. Pilot, {CC_BY})",
                f"[Picture: A quay] The quay at dawn. (Photo: B. Pilot, {CC_BY})",
                "## About the authors",
                "Olena writes.\n- Mastodon @olena@e.social <https://e.social/@olena>",
                "Jan K., University",
                "## Who paid for this piece",
                "The Fund paid.",
                f"More about the funding:\n- Borderlands <{SITE}/funding/borderlands/>",
                "Tags: Ferries, Ports",
                f"The Review\n{SITE}{self.article.path}\n",
            ],
        )
