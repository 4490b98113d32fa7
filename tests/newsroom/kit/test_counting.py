"""Counted things in words."""

from django.test import SimpleTestCase

from newsroom.kit.counting import numbered


class NumberedTests(SimpleTestCase):
    def test_a_form_says_the_number_where_it_has_a_place_for_it(self):
        for words, number, said in (
            ("One piece", 1, "One piece"),
            ("%d pieces", 3, "3 pieces"),
            ("%d матеріал", 1, "1 матеріал"),
            ("%d матеріал", 21, "21 матеріал"),
        ):
            self.assertEqual(numbered(words, number), said)
