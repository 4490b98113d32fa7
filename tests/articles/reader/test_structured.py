import json
import re

from django.test import TestCase

from articles.models.choices import Stage
from authors.models import SocialHandle
from tests.factories import make_article, make_author, make_funder, make_grant


class StructuredTests(TestCase):
    def described(self, article):
        page = self.client.get(article.path).content.decode()
        (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
        return json.loads(found)

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
