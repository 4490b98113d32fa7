from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from newsroom.kit.slugs import LONGEST, free_slug, slug


class SlugTests(SimpleTestCase):
    def test_a_title_becomes_words_joined_by_hyphens(self):
        self.assertEqual(
            slug("Russia turns to Belarus as Ukrainian offensive prevails"),
            "russia-turns-to-belarus-as-ukrainian-offensive-prevails",
        )
        self.assertEqual(slug("  Łódź: “żółć” & Co. — 2024! "), "lodz-zolc-co-2024")

    def test_an_apostrophe_does_not_break_a_word(self):
        self.assertEqual(slug("Belarus’s people don't"), "belaruss-people-dont")

    def test_ukrainian_follows_the_resolution_of_2010(self):
        for text, expected in (
            ("Знам’янка", "znamianka"),
            ("Згурський", "zghurskyi"),
            ("Розгон", "rozghon"),
            ("Єнакієве", "yenakiieve"),
            ("Їжакевич, Кадиївка", "yizhakevych-kadyivka"),
            ("Йосипівка, Стрий", "yosypivka-stryi"),
            ("Юрій, Крюківка", "yurii-kriukivka"),
            ("Яготин, Костянтин", "yahotyn-kostiantyn"),
            ("Ґалаґан, Щербухи", "galagan-shcherbukhy"),
            ("Феодосія", "feodosiia"),
        ):
            with self.subTest(text):
                self.assertEqual(slug(text, language="uk"), expected)

    def test_belarusian_and_russian_follow_their_passports(self):
        self.assertEqual(
            slug("Аляксандр Лукашэнка, Гродна, ў Ёўі", language="be-tarask"),
            "aliaksandr-lukashenka-hrodna-u-ioui",
        )
        self.assertEqual(
            slug("Подъезд Щукин, эхо, Йошкар-Ола", language="ru"),
            "podieezd-shchukin-ekho-ioshkar-ola",
        )

    def test_german_umlauts_are_written_out_in_german_only(self):
        self.assertEqual(slug("Über Straßen", language="de"), "ueber-strassen")
        self.assertEqual(slug("Über", language="en"), "uber")

    def test_scripts_without_a_table_are_readable_too(self):
        for text, expected in (("Київ", "kiiv"), ("თბილისი", "tbilisi"), ("Αθήνα", "athina")):
            with self.subTest(text):
                self.assertEqual(slug(text), expected)

    def test_a_long_title_is_cut_at_a_word(self):
        self.assertEqual(slug("four " * 40), "-".join(["four"] * 16))
        self.assertEqual(slug("x" * 200), "x" * LONGEST)

    def test_the_fallback_stands_in_where_nothing_can_be_read(self):
        self.assertEqual(slug("…!", fallback="author"), "author")
        self.assertEqual(slug("…!"), "")

    @given(st.text(), st.sampled_from(["", "uk", "be", "ru", "de", "xx"]))
    def test_every_text_with_a_letter_has_a_valid_address(self, text, language):
        made = slug(text, language=language)
        self.assertRegex(made, r"\A([a-z0-9]+(-[a-z0-9]+)*)?\Z")
        self.assertLessEqual(len(made), LONGEST)
        if any(letter.isalnum() for letter in text):
            self.assertNotEqual(made, "")

    @given(st.text())
    def test_a_slug_is_its_own_slug(self, text):
        self.assertEqual(slug(slug(text)), slug(text))


def among(taken):
    return lambda slugs: {*taken} & {*slugs}


class FreeSlugTests(SimpleTestCase):
    def test_a_taken_slug_gets_the_next_number(self):
        self.assertEqual(free_slug("a", among([])), "a")
        self.assertEqual(free_slug("a", among(["a"])), "a-2")
        self.assertEqual(free_slug("a", among(["a", "a-2", "a-4"])), "a-3")

    def test_it_is_looked_for_until_one_is_found(self):
        many = ["a", *(f"a-{number}" for number in range(2, 300))]
        self.assertEqual(free_slug("a", among(many)), "a-300")

    def test_a_number_never_makes_a_slug_too_long(self):
        wanted = "a" * 78 + "-b"
        self.assertEqual(free_slug(wanted, among([wanted])), "a" * 78 + "-2")
