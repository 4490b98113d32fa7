"""A constraint holds twice: full_clean says so in a sentence, and the database refuses."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import UniqueConstraint


class ConstraintTests:
    """For test cases of an app: `cases` makes a row that breaks each constraint, and no other.

    Each is {name: (row, sentence)}; without a sentence no form ever shows the columns.
    """

    app = None
    tried_elsewhere = frozenset()

    def cases(self):
        raise NotImplementedError

    def constraints(self):
        models = apps.get_app_config(self.app).get_models()
        found = [constraint for model in models for constraint in model._meta.constraints]
        return {c.name: c for c in found if c.name not in self.tried_elsewhere}

    def test_every_constraint_is_tried(self):
        self.assertEqual(set(self.cases()), set(self.constraints()))

    def test_a_row_that_breaks_a_constraint_is_refused_in_a_sentence(self):
        for name, (row, sentence) in self.cases().items():
            if sentence is None:
                continue
            with self.subTest(name), self.assertRaises(ValidationError) as refused:
                row.full_clean()
            self.assertEqual(refused.exception.messages, [sentence], name)

    def test_a_row_that_breaks_a_constraint_is_refused_by_the_database(self):
        constraints = self.constraints()
        for name, (row, _sentence) in self.cases().items():
            with self.subTest(name):
                with self.assertRaises(IntegrityError) as refused, transaction.atomic():
                    row.save()
                unnamed = connection.vendor == "sqlite" and isinstance(
                    constraints[name], UniqueConstraint
                )
                # Of a table that is append-only the trigger speaks first.
                expected = "UNIQUE constraint failed|is append-only" if unnamed else name
                self.assertRegex(str(refused.exception), expected)
