"""A backup holds every row that there is; what it leaves out is named, with the reason."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

from django.apps import apps
from django.db import connection, models
from django.test import TestCase

from articles.models import Menu
from funding.models import Grant
from newsroom.backups import kinds, tables
from newsroom.backups.restoring import MADE_BY_MIGRATIONS, refuse_unless_empty
from newsroom.models import LedgerWords, Session
from newsroom.search.models import Indexed
from tests import factories


class EveryModelTests(TestCase):
    def test_no_table_of_the_database_is_forgotten(self):
        models_ = [*tables.taken(), *tables.left_out()]
        known = {model._meta.db_table for model in models_}
        others = set(connection.introspection.table_names()) - known
        self.assertEqual({one for one in others if not self.is_excused(one)}, set())
        self.assertEqual(len(known), len(models_))

    def is_excused(self, table):
        return any(table.startswith(name) for name in tables.WITHOUT_MODEL)

    def test_sessions_and_what_is_made_anew_are_left_out_and_nothing_else(self):
        named = {model._meta.label for model in tables.left_out()}
        self.assertEqual(named, {"newsroom.Session", "newsroom.Indexed", "articles.Findable"})
        self.assertTrue(all({**tables.left_out(), **tables.WITHOUT_MODEL}.values()))

    def test_the_rows_between_two_models_are_taken(self):
        names = {model._meta.db_table for model in tables.taken()}
        self.assertLess({"articles_article_writers", "auth_user_groups"}, names)

    def test_it_is_known_of_every_column_how_it_is_written(self):
        for model in tables.taken():
            for column in tables.columns(model):
                kinds.kind_of(column)

    def test_a_kind_of_column_that_nobody_thought_of_is_told(self):
        for column in (models.DurationField(), models.JSONField(null=True)):
            column.set_attributes_from_name("column")
            with self.assertRaisesMessage(LookupError, "Say in newsroom/backups/kinds.py how"):
                kinds.kind_of(column)

    def test_migrations_put_rows_where_it_is_said_and_nowhere_else(self):
        every = apps.get_models(include_auto_created=True)
        filled = {model._meta.label_lower for model in every if model._base_manager.exists()}
        self.assertEqual(filled, MADE_BY_MIGRATIONS)
        refuse_unless_empty()


class LinesTests(TestCase):
    def back(self, row):
        """What a database is given for each column of the line of a row."""
        model = type(row)
        (line,) = (one for one in tables.lines(model) if self.key(model, one) == row.pk)
        told = json.loads(line)
        return line, {
            column.attname: kinds.kind_of(column).read(told[column.attname])
            for column in tables.columns(model)
            if told[column.attname] is not None
        }

    def key(self, model, line):
        return json.loads(line)[model._meta.pk.attname]

    def test_nothing_is_lost_of_moments_sums_days_and_texts(self):
        moment = datetime(2026, 3, 1, 23, 59, 59, 123456, tzinfo=UTC)
        text = "“Łódź”\u2028 – a\\b\n\t🛶 é"
        amount = {"amount": Decimal("1234567.80"), "currency": "EUR"}
        grant = factories.make_grant(**amount, awarded_on=date(2026, 2, 28))
        Grant.objects.filter(pk=grant.pk).update(embargoed_until=moment)
        line, told = self.back(grant)
        self.assertEqual(line.count(b"\n"), 1)
        self.assertEqual(told["embargoed_until"], moment)
        self.assertEqual(told["awarded_on"], date(2026, 2, 28))
        self.assertEqual((told["amount"], str(told["amount"])), (grant.amount, "1234567.80"))
        words = LedgerWords.objects.order_by("-pk").first()
        self.assertEqual(self.back(words)[1]["facts"], words.facts)
        # A column that takes what it is given.
        user = factories.make_user(first_name=text)
        self.assertEqual(self.back(user)[1]["first_name"], text)

    def test_rows_come_by_their_keys_and_texts_by_their_bytes(self):
        for key in ("a", "B", "ž", "C"):
            Menu.objects.create(pk=key)
        keys = [self.key(Menu, line) for line in tables.lines(Menu)]
        self.assertEqual(keys, ["B", "C", "a", "footer", "main", "ž"])

    def test_equal_rows_are_equal_lines(self):
        one = kinds.written({"b": {"y": 1, "x": None}, "a": "ł"})
        self.assertEqual(one, '{"a":"ł","b":{"x":null,"y":1}}\n'.encode())
        self.assertEqual(one, kinds.written({"a": "ł", "b": {"x": None, "y": 1}}))

    def test_what_a_session_holds_is_nowhere(self):
        self.assertNotIn(Session, tables.taken())
        self.assertNotIn(Indexed, tables.taken())
