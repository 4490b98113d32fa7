"""Which declined forms of a name stand in texts."""

import time

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from newsroom.kit.names.forms import declined_forms
from tests.newsroom.kit.names.test_finding import DECLINED, SAID, STRANGERS

LANGUAGES = ("en", "de", "ru", "pl", "uk", "be")


def forms(name, text, languages=LANGUAGES):
    return declined_forms(name, text, languages)


class FormsTests(SimpleTestCase):
    @given(st.sampled_from(SAID), st.lists(st.sampled_from(STRANGERS)))
    def test_every_form_that_find_names_knows_is_told_as_it_is_written(self, said, around):
        _language, name, form = said
        form = form.removeprefix("the ").strip("«»“”")
        text = " ".join([*around, form, *around])
        self.assertEqual(forms(name, text), {form})

    def test_all_the_forms_of_a_text_are_told(self):
        for (language, name), said in DECLINED.items():
            said = {form.removeprefix("the ").strip("«»“”") for form in said}
            with self.subTest(name):
                self.assertEqual(forms(name, "; ".join(said), [language]), said)

    def test_a_form_is_told_with_what_stands_between_its_words(self):
        for text, form in [
            ("Z <b>Fundacją</b> <i>Nowak</i>", "Fundacją</b> <i>Nowak"),
            ("Z Fundacją&nbsp;Nowak.", "Fundacją&nbsp;Nowak"),
            ("Z Fundacją „Nowak”", "Fundacją „Nowak"),
            ("Z Fundacją\n  Nowak", "Fundacją\n  Nowak"),
            ("/2024/fundacji-nowak-pomaga/", "fundacji-nowak"),
            ("Funda\u00adcją Nowak", "Funda\u00adcją Nowak"),
        ]:
            with self.subTest(text):
                self.assertEqual(forms("Fundacja Nowak", text), {form})

    def test_a_form_that_begins_inside_what_begins_like_one_is_told(self):
        self.assertEqual(forms("Nina Nowak", "Nina Niny Nowak"), {"Niny Nowak"})

    def test_other_words_are_no_forms(self):
        for name, text in [
            ("Fundacja Nowak", "Fundusz Nowaka, Fundacja Nowakowskich, Fundacja i Nowak"),
            ("The Fund", "All funds to the end"),
            ("Nowak", "Nowakowski, nowaka, renowak"),
            ("AT&T", "at first"),
            ("—", "— and —"),
        ]:
            with self.subTest(name):
                self.assertEqual(forms(name, text), set())

    def test_a_letter_with_an_accent_begins_a_name_like_the_letter_without(self):
        self.assertEqual(forms("Łódź", "W Lodzi i w Łodzi"), {"Lodzi", "Łodzi"})
        self.assertEqual(forms("Lodz", "W Łodzi"), {"Łodzi"})

    @given(st.text(), st.text(max_size=40))
    def test_any_text_can_be_searched_for_any_name(self, text, name):
        for form in forms(name, text):
            self.assertIn(form, text)

    def test_a_text_ten_times_as_long_takes_about_ten_times_as_long(self):
        def seconds(times):
            started = time.process_time()
            forms("Fundacja Nowak", "Fundacja - . - <b <b Nowa_ Fundację " * times)
            return time.process_time() - started

        seconds(100)
        self.assertLess(min(seconds(20_000) for _ in range(2)), 30 * max(seconds(2_000), 0.01))
