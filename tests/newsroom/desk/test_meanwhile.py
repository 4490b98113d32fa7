"""A form that was filled in from an older copy is refused, and says who saved what and when."""

from datetime import timedelta

from django.db import transaction
from django.test import TestCase
from django.utils import timezone

from funding.models import Funder, FunderAlias, Grant, Statement
from newsroom.audit import ledger
from newsroom.audit.models import LedgerEntry
from newsroom.desk.meanwhile import saved_since
from tests.factories import (
    make_article,
    make_editor,
    make_funder,
    make_funding_manager,
    make_grant,
    make_wording,
)
from tests.filling_in import filled_in
from tests.newsroom.desk.test_recording import page_of

KEPT = (
    "Nothing of yours was saved, and what you typed is still here: open this page once more in "
    "another tab, look at it again, and bring your changes over."
)


class StaleFormTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.ada = make_funding_manager(first_name="Ada", last_name="Pilot")
        cls.manager = make_funding_manager()
        cls.grant = make_grant(funders=[make_funder("A ministry")])

    def change(self, row, *, by=None, **changes):
        self.client.force_login(by or self.ada)
        url = page_of(type(row), "change", row.pk)
        answer = self.client.post(url, filled_in(self.client.get(url), **changes))
        self.assertEqual(answer.status_code, 302)

    def refusal(self, row, page, **changes):
        """What the form says that was on the screen meanwhile."""
        self.client.force_login(self.manager)
        answer = self.client.post(page_of(type(row), "change", row.pk), filled_in(page, **changes))
        for name, value in changes.items():
            self.assertEqual(filled_in(answer)[name], value)
        return answer.context["adminform"].form.non_field_errors()

    def opened(self, row):
        self.client.force_login(self.manager)
        return self.client.get(page_of(type(row), "change", row.pk))

    def then(self):
        """When it was changed: the minute in which a slow machine does so need not be this one."""
        return timezone.localtime(LedgerEntry.objects.first().moment).strftime("%H:%M")

    def test_it_says_who_changed_which_columns_and_tables_and_when(self):
        page = self.opened(self.grant)
        self.change(self.grant, amount="5", currency="EUR", **{"parties-0-share": "60"})
        self.assertEqual(
            self.refusal(self.grant, page, title="Mine"),
            [f"Ada Pilot changed “Amount”, “Currency” and “Parties” at {self.then()}.", KEPT],
        )
        self.grant.refresh_from_db()
        self.assertEqual((self.grant.amount, self.grant.title == "Mine"), (5, False))

    def test_a_row_of_a_table_alone_makes_an_open_form_old(self):
        funder = make_funder()
        alias = FunderAlias.objects.create(funder=funder, name="The Fund")
        for changes in (
            {"aliases-0-name": "The old Fund"},
            {"aliases-0-DELETE": "on"},
            {"aliases-TOTAL_FORMS": "1", "aliases-0-name": "TF"},
        ):
            page = self.opened(funder)
            self.change(funder, **changes)
            with self.subTest(changes):
                self.assertEqual(
                    self.refusal(funder, page, about="Mine."),
                    [f"Ada Pilot changed “Other names” at {self.then()}.", KEPT],
                )
        self.assertFalse(FunderAlias.objects.filter(pk=alias.pk).exists())
        self.assertEqual(Funder.objects.get(pk=funder.pk).about, "")

    def test_a_row_that_was_changed_by_another_door_makes_an_open_form_old(self):
        statement = self.grant.statements.get()
        page = self.opened(statement)
        make_wording(statement, "New words.", approved=False)
        self.assertEqual(
            self.refusal(statement, page, label="Mine"),
            ["Somebody saved this while you were writing.", KEPT],
        )
        self.assertEqual(Statement.objects.get(pk=statement.pk).label, "")

    def test_a_grant_put_on_a_piece_is_told_by_the_name_of_the_table(self):
        article, editor = make_article(), make_editor(username="olena")
        editor.groups.add(*self.manager.groups.all())
        page = self.opened_by(editor, article)
        sent = {"coverages-TOTAL_FORMS": "1", "coverages-0-grant": str(self.grant.pk)}
        self.change(article, by=editor, **sent)
        url = page_of(type(article), "change", article.pk)
        answer = self.client.post(url, filled_in(page), follow=True)
        told = " ".join(str(one) for one in answer.context["messages"])
        self.assertIn(f"olena changed “Coverage” at {self.then()}.", told)

    def opened_by(self, user, row):
        self.client.force_login(user)
        return self.client.get(page_of(type(row), "change", row.pk))

    def test_whoever_saves_twice_in_one_tab_is_not_in_their_own_way(self):
        self.change(self.grant, by=self.manager, summary="One.", _continue="1")
        self.change(self.grant, by=self.manager, summary="Two.", _continue="1")
        self.assertEqual(Grant.objects.get(pk=self.grant.pk).summary, "Two.")

    def test_a_mark_that_nobody_gave_out_is_refused_and_breaks_nothing(self):
        page = self.opened(self.grant)
        for seen in ("", "x", ".", "0.x", ".٣", f"x.{'9' * 40}", f"x.{'9' * 5000}", "\x00"):
            with self.subTest(seen):
                told = list(self.refusal(self.grant, page, title="Mine", seen=seen))
                self.assertEqual(told[-1], KEPT)

    def test_a_deed_without_columns_is_told_by_its_verb_and_another_day_with_its_date(self):
        yesterday = timezone.now() - timedelta(days=1)
        with transaction.atomic():
            ledger.record(None, "confirm", self.grant, moment=yesterday)
        (sentence,) = saved_since(self.grant, 0)
        day = timezone.localtime(yesterday)
        self.assertTrue(sentence.startswith("The newsroom: “confirm” at "), sentence)
        self.assertIn(str(day.year), sentence)
