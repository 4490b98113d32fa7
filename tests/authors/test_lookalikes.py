"""Authors who may be one person on file twice: simple rules, said in words."""

from django.test import TestCase

from authors.lookalikes import look_alikes, pairs
from tests.factories import make_author

SAME = "The same name, but for capitals, accents, look-alike letters or the order."


class LookAlikeTests(TestCase):
    def why(self, one, other):
        """What makes two authors look alike, each a name or the columns of a row."""
        first = self.author(one)
        second = self.author(other)
        found = [(who.pk, why) for who, why in look_alikes(first)]
        self.assertEqual([pair.why for pair in pairs()], [why for _who, why in found])
        told = dict(found).get(second.pk, [])
        first.delete()
        second.delete()
        return told

    def author(self, told):
        fields = dict(told) if isinstance(told, dict) else {"name": told}
        handles = fields.pop("handles", {})
        author = make_author(**fields)
        for platform, handle in handles.items():
            author.handles.create(platform=platform, handle=handle)
        return author

    def test_names_that_are_one_but_for_how_they_are_spelled(self):
        latin = ["The same name, in Latin letters."]
        short = ["The same surname, and a first name that begins like it."]
        near = ["Nearly the same name: a letter is another, or in another place."]
        for one, other, expected in (
            ("Żaneta Nowak", "ZANETA NOWAK", [SAME]),
            ("Żaneta Nowak", "Nowak, Żaneta", [SAME]),
            ("Олена Шевченко", "Olena Shevchenko", latin),
            ("A. Nowak", "Anna Nowak", short),
            # Not what a lawyer adds to a Polish firm.
            ("Z. Nowak-Berg", "Zoe Nowak-Berg", short),
            ("Katarina Berg", "Katerina Berg", near),
            ("Katarina Berg", "Katarina Bergh", near),
        ):
            with self.subTest(one=one, other=other):
                self.assertEqual(self.why(one, other), expected)

    def test_names_that_are_two(self):
        for one, other in (
            ("Anna Nowak", "Adam Nowak"),
            ("Anna", "Anja"),
            ("Katarina Berg", "Katarina Stein"),
            ("…", "!!"),
        ):
            with self.subTest(one=one, other=other):
                self.assertEqual(self.why(one, other), [])

    def test_other_names_with_one_handle_or_one_private_address(self):
        one = {"name": "Ann", "email": "Ann@example.org", "handles": {"x": "ann_writes"}}
        other = {"name": "Berta", "email": "ann@example.org", "handles": {"x": "Ann_Writes"}}
        self.assertEqual(self.why(one, other), ["The same handle.", "The same private address."])
        elsewhere = {"name": "Berta", "handles": {"instagram": "ann_writes"}}
        self.assertEqual(self.why(one, elsewhere), [])

    def test_whoever_was_merged_looks_like_nobody(self):
        author = make_author("Anna Nowak")
        make_author("Anna Nowak", merged_into=author)
        self.assertEqual((look_alikes(author), pairs()), ([], []))

    def test_it_costs_the_same_with_two_authors_and_with_thirty(self):
        author = make_author("Anna Nowak")
        for number in (1, 30):
            for _each in range(number):
                make_author("Anna Nowak")
            with self.subTest(number), self.assertNumQueries(2):
                pairs()
            author.refresh_from_db()
            with self.subTest(number), self.assertNumQueries(3):
                look_alikes(author)
