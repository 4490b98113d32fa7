"""What differs between two texts is told in a few words, as the desk’s language writes them."""

from django.test import SimpleTestCase
from django.utils.translation import override

from articles.writing.sheet import Entry, compare, in_words


class InWordsTests(SimpleTestCase):
    def test_a_label_inside_a_sentence_is_small_but_where_nouns_are_not(self):
        for language, label, told in (
            ("en", "Section", "section"),
            ("uk", "Рубрика", "рубрика"),
            ("de", "Ressort", "Ressort"),
        ):
            with self.subTest(language), override(language):
                old, new = ({"section": Entry(label, value)} for value in ("Rivers", "Tides"))
                self.assertEqual(in_words(compare(old, new)), [told])
