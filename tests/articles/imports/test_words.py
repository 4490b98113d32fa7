import re
from pathlib import Path
from tempfile import TemporaryDirectory

from django.test import SimpleTestCase

from articles.imports.language import LANGUAGES
from articles.imports.words import (
    WrongWords,
    by_language,
    listed,
    lists_of,
    one_of,
    read_languages,
)

TITLE = "[label]\ntitle = ['title']\n"


class ListsTests(SimpleTestCase):
    def test_every_language_that_is_read_has_its_words(self):
        self.assertEqual(set(by_language("label.title")), set(LANGUAGES))

    def test_the_words_of_all_languages_are_one_list_with_each_word_once(self):
        self.assertEqual(by_language("funding.framework")["pl"], ("w ramach",))
        self.assertEqual(
            listed("label.language"), ("мова", "sprache", "language", "lang", "język", "язык")
        )

    def test_a_list_is_one_pattern_that_can_be_part_of_another(self):
        weekday = re.compile(rf"on {one_of('head.weekdays')}!")
        for text, found in (("on środa!", True), ("on п’ятниця!", True), ("on someday!", False)):
            with self.subTest(text):
                self.assertEqual(bool(weekday.fullmatch(text)), found)

    def test_a_table_keeps_the_order_of_its_lists(self):
        self.assertEqual(lists_of("month")[:3], ["january", "february", "march"])
        self.assertEqual(len(lists_of("month")), 12)
        self.assertEqual(lists_of("heading"), ["bio", "acknowledgement", "disclaimer", "appeal"])


class FilesTests(SimpleTestCase):
    def read(self, **files):
        folder = Path(self.enterContext(TemporaryDirectory()))
        for language, text in files.items():
            (folder / f"{language}.toml").write_text(text, encoding="utf-8")
        return read_languages(folder)

    def test_a_language_is_added_by_its_file(self):
        self.assertEqual(
            self.read(en=TITLE, cs="[label]\ntitle = ['název', 'titulek']\n"),
            {"cs": {"label.title": ("název", "titulek")}, "en": {"label.title": ("title",)}},
        )

    def test_a_list_may_be_empty(self):
        self.assertEqual(self.read(en="[head]\nparticles = []")["en"], {"head.particles": ()})

    def test_what_is_wrong_with_a_file_is_told_with_its_file_and_list(self):
        for text, sentence in (
            ("[label]\ntitle = 'x", 'cs.toml: Expected "\'" (at end of document).'),
            ("", "cs.toml: the list label.title is missing."),
            (TITLE + "standfirst = []", "cs.toml: the list label.standfirst is not in en.toml."),
            ("title = []", "cs.toml: title stands outside a table."),
        ):
            with self.subTest(text):
                self.assert_wrong(text, sentence)

    def test_what_is_wrong_with_a_word_is_told_with_its_file_and_list(self):
        for words, sentence in (
            ("'x'", "not everything is a text in quotes."),
            ("['x', 1]", "not everything is a text in quotes."),
            ("['x(?:y']", "“x(?:y” is no regular expression: missing ), unterminated subpattern."),
            ("['x(y)']", "“x(y)” has a bracket that is remembered: write (?:…)."),
            ("['x', 'y?']", "“y?” is found where nothing stands."),
            ("['']", "“” is found where nothing stands."),
        ):
            with self.subTest(words):
                self.assert_wrong(
                    f"[label]\ntitle = {words}", f"cs.toml: in label.title, {sentence}"
                )

    def assert_wrong(self, text, sentence):
        with self.assertRaises(WrongWords) as wrong:
            self.read(en=TITLE, cs=text)
        self.assertEqual(str(wrong.exception), sentence)
