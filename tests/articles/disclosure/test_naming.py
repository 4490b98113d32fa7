"""A grant that may not be named is in nothing that the site says to anybody."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from articles.disclosure.naming import public_funders, public_grants
from articles.models import Correction
from articles.models.choices import Stage
from funding.models import Grant, Statement
from newsroom.models import Masthead
from tests import factories
from tests.articles.reader.crawling import crawl
from tests.factories import make_article, make_funder, make_grant

NAMED = "“Hidden rivers” is financed by Shy Foundation with PLN 231,789."
NEUTRAL = "This piece was supported by a foundation that cannot be named."
AMOUNTS = ("231,789", "231789", "231 789")
NAMES = ("Hidden rivers", "hidden-rivers", "Shy Foundation", "shy-foundation", "Quiet framework")
REASON = "A life depends on it."


class NamingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.funder = make_funder("Shy Foundation", url="https://shy-foundation.example/")
        cls.grant = make_grant(
            NAMED,
            funders=[cls.funder],
            title="Hidden rivers",
            framework="Quiet framework",
            summary="Rivers.",
            amount=231_789,
            currency="PLN",
            awarded_on="2024-02-01",
            starts_on="2024-03-01",
        )
        factories.say(cls.grant, NEUTRAL, occasion=Statement.Occasion.NEUTRAL)
        picture = factories.make_picture(colour="teal", name="shy-foundation.png")
        cls.logo = factories.make_logo(cls.funder, file=picture)
        cls.logo_name = cls.logo.file.name.rpartition("/")[2].partition(".")[0]
        Masthead.objects.update(donate_url="https://example.org/give")
        cls.open = make_grant("Open Fund pays.", title="Open grant", amount=5, currency="EUR")

    def everything_said(self):
        """All that anybody can read, of two pieces: one of the grant, one of another as well."""
        for grants in ([self.grant], [self.grant, self.open]):
            article = make_article(grants=grants, tags=["rivers"])
            Correction.objects.create(article=article, text="A figure was wrong.")
            factories.publish(article)
        make_article(stage=Stage.PUBLISHED)
        said = crawl(self.client)
        self.assertGreater(len(said), 40)
        return said

    def found(self, said, *secrets):
        return {
            secret: [address for address, text in said.items() if secret in address + text]
            for secret in secrets
            if any(secret in address + text for address, text in said.items())
        }

    def test_what_may_be_named_is_named_in_every_place_that_names_grants(self):
        said = self.everything_said()
        secrets = [*NAMES, *AMOUNTS[:2], self.logo_name]
        self.assertEqual(sorted(self.found(said, *secrets)), sorted(secrets))
        for address in ("/funding/", "/funding/register.csv", "/sitemap-funding.xml"):
            self.assertIn("hidden-rivers", said[address])

    def test_a_waived_name_is_said_nowhere(self):
        self.assert_nowhere(factories.waive, hides="name")

    def test_a_grant_waived_altogether_is_said_nowhere(self):
        self.assert_nowhere(factories.waive, hides="all")

    def test_an_embargoed_grant_is_said_nowhere(self):
        def embargo(grant):
            grant.embargoed_until = timezone.now() + timedelta(days=1)
            grant.save()

        self.assert_nowhere(embargo)

    def assert_nowhere(self, hide, **how):
        hide(self.grant, **how)
        said = self.everything_said()
        secrets = [*NAMES, *AMOUNTS, self.logo_name, REASON, "Embargoed"]
        self.assertEqual(self.found(said, *secrets), {})
        self.assertEqual(self.client.get("/funding/hidden-rivers/").status_code, 404)
        self.assertEqual(self.client.get("/funder/shy-foundation/").status_code, 404)
        self.assertIn("Open grant", said["/funding/"])

    def test_a_waived_amount_is_said_nowhere_and_the_name_stays(self):
        factories.waive(self.grant, hides="amount")
        said = self.everything_said()
        self.assertEqual(self.found(said, *AMOUNTS, REASON), {})
        self.assertIn("Hidden rivers", said["/funding/"])
        self.assertIn(NEUTRAL, said["/funding/hidden-rivers/"])

    def test_a_waived_logo_is_shown_nowhere(self):
        factories.waive(self.grant, hides="logo")
        self.assertEqual(self.found(self.everything_said(), self.logo_name, REASON), {})

    def test_a_waiver_made_after_publication_takes_the_grant_out_of_everything_that_is_not_frozen(
        self,
    ):
        article = make_article(stage=Stage.PUBLISHED, grants=[self.grant])
        factories.waive(self.grant, hides="name")
        said = crawl(self.client)
        self.assertEqual(self.found(said, "hidden-rivers", "shy-foundation", "231789"), {})
        self.assertEqual(list(self.found(said, NAMED)), [NAMED])
        self.assertNotIn('"funding": [', said[article.path])

    def test_a_waiver_for_one_article_hides_nothing_elsewhere(self):
        factories.waive(self.grant, hides="name", article=make_article(grants=[self.grant]))
        self.assertEqual(list(public_grants().filter(pk=self.grant.pk)), [self.grant])

    def test_a_waiver_that_was_lifted_hides_nothing(self):
        waiver = factories.waive(self.grant, hides="name")
        self.assertEqual(list(public_grants()), [self.open])
        waiver.lifted_at = timezone.now()
        waiver.save()
        self.assertCountEqual(public_grants(), [self.grant, self.open])

    def test_a_funder_is_named_while_one_of_its_grants_may_be(self):
        factories.waive(self.grant, hides="name")
        self.assertNotIn(self.funder, public_funders())
        make_grant(funders=[self.funder])
        self.assertIn(self.funder, public_funders())

    def test_an_embargo_ends_by_the_clock(self):
        moment = timezone.now()
        Grant.objects.filter(pk=self.grant.pk).update(embargoed_until=moment)
        before = moment - timedelta(seconds=1)
        named = [self.grant in public_grants(at) for at in (before, moment)]
        self.assertEqual(named, [False, True])
