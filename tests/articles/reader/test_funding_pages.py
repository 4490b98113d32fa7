import json
import re
from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from articles.models.choices import Stage
from funding.models import GrantParty, Statement
from tests.factories import make_article, make_funder, make_grant, make_wording, publish_many, say


class FundingPagesTests(TestCase):
    def test_every_public_grant_is_told_of_with_what_it_paid_and_for_how_many_pieces(self):
        funder = make_funder("The Fund")
        grant = make_grant(
            funders=[funder], title="Borderlands", amount=230_000, currency="PLN", framework="Aid"
        )
        for _ in range(2):
            make_article(stage=Stage.PUBLISHED, grants=[grant])
        make_article(grants=[grant])
        page = self.client.get("/funding/")
        amount = '<dd class="entry__amount"><bdi>PLN 230,000</bdi></dd>'
        for text in (amount, "Borderlands", "Aid", "<dd>2</dd>"):
            self.assertContains(page, text, count=1)
        self.assertContains(page, "<bdi>The Fund</bdi>", count=2)

    def test_an_amount_that_is_not_public_is_nowhere(self):
        grant = make_grant(amount=230_000, currency="PLN", amount_public=False)
        article = make_article(stage=Stage.PUBLISHED, grants=[grant])
        for path in ("/funding/", grant.get_absolute_url(), article.path):
            page = self.client.get(path)
            self.assertNotContains(page, "230,000")
            self.assertNotContains(page, "230000")

    def test_a_grant_that_is_not_public_is_named_nowhere(self):
        self.assert_named_nowhere(public=False)

    def test_a_grant_that_is_only_proposed_is_named_nowhere(self):
        self.assert_named_nowhere(status="proposed")

    def test_a_grant_under_embargo_is_named_nowhere(self):
        self.assert_named_nowhere(embargoed_until=timezone.now() + timedelta(hours=1))

    def assert_named_nowhere(self, **hidden):
        """Neither the grant nor a funder that is known for nothing else; its sentence stays."""
        grant = make_grant(funders=[make_funder("Shy Foundation")], title="Secret Project")
        article = make_article(stage=Stage.PUBLISHED, grants=[grant])
        type(grant).objects.update(**hidden)
        for path in ("/", "/funding/", article.path):
            page = self.client.get(path)
            self.assertNotContains(page, "Secret Project")
            self.assertNotContains(page, "Shy Foundation")
        self.assertEqual(self.client.get("/funding/secret-project/").status_code, 404)
        self.assertEqual(self.client.get("/funder/shy-foundation/").status_code, 404)
        box = self.client.get(article.path).content.decode().partition('id="funding"')[2]
        self.assertEqual(box.count("The Fund paid for this."), 1)

    def test_a_funder_that_is_not_public_is_named_on_no_funding_page(self):
        shy = make_funder("Shy Foundation", slug="shy", public=False)
        grant = make_grant(funders=[make_funder("The Fund"), shy], title="Borderlands")
        make_article(stage=Stage.PUBLISHED, grants=[grant])
        for path in ("/funding/", grant.get_absolute_url(), "/funder/the-fund/"):
            page = self.client.get(path)
            self.assertNotContains(page, "Shy Foundation")
            self.assertContains(page, "Borderlands")
        self.assertEqual(self.client.get("/funder/shy/").status_code, 404)

    def test_a_grant_s_page_prints_what_pieces_say_now_and_the_pieces_it_paid_for(self):
        grant = make_grant("“Awakening’24” pays.", title="Borderlands", summary="What it is for.")
        draft = say(grant, "An English text.").statement
        make_wording(draft, "Чернетка", language="uk", approved=False)
        say(grant, "Said only under embargo.", occasion=Statement.Occasion.NEUTRAL)
        make_article(stage=Stage.PUBLISHED, grants=[grant], title="Paid for")
        make_article(stage=Stage.PUBLISHED, title="Not paid for")
        make_article(grants=[grant], title="Paid for but a draft")
        page = self.client.get(grant.get_absolute_url())
        for text in ("“Awakening’24” pays.", "An English text.", "What it is for."):
            self.assertContains(page, text)
        self.assertNotContains(page, "Чернетка")
        self.assertNotContains(page, "Said only under embargo.")
        titles = [piece.version.title for piece in page.context["listing"].pieces]
        self.assertEqual(titles, ["Paid for"])

    def test_a_funder_s_page_lists_only_what_it_paid_for(self):
        funder = make_funder("The Fund")
        carried_out = make_grant(title="Carried out")
        GrantParty.objects.create(grant=carried_out, funder=funder, role="implementing")
        paid = make_grant(title="Paid", funders=[funder])
        make_article(stage=Stage.PUBLISHED, grants=[paid], title="Of the fund")
        make_article(stage=Stage.PUBLISHED, grants=[carried_out], title="Of another")
        page = self.client.get("/funder/the-fund/")
        titles = [piece.version.title for piece in page.context["listing"].pieces]
        self.assertEqual(titles, ["Of the fund"])
        self.assertContains(page, "<bdi>Carried out</bdi>", count=1)

    def test_machines_are_told_the_way_to_it_by_the_register(self):
        funder = make_funder("The Fund")
        grant = make_grant(funders=[funder], title="Borderlands")
        for row in (funder, grant):
            page = self.client.get(row.get_absolute_url()).content.decode()
            (told,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
            steps = json.loads(told)["breadcrumb"]["itemListElement"]
            self.assertEqual(
                [step["name"] for step in steps], ["Front page", "Who funds us", str(row)]
            )

    def test_no_two_pages_of_what_was_paid_for_have_the_same_title(self):
        funder = make_funder("The Fund")
        grant = make_grant(funders=[funder])
        publish_many(21, grants=[grant])
        for path in (grant.get_absolute_url(), funder.get_absolute_url()):
            pages = [self.client.get(f"{path}?page={number}") for number in (1, 2)]
            titles = {re.search("<title>(.*?)</title>", page.content.decode())[1] for page in pages}
            self.assertEqual(len(titles), 2, titles)

    def test_a_piece_keeps_its_place_on_the_page_of_a_grant_that_ended(self):
        grant = make_grant()
        make_article(stage=Stage.PUBLISHED, grants=[grant], title="Still disclosed")
        type(grant).objects.update(status="terminated")
        page = self.client.get(grant.get_absolute_url())
        titles = [piece.version.title for piece in page.context["listing"].pieces]
        self.assertEqual(titles, ["Still disclosed"])

    def test_funding_pages_cost_the_same_for_one_piece_and_for_thirty(self):
        funder = make_funder("The Fund")
        grant = make_grant(funders=[funder])
        pages = {"/funding/": 4, grant.get_absolute_url(): 5, funder.get_absolute_url(): 5}
        for number in (1, 29):
            for _ in range(number):
                make_article(stage=Stage.PUBLISHED, grants=[grant])
            for path, queries in pages.items():
                with self.subTest(path=path, number=number), self.assertNumQueries(queries):
                    self.client.get(path)
            for _ in range(3):
                make_grant("Another paid.", funders=[funder, make_funder()])
