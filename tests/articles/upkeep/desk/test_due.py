"""What is due soon, on the first page of the desk."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from articles.models import Waiver
from articles.upkeep.desk.due import due_rows
from authors.models import Interest
from funding.models import ReportDate
from tests.factories import (
    make_author,
    make_contributor,
    make_editor,
    make_funding_manager,
    make_grant,
    owe_report,
    waive,
)


class DueSoonTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.today = timezone.localdate()
        cls.grant = make_grant(title="Awakening")
        owe_report(cls.grant, cls.today)
        cls.author = make_author("Anna")
        Interest.objects.create(author=cls.author, ends_on=cls.today)
        waive(
            make_grant(title="Hidden project"),
            reason="In danger.",
            approved_by="Ms Doe",
            review_on=cls.today - timedelta(days=700),
        )

    def first_page(self, user):
        self.client.force_login(user)
        return self.client.get("/desk/")

    def test_a_funding_manager_sees_grants_and_waivers(self):
        page = self.first_page(make_funding_manager())
        self.assertContains(page, "the final report is due · <time", count=1)
        self.assertContains(page, "the waiver is to be reviewed", count=1)
        self.assertContains(page, "500 workdays overdue", count=1)
        self.assertNotContains(page, "the declaration of interests ends")
        url = reverse("admin:funding_grant_change", args=[self.grant.pk])
        self.assertContains(page, f'<a href="{url}"><bdi>Awakening</bdi></a>\n      <span', count=1)

    def test_an_editor_sees_declarations_and_nothing_of_the_grants(self):
        page = self.first_page(make_editor())
        self.assertContains(page, "the declaration of interests ends", count=1)
        url = reverse("admin:authors_author_change", args=[self.author.pk])
        self.assertContains(page, f'<a href="{url}"><bdi>Anna</bdi></a>', count=1)
        for hidden in ("Awakening", "Hidden project"):
            self.assertNotContains(page, hidden)

    def test_a_contributor_sees_nothing_of_it(self):
        page = self.first_page(make_contributor())
        for hidden in ("Due soon", "Awakening", "Hidden project", "Anna"):
            self.assertNotContains(page, hidden)

    def test_with_nothing_due_there_is_no_such_list(self):
        Waiver.objects.update(lifted_at=timezone.now())
        ReportDate.objects.all().delete()
        self.assertNotContains(self.first_page(make_funding_manager()), "Due soon")

    def test_many_deadlines_need_no_more_queries_than_one(self):
        manager = make_funding_manager()
        for count in (1, 5):
            for _number in range(count):
                waive(
                    owe_report(make_grant(), self.today).grant,
                    reason="In danger.",
                    approved_by="Ms Doe",
                    review_on=self.today,
                )
            user = User.objects.get(pk=manager.pk)
            with self.subTest(count=count), self.assertNumQueries(6):
                [str(row.deadline.subject) for row in due_rows(user)]
