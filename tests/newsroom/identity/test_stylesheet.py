"""What the identity tells browsers, and the files that it names."""

import re

from django.conf import settings
from django.test import SimpleTestCase

from newsroom.identity import colours
from newsroom.identity.faces import FACES, LETTERS, Chosen
from newsroom.identity.stylesheet import address, first_files, stylesheet
from newsroom.kit.colours import AA, least_contrast
from newsroom.models import Identity
from newsroom.static_files import readers_styles

FONTS = settings.BASE_DIR / "static" / "fonts"
# In bytes: what a browser is sent at once of a face, whatever the language.
MOST = 60 * 1024
ALPHABETS = {
    "pl": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„”–",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяҐЄІЇʼ’«»№",
    "be": "ёіўЁІЎ’«»",
    "ru": "ёъыэЁЪЫЭ«»",
    "de": "äöüßÄÖÜẞ„“",
    "en": "‘’“”—…€£",
    "cs": "řšžďťňůěŘŠŽĎŤŇŮĚ",
    "hu": "őűŐŰ",
    "lt": "čęėįšųūž",
}


def ranges(letters):
    for part in letters.split(","):
        first, _mark, last = part.removeprefix("U+").partition("-")
        yield range(int(first, 16), int(last or first, 16) + 1)


def chosen(**fields):
    """What an identity adds to the styles of all pages."""
    return stylesheet(Identity(**fields)).removeprefix(readers_styles()).removeprefix("\n")


class StylesheetTests(SimpleTestCase):
    def test_nothing_chosen_changes_nothing(self):
        self.assertEqual(chosen(footer="<p>Riverside 1</p>"), "")

    def test_a_colour_is_that_of_light_pages_and_makes_that_of_dark_ones(self):
        written = chosen(accent="#0b5e4f")
        light, dark = re.findall(r"--accent:(#[0-9a-f]{6})", written)
        self.assertEqual(light, "#0b5e4f")
        self.assertGreaterEqual(least_contrast(dark, colours.DARK), AA)
        self.assertEqual(
            written,
            f":root{{--accent:#0b5e4f}}\n@media(prefers-color-scheme:dark){{:root{{--accent:{dark}}}}}",
        )

    def test_the_colour_of_dark_pages_is_the_one_that_was_chosen(self):
        written = chosen(dark_accent="#8fd3c1")
        self.assertEqual(written, "@media(prefers-color-scheme:dark){:root{--accent:#8fd3c1}}")

    def test_the_papers_are_those_of_the_pages(self):
        tokens = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
        light, dark = tokens.split("prefers-color-scheme: dark")
        for sheet, papers in ((light, colours.LIGHT), (dark, colours.DARK)):
            found = [re.search(rf"--{name}: (#\w+);", sheet)[1] for name in ("paper", "tint")]
            self.assertEqual(tuple(found), papers)

    def test_a_typeface_is_named_before_what_stands_in_for_it(self):
        written = chosen(text_face=Chosen.LITERATA, label_face=Chosen.INTER)
        self.assertIn('--serif:"Literata","Literata until then",Georgia, serif', written)
        self.assertIn('--sans:"Inter","Inter until then",Arial, sans-serif', written)
        self.assertIn("size-adjust:111.00%;ascent-override:106.04%", written)
        self.assertEqual(written.count("@font-face"), 2 * (6 + 1))

    def test_one_face_for_both_is_loaded_once(self):
        faces = {"text_face": Chosen.GOLOS, "label_face": Chosen.GOLOS}
        self.assertEqual(chosen(**faces).count("@font-face"), 3 + 1)
        self.assertEqual(len(first_files(Identity(**faces), "pl")), 2)

    def test_its_address_changes_with_it(self):
        one, other = (address(Identity(accent=c)) for c in ("#0b5e4f", "#0b5e4e"))
        self.assertNotEqual(one, other)


class FileTests(SimpleTestCase):
    def test_every_face_has_its_files_its_licence_and_nothing_else_lies_there(self):
        named = {
            address.rpartition("/")[2]
            for face in FACES.values()
            for _style, address, _letters in face.pieces()
        }
        named |= {f"{face.file}.LICENSE.txt" for face in FACES.values()}
        self.assertEqual({file.name for file in FONTS.iterdir()}, named)
        for face in FACES.values():
            licence = (FONTS / f"{face.file}.LICENSE.txt").read_text()
            self.assertIn("SIL OPEN FONT LICENSE Version 1.1", licence)
            # A face with a reserved name could not be cut and keep it.
            self.assertNotIn("with Reserved Font Name", licence.partition("-----")[0])

    def test_whatever_the_language_little_is_sent_of_a_face_at_once(self):
        for chosen in Chosen.values:
            for language in ALPHABETS:
                files = first_files(Identity(text_face=chosen), language)
                sizes = [(FONTS / address.rpartition("/")[2]).stat().st_size for address in files]
                self.assertLessEqual(sum(sizes), MOST, (chosen, language))

    def test_every_letter_of_the_languages_lies_in_one_piece(self):
        pieces = [set().union(*ranges(letters)) for letters in LETTERS.values()]
        for language, letters in ALPHABETS.items():
            for letter in letters:
                found = [ord(letter) in piece for piece in pieces]
                self.assertEqual(found.count(True), 1, (language, letter))

    def test_the_script_that_cuts_them_keeps_the_letters_that_browsers_are_told(self):
        script = (settings.BASE_DIR / "bin" / "typefaces").read_text()
        said = re.search(r"^LETTERS = (\{.*?^\})", script, re.MULTILINE | re.DOTALL)[1]
        self.assertEqual(eval(said), LETTERS)  # noqa: S307 our own file
