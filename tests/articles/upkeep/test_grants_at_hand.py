"""What each grant lacks, and when something of it is due: on its manager's first page."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from articles.models import Coverage
from articles.models.choices import Stage
from articles.upkeep.desk.grants import grant_rows
from articles.upkeep.grants_at_hand import Lack, Lacking, grants_at_hand
from funding.deadlines import GrantDue
from funding.models import Grant, GrantParty
from tests.factories import (
    make_article,
    make_contributor,
    make_editor,
    make_funder,
    make_funding_manager,
    make_grant,
    make_logo,
    make_publisher,
    make_section,
    owe_report,
)


def complete(title, **fields):
    """A grant that lacks nothing."""
    funder = make_funder()
    make_logo(funder)
    grant = make_grant(title=title, funders=[funder], agreement="evidence/a.pdf", **fields)
    Coverage.objects.create(grant=grant, section=make_section())
    owe_report(grant, timezone.localdate() + timedelta(days=300))
    return grant


def lacks(grant):
    (found,) = (one for one in grants_at_hand() if one.grant == grant)
    return found.lacks


class LackingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.grant = complete("Awakening")
        cls.funder = cls.grant.funders.get()

    def test_a_grant_with_everything_lacks_nothing(self):
        self.assertEqual(lacks(self.grant), [])

    def test_a_grant_with_nothing_lacks_everything_in_the_order_it_is_set_up(self):
        grant = Grant.objects.create(title="Bare", status=Grant.Status.PROPOSED)
        expected = set(Lacking) - {Lacking.WORDING, Lacking.LOGO}
        self.assertEqual(
            [lack.what for lack in lacks(grant)], [one for one in Lacking if one in expected]
        )

    def test_wordings_are_counted(self):
        section = make_section("Rivers")
        make_article(stage=Stage.PUBLISHED, language="pl", section=section)
        Coverage.objects.create(grant=self.grant, section=section)
        self.assertEqual(lacks(self.grant), [Lack(Lacking.WORDING, count=1)])
        self.grant.statements.create(kind="views")
        self.assertEqual(lacks(self.grant), [Lack(Lacking.WORDING, count=2)])

    def test_a_logo_is_asked_for_of_who_pays_in_public_and_may_have_one(self):
        hidden = make_funder(public=False)
        for kind in ("readers", "own"):
            self.grant.parties.create(funder=make_funder(kind=kind), role="funding")
        carrying, paying = make_funder(), make_funder("The Bank")
        for funder, role in (
            (hidden, GrantParty.Role.FUNDING),
            (carrying, GrantParty.Role.IMPLEMENTING),
            (paying, GrantParty.Role.COFUNDING),
        ):
            self.grant.parties.create(funder=funder, role=role)
        self.assertEqual(lacks(self.grant), [Lack(Lacking.LOGO, paying)])
        make_logo(paying, background="dark")
        make_logo(paying, permitted_until=timezone.localdate() - timedelta(days=1))
        self.assertEqual(lacks(self.grant), [Lack(Lacking.LOGO, paying)])
        make_logo(paying)
        self.assertEqual(lacks(self.grant), [])

    def test_what_leaves_pieces_out_covers_none(self):
        Coverage.objects.update(mode=Coverage.Mode.EXCLUDE, reason="Agreed.")
        self.assertEqual([lack.what for lack in lacks(self.grant)], [Lacking.COVERAGE])

    def test_a_closed_grant_is_left_in_peace(self):
        Grant.objects.update(status=Grant.Status.CLOSED)
        self.assertEqual(grants_at_hand(), [])

    def test_what_is_due_next_comes_first_then_who_lacks_most(self):
        today = timezone.localdate()
        soon = complete("Soon", ends_on=today + timedelta(days=200))
        owe_report(soon, today - timedelta(days=9), kind="interim")
        bare = Grant.objects.create(title="A bare one")
        found = grants_at_hand()
        self.assertEqual([one.grant for one in found], [soon, self.grant, bare])
        self.assertEqual(
            [deadline.what for deadline in found[0].deadlines],
            [GrantDue.INTERIM, GrantDue.ENDS, GrantDue.REPORT],
        )


class FirstPageTests(TestCase):
    def test_everything_that_is_lacking_and_due_leads_to_a_page_that_mends_it(self):
        self.client.force_login(make_funding_manager())
        grant = Grant.objects.create(title="Bare", status=Grant.Status.ACTIVE)
        grant.parties.create(funder=make_funder("The Bank"), role="funding")
        grant.statements.create(kind="views")
        piece = make_article(stage=Stage.PUBLISHED, section=make_section("Rivers"))
        Coverage.objects.create(grant=grant, section=piece.section)
        owe_report(grant, timezone.localdate() - timedelta(days=1))
        Grant.objects.create(title="Barer", status=Grant.Status.PROPOSED)
        rows, _more = grant_rows(make_funding_manager())
        told = {lack.what for row in rows for lack in row.at_hand.lacks}
        self.assertEqual(told, set(Lacking))
        page = self.client.get("/desk/")
        self.assertContains(page, 'href="/desk/funding/wording/approve/"', count=1)
        links = [url for row in rows for _words, url in row.lacks] + [rows[0].next[1]]
        self.assertEqual(links[-1], f"/desk/articles/grantreport/add/?grant={grant.pk}")
        for url in links:
            with self.subTest(url):
                self.assertContains(page, f'href="{url}"')
                answer = self.client.get(url)
                self.assertEqual(answer.status_code, 200)
                if "#" in url:
                    self.assertContains(answer, f'id="{url.partition("#")[2]}"')

    def test_it_is_for_those_who_keep_grants(self):
        make_grant(title="Awakening")
        for make in (make_contributor, make_editor, make_publisher):
            user = make()
            with self.assertNumQueries(2):
                self.assertEqual(grant_rows(user), ([], 0))
            self.client.force_login(user)
            self.assertNotContains(self.client.get("/desk/"), "Awakening")

    def test_it_costs_the_same_for_one_grant_and_for_thirty_and_shows_twenty(self):
        user = make_funding_manager()
        user.has_perm("funding.change_grant")
        for number in (1, 29):
            for _ in range(number):
                complete("Awakening")
            with self.assertNumQueries(17):
                rows, more = grant_rows(user)
                shown = [(row.lacks, row.next, row.url) for row in rows]
            self.assertEqual((len(shown), more), ((1, 0) if number == 1 else (20, 10)))
