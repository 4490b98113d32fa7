from django.test import SimpleTestCase

from newsroom.kit.names.likeness import likeness

ALIKE = [
    ("Solidarity Fund PL", "SOLIDARITY  FUND, PL"),
    ("Łódź Fund", "Lodz Fund"),
    ("Ørsted", "Orsted"),
    ("European Сommission", "European Commission"),  # A Cyrillic С.
    ("Фонд Тихих Рік", "Фонд Tихих Рік"),
    ("Rivers Ltd.", "Rivers"),
    ("Fundacja Nad Rzeką", "Nad Rzeka"),
    ("Rzeka Sp. z o.o.", "Rzeka"),
    ("Flüsse e.V.", "Flusse gGmbH"),
    ("ТОВ «Ріка»", "Ріка"),
    ("The Rivers Foundation", "Rivers Foundation"),
]
APART = [
    ("Ministry of Tides", "Ministry of Rivers"),
    ("Solidarity Fund PL", "Solidarity Fund UA"),
    ("The Trust", "The Foundation"),
    ("Ріка", "Рука"),
    ("…", "A"),
]


class LikenessTests(SimpleTestCase):
    def test_names_that_look_alike_have_one_likeness(self):
        for one, other in ALIKE:
            with self.subTest(one):
                self.assertEqual(likeness(one), likeness(other))

    def test_names_that_do_not_have_two(self):
        for one, other in APART:
            with self.subTest(one):
                self.assertNotEqual(likeness(one), likeness(other))

    def test_a_name_of_nothing_but_legal_forms_is_kept(self):
        self.assertEqual(likeness("The Foundation"), "the foundation")
