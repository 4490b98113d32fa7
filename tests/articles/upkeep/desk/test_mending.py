"""What keeps a piece on the worklist leads to the page that mends it."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from articles.disclosure.resolve import resolve
from articles.models.choices import Funding
from articles.upkeep.desk.mending import mending_page
from funding.approval import retire
from funding.models import Grant, Statement, Wording
from tests.articles.disclosure.resolving import put, undisclosed
from tests.factories import (
    cover,
    live_version,
    make_article,
    make_funding_manager,
    make_grant,
    make_publisher,
    publish,
    say,
)
from tests.flushing import triggers_lifted

DESK = "/desk/funding"


class MendingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.manager = make_funding_manager()

    def setUp(self):
        self.client.force_login(self.manager)

    def assert_leads(self, article, code, page):
        """The one problem of a piece has this code, and its page is there for a manager."""
        (problem,) = resolve(article).problems
        self.assertEqual((problem.code, mending_page(problem, article.pk)), (code, page))
        self.assertEqual(self.client.get(page).status_code, 200)

    def test_words_that_are_missing_are_written_on_the_page_of_the_statement(self):
        article, grant = undisclosed(language="pl"), make_grant("")
        statement = say(grant, "The Fund paid.").statement
        cover(article, grant)
        page = f"{DESK}/statement/{statement.pk}/change/#wordings-group"
        self.assert_leads(article, "wording-missing", page)
        self.assertContains(self.client.get(page), 'id="wordings-group"', count=1)

    def test_a_grant_that_says_nothing_is_given_a_statement(self):
        article, grant = undisclosed(), make_grant("")
        cover(article, grant)
        self.assert_leads(article, "grant-silent", f"{DESK}/statement/add/?grant={grant.pk}")
        later = timezone.now() + timedelta(days=1)
        Grant.objects.filter(pk=grant.pk).update(embargoed_until=later)
        page = f"{DESK}/statement/add/?grant={grant.pk}&occasion=neutral"
        self.assert_leads(article, "grant-unspoken", page)
        form = self.client.get(page).context["adminform"].form
        self.assertEqual(
            (form["grant"].value(), form["occasion"].value()), (str(grant.pk), "neutral")
        )

    def test_a_proposed_grant_is_confirmed_on_its_page(self):
        article, grant = undisclosed(), make_grant(status=Grant.Status.PROPOSED)
        cover(article, grant)
        self.assert_leads(article, "grant-proposed", f"{DESK}/grant/{grant.pk}/change/")

    def test_a_site_without_a_sentence_for_no_funding_is_offered_some(self):
        article = make_article(funding=Funding.NONE)
        with triggers_lifted():
            Wording.objects.all().delete()
        Statement.objects.for_no_funding().delete()
        self.assert_leads(article, "no-funding-silent", f"{DESK}/statement/ready-made/")

    def test_what_is_declared_wrongly_is_mended_on_the_piece(self):
        article = undisclosed(funding=Funding.NONE)
        put(article, make_grant(), "tag")
        page = f"/desk/articles/article/{article.pk}/change/"
        self.assert_leads(article, "funding-contradicted", page)

    def test_the_worklist_prints_the_link(self):
        grant = make_grant("The Fund paid.")
        article = publish(make_article(grants=[grant]), by=make_publisher())
        wording = live_version(article).disclosures.get().wording
        retire(wording, by=self.manager, note="A misprint.")
        page = self.client.get("/desk/articles/reissue/worklist/")
        mends = f"{DESK}/statement/{wording.statement_id}/change/#wordings-group"
        self.assertContains(page, f'<a href="{mends}">Mend it<span', count=1)
