import io
import zipfile

from django.test import SimpleTestCase

from articles.imports.manuscript import ManuscriptRefused, read_manuscript
from newsroom.kit.html import plain

from .samples import piece, read

TEXT = piece(tail=["„Łódź” – zażółć gęślą jaźń…"])
CYRILLIC = (
    "Порт, який чекає\nЇхні відповіді скромні.\n9 жовтня 2024 – Ганна Новак – Аналітика\n"
    "Щоранку пором вирушає о шостій десять і везе вчителів та ящики з розсадою на інший берег."
)
RUSSIAN = (
    "Порт, который ждёт\nЕго ответы скромны.\n9 октября 2024 - Анна Новак - Аналитика\n"
    "Каждое утро паром уходит в шесть десять и везёт учителей и ящики с рассадой на другой берег."
)
CONTENT_TYPES = '<?xml version="1.0"?><Types/>'


def package(**parts):
    """A ZIP archive laid out like a Word file; ``__`` in a name is a slash."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return data.getvalue()


class RefusalTests(SimpleTestCase):
    def assert_refused(self, data, name, words):
        with self.assertRaises(ManuscriptRefused) as caught:
            read_manuscript(data, name)
        self.assertIn(words, str(caught.exception))

    def test_an_empty_file_is_refused(self):
        for data in (b"", b" \n\r\n\t", b"\xef\xbb\xbf", b"\xff\xfe"):
            with self.subTest(data=data):
                self.assert_refused(data, "a.txt", "The file is empty.")

    def test_a_page_without_text_is_refused(self):
        self.assert_refused(b"<html><body><p></p></body></html>", "a.html", "has no text in it")

    def test_an_oversized_file_is_refused(self):
        self.assert_refused(b"a" * (20 * 1024 * 1024 + 1), "a.txt", "larger than 20 MB")

    def test_a_binary_file_is_refused_whatever_its_name(self):
        self.assert_refused(b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x03", "a.txt", "is not text")
        self.assert_refused(bytes(range(1, 32)) * 40 + b"\xff\xfe\xfd", "a.txt", "is not text")
        self.assert_refused(b"%PDF-1.7 ...", "a.txt", "PDF files cannot be imported")
        self.assert_refused(b"\x89PNG\r\n\x1a\n", "a.md", "PNG files cannot be imported")

    def test_an_unknown_kind_of_file_is_refused(self):
        self.assert_refused(b"text", "a.odt", "ODT files cannot be imported")
        self.assert_refused(package(), "a.odt", "ODT files cannot be imported")

    def test_what_only_calls_itself_a_word_file_is_refused(self):
        self.assert_refused(b"text", "a.docx", "not a Word document")
        self.assert_refused(b"PK\x03\x04 broken", "a.docx", "damaged")
        self.assert_refused(package(), "a.docx", "damaged")

    def test_a_protected_or_old_word_file_says_what_to_do(self):
        old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
        self.assert_refused(old, "a.docx", "Save it as .docx")
        self.assert_refused(old + "EncryptedPackage".encode("utf-16-le"), "a.docx", "password")

    def test_a_zip_bomb_is_not_unpacked(self):
        bomb = package(word__document="<w>" + " " * (101 * 1024 * 1024) + "</w>")
        self.assertLess(len(bomb), 200_000)
        self.assert_refused(bomb, "a.docx", "unpacks to far more")

    def test_xml_entities_are_not_read(self):
        entities = '<!DOCTYPE w [<!ENTITY a "aaaa">]><w>&a;</w>'
        self.assert_refused(package(word__document=entities), "a.docx", "XML entities")
        self.assert_refused(
            package(word__document=entities.encode("utf-16")), "a.docx", "XML entities"
        )

    def test_xml_nested_without_end_is_not_read(self):
        deep = "<w>" * 5000 + "</w>" * 5000
        self.assert_refused(package(word__document=deep), "a.docx", "unpacks to far more")

    def test_a_control_character_is_refused_naming_it_and_its_place(self):
        self.assert_refused(
            b"A title\nA body\x0b with a tab", "a.txt", "Line 2, character 7 is U+000B"
        )

    def test_a_bidi_override_is_refused_even_written_as_a_reference(self):
        self.assert_refused("A \u202etitle\nText".encode(), "a.txt", "U+202E (RIGHT-TO-LEFT OVER")
        self.assert_refused(b"<h1>A &#x202e;title</h1><p>Text</p>", "a.html", "U+202E")

    def test_an_unknown_language_is_a_mistake_of_the_caller(self):
        with self.assertRaises(ValueError):
            read("A title", language="fr")


class EncodingTests(SimpleTestCase):
    def test_every_encoding_reads_the_same(self):
        expected = read(TEXT).body_html
        self.assertIn("zażółć gęślą jaźń…", expected)
        for encoding in ("utf-8-sig", "cp1250", "utf-16", "utf-16-le", "utf-16-be"):
            with self.subTest(encoding=encoding):
                manuscript = read_manuscript(TEXT.encode(encoding), "a.txt")
                self.assertEqual(manuscript.body_html, expected)

    def test_cyrillic_is_read_in_every_encoding(self):
        expected = read(CYRILLIC)
        self.assertEqual(expected.language, "uk")
        for encoding in ("utf-8-sig", "cp1251", "utf-16", "utf-16-le", "utf-16-be"):
            with self.subTest(encoding=encoding):
                manuscript = read_manuscript(CYRILLIC.encode(encoding), "a.txt")
                self.assertEqual(manuscript.body_html, expected.body_html)
                self.assertEqual(manuscript.title, "Порт, який чекає")

    def test_what_older_programs_wrote_is_told_from_its_words(self):
        for text, encodings in (
            (TEXT, ("cp1250", "iso8859_2")),
            (CYRILLIC, ("cp1251", "koi8_u")),
            (RUSSIAN, ("cp1251", "koi8_r", "cp866", "iso8859_5")),
        ):
            # What an older alphabet has no sign for.
            text = text.replace("–", "-").replace("…", "...").translate(str.maketrans("„”", '""'))
            expected = read(text)
            for encoding in encodings:
                with self.subTest(encoding=encoding):
                    manuscript = read_manuscript(text.encode(encoding), "a.txt")
                    self.assertEqual(manuscript.title, expected.title)
                    self.assertEqual(manuscript.body_html, expected.body_html)

    def test_a_page_is_read_as_it_says(self):
        for encoding in ("iso-8859-2", "koi8-u", "windows-1251", "utf-8"):
            letters = "Łódź źle" if encoding == "iso-8859-2" else "Порт"
            for head in (
                f'<meta charset="{encoding}">',
                f"<meta http-equiv=Content-Type content='text/html; charset={encoding}'>",
                f'<?xml version="1.0" encoding="{encoding}"?>',
            ):
                with self.subTest(head):
                    page = f"{head}<h1>{letters}</h1><p>Text</p>".encode(encoding)
                    manuscript = read_manuscript(page, "a.html")
                    self.assertEqual(manuscript.title, letters)
                    self.assertEqual(
                        [guess.why for guess in manuscript.guesses if "encoding" in guess.why], []
                    )

    def test_a_page_whose_letters_say_otherwise_is_read_by_them_and_that_is_told(self):
        page = "<meta charset=iso-8859-2><h1>Łódź</h1><p>Text</p>".encode()
        manuscript = read_manuscript(page, "a.html")
        self.assertEqual(manuscript.title, "Łódź")
        self.assertIn(
            "The page says that it is in iso8859-2, but its letters are UTF-8.",
            [guess.why for guess in manuscript.guesses],
        )

    def test_what_no_browser_reads_is_no_encoding(self):
        page = b"<meta charset=utf-7><h1>A +ADw-port+AD4-</h1><p>Text</p>"
        self.assertEqual(read_manuscript(page, "a.html").title, "A +ADw-port+AD4-")

    def test_one_wrong_byte_leaves_every_other_letter_right_and_its_place_is_told(self):
        data = "Łódź\nŻółta łódź, 10".encode() + b"\xa0" + "złotych.".encode()
        manuscript = read_manuscript(data, "a.txt")
        self.assertEqual(manuscript.title, "Łódź")
        self.assertEqual(manuscript.body_html, "<p>Żółta łódź, 10\ufffdzłotych.</p>")
        self.assertIn(
            "1 byte of the file is no letter and stands in the text as “\ufffd”: "
            "line 2, character 15.",
            [guess.why for guess in manuscript.guesses],
        )

    def test_every_line_ending_reads_the_same(self):
        expected = read(TEXT)
        for ending in ("\r\n", "\r", "\u2028"):
            with self.subTest(ending=ending):
                self.assertEqual(read(TEXT.replace("\n", ending)), expected)

    def test_text_is_stored_composed(self):
        self.assertEqual(read("Lo\u0301dz\u0301\nText").title, "Lódź")

    def test_a_guessed_encoding_is_said(self):
        manuscript = read_manuscript(CYRILLIC.encode("cp1251"), "a.txt")
        self.assertIn(
            "The file does not say its encoding; it was read as Windows-1251.",
            [guess.why for guess in manuscript.guesses],
        )


class WrappedTests(SimpleTestCase):
    def test_lines_wrapped_at_a_width_are_one_paragraph(self):
        import textwrap

        paragraphs = plain(read(TEXT).body_html).split("\n")[:3]
        head = TEXT.split("\n")[:3]
        text = "\n\n".join(textwrap.fill(part, 72) for part in [*head, *paragraphs])

        manuscript = read(text)

        self.assertEqual(plain(manuscript.body_html).split("\n"), paragraphs)
        self.assertEqual(manuscript.section, "Analysis")
