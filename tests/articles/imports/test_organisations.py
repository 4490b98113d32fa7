from django.test import SimpleTestCase

from articles.imports.organisations import organisations_in


class OrganisationTests(SimpleTestCase):
    def test_names_are_known_by_their_shape_whatever_the_verb_beside_them(self):
        for text, *names in (
            (
                "Costs were met by the Carrow Lighthouse Trust, which is old.",
                "Carrow Lighthouse Trust",
            ),
            ("The Fund for Open Letters gave us rooms.", "Fund for Open Letters"),
            ("Paid for by the Ministry of Culture and Sport.", "Ministry of Culture and Sport"),
            ("From the A Fund and the B Foundation", "A Fund", "B Foundation"),
            ("Agency for Open Borders (AOB).", "Agency for Open Borders (AOB)"),
            (
                "Wyjazd opłaciła Fundacja im. Heleny Brodzkiej w Łodzi.",
                "Fundacja im. Heleny Brodzkiej",
            ),
            ("Dzięki Fundacji Otwarta Szuflada", "Fundacji Otwarta Szuflada"),
            (
                "Подорож оплатив Фонд підтримки преси «Опора» – грант",
                "Фонд підтримки преси «Опора»",
            ),
            ("якую фінансуе Нардычны фонд культуры.", "Нардычны фонд культуры"),
            ("стипендии Голландского культурного центра", "Голландского культурного центра"),
            ("Wir danken dem Verein Offene Gleise e. V.", "Verein Offene Gleise e. V."),
        ):
            with self.subTest(text):
                self.assertEqual(organisations_in(text), names)

    def test_a_fund_in_small_letters_is_nobody_s_name(self):
        for text in ("a fund", "деньги давал благотворительный фонд", "z jakiejś fundacji"):
            with self.subTest(text):
                self.assertEqual(organisations_in(text), [])
