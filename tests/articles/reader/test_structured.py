import json
import re
from datetime import UTC, datetime

from django.test import SimpleTestCase, TestCase

from articles.models import PublishedVersion
from articles.models.choices import Stage
from articles.models.printed import Printed
from articles.reader.structured import structured
from authors.models import SocialHandle
from newsroom.models import Identity, Masthead
from tests.articles.publishing.frozen import make_photo
from tests.factories import (
    figure_of,
    make_article,
    make_author,
    make_funder,
    make_grant,
    make_picture,
    publish,
)


class StructuredTests(TestCase):
    def described(self, article):
        page = self.client.get(article.path).content.decode()
        (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
        return json.loads(found)

    def test_its_pictures_are_told_with_whose_they_are_and_on_what_terms(self):
        lead = make_photo(credit="Anna", caption="The quay.", licence="own")
        other = make_photo(file=make_picture(colour="red"), credit="Bo", licence="cc-by")
        article = make_article(
            lead_photo=lead, body=f"<p>a</p>{figure_of(other)}", stage=Stage.PUBLISHED
        )
        site = "http://127.0.0.1:8000"
        first = {
            "@type": "ImageObject",
            "url": f"{site}{lead.picture.whole}",
            "caption": "The quay.",
            "creditText": "Anna",
        }
        second = {
            "@type": "ImageObject",
            "url": f"{site}{other.picture.whole}",
            "creditText": "Bo",
            "license": "https://creativecommons.org/licenses/by/4.0/",
        }
        crops = [site + address for address in lead.picture.searched]
        self.assertEqual(len(crops), 3)
        self.assertEqual(self.described(article)["image"], [first, *crops, second])
        alone = make_article(lead_photo=lead, stage=Stage.PUBLISHED)
        self.assertEqual(self.described(alone)["image"], [first, *crops])

    def test_a_funded_piece_names_its_grant_with_the_amount_on_the_grant(self):
        fund = make_funder("Solidarity Fund", kind="foundation")
        ministry = make_funder("The Ministry", kind="state")
        grant = make_grant(
            "“Awakening’24” pays <this> & that.",
            views="Views of the author.",
            funders=[fund, ministry],
            title="Awakening",
            amount=230_000,
            currency="PLN",
        )
        author = make_author("Mark", affiliation="The Council")
        SocialHandle.objects.create(author=author, platform="x", handle="MTemnycky")
        article = make_article(
            stage=Stage.PUBLISHED, grants=[grant], authors=[author], kind="analysis"
        )
        described = self.described(article)
        self.assertEqual(described["@type"], "AnalysisNewsArticle")
        self.assertEqual(
            described["funding"],
            [
                {
                    "@type": "MonetaryGrant",
                    "@id": "http://127.0.0.1:8000/funding/awakening/#grant",
                    "name": "Awakening",
                    "url": "http://127.0.0.1:8000/funding/awakening/",
                    "description": "“Awakening’24” pays <this> & that.",
                    "funder": [
                        {"@type": "NGO", "name": "Solidarity Fund"},
                        {"@type": "GovernmentOrganization", "name": "The Ministry"},
                    ],
                    "amount": {"@type": "MonetaryAmount", "currency": "PLN", "value": 230000},
                }
            ],
        )
        self.assertEqual(
            [part["text"] for part in described["hasPart"]],
            ["“Awakening’24” pays <this> & that.", "Views of the author."],
        )
        self.assertEqual(
            described["author"],
            [
                {
                    "@type": "Person",
                    "name": "Mark",
                    "url": "http://127.0.0.1:8000/author/mark/",
                    "sameAs": ["https://x.com/MTemnycky"],
                    "affiliation": {"@type": "Organization", "name": "The Council"},
                }
            ],
        )
        self.assertNotIn("amount", described)

    def test_support_in_kind_is_a_grant_with_a_sponsor_and_no_amount(self):
        hotel = make_funder("The Hotel", kind="company")
        grant = make_grant(
            "A room.", funders=[hotel], kind="in-kind", title="Room", amount=90, currency="EUR"
        )
        (told,) = self.described(make_article(stage=Stage.PUBLISHED, grants=[grant]))["funding"]
        self.assertEqual(told["@type"], "Grant")
        self.assertEqual(told["sponsor"], [{"@type": "Corporation", "name": "The Hotel"}])
        self.assertEqual({"amount", "funder"} & set(told), set())

    def test_no_external_funding_is_a_sentence_and_no_grant(self):
        described = self.described(make_article(stage=Stage.PUBLISHED))
        self.assertNotIn("funding", described)
        self.assertEqual(
            described["hasPart"],
            [
                {
                    "@type": "WebPageElement",
                    "cssSelector": "#funding",
                    "inLanguage": "en",
                    "text": "Nobody outside paid for this piece.",
                }
            ],
        )

    def test_an_amount_that_is_no_longer_public_is_told_no_longer(self):
        grant = make_grant("The Fund pays.", amount=90, currency="EUR")
        article = make_article(stage=Stage.PUBLISHED, grants=[grant])
        self.assertEqual(self.described(article)["funding"][0]["amount"]["value"], 90)
        grant.amount_public = False
        grant.save()
        self.assertNotIn("amount", self.described(article)["funding"][0])

    def test_the_publisher_says_where_its_funding_is_told(self):
        publisher = self.described(make_article(stage=Stage.PUBLISHED))["publisher"]
        self.assertEqual(
            [publisher["ownershipFundingInfo"], publisher["correctionsPolicy"]],
            ["http://127.0.0.1:8000/funding/", "http://127.0.0.1:8000/corrections/"],
        )

    def test_a_correction_is_told_with_its_date(self):
        article = make_article()
        article.corrections.create(text="A figure was wrong.", dated="2024-10-12")
        self.assertEqual(
            self.described(publish(article))["correction"],
            [
                {
                    "@type": "CorrectionComment",
                    "datePublished": "2024-10-12",
                    "text": "A figure was wrong.",
                }
            ],
        )

    def test_a_grant_that_is_not_public_is_not_named(self):
        grant = make_grant("The sentence.", title="Secret", public=False)
        described = self.described(make_article(stage=Stage.PUBLISHED, grants=[grant]))
        self.assertNotIn("funding", described)
        self.assertNotIn("Secret", json.dumps(described))
        self.assertEqual([part["text"] for part in described["hasPart"]], ["The sentence."])

    def test_no_funding_has_no_term_but_its_sentence(self):
        described = self.described(make_article(stage=Stage.PUBLISHED))
        self.assertNotIn("funding", described)
        self.assertEqual(len(described["hasPart"]), 1)

    def test_no_text_can_end_the_script(self):
        title = "</script><!-- & done"
        described = self.described(make_article(stage=Stage.PUBLISHED, title=title))
        self.assertEqual(described["headline"], title)


class EscapingTests(SimpleTestCase):
    def test_no_text_ends_the_script_element_or_a_line_of_it(self):
        moment = datetime(2024, 10, 11, tzinfo=UTC)
        title = "</script><!-- & \u2028\u2029"
        moments = dict.fromkeys(("first_published_at", "served_since", "printed_at"), moment)
        version = PublishedVersion(title=title, **moments)
        masthead = Masthead(name="News", second_factor_from=None)
        Identity(masthead=masthead)
        told = structured(Printed(version), [], masthead, "https://example.org")
        self.assertEqual([told.count(character) for character in "<>&\u2028\u2029"], [0] * 5)
        self.assertEqual(json.loads(told)["headline"], title)
