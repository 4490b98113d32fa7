import datetime

from django.test import SimpleTestCase

from articles.imports.captions import LeadImage
from newsroom.kit.html import plain

from .samples import LONG, LONGER, piece, read

DATE = datetime.date(2024, 10, 9)
TITLE = "A port that waits"
STANDFIRST = "Its answers are modest, and worth reading far beyond one river."


def read_head(*lines, joint="\n"):
    return read(joint.join([TITLE, STANDFIRST, *lines, LONG, LONGER, LONG]))


class DatelineTests(SimpleTestCase):
    def check(self, manuscript, names, section, date=DATE):
        self.assertEqual(manuscript.title, TITLE)
        self.assertEqual(manuscript.standfirst, STANDFIRST)
        self.assertEqual(manuscript.date, date)
        self.assertEqual([author.name for author in manuscript.authors], names)
        self.assertEqual(manuscript.section, section)
        self.assertEqual(plain(manuscript.body_html), "\n".join([LONG, LONGER, LONG]))

    def test_one_line_is_read_with_any_dash(self):
        for line in (
            "October 9, 2024 - Anna Nowak - Articles and Commentary",
            "October 9, 2024 – Anna Nowak – Articles and Commentary",
            "October 9, 2024—Anna Nowak—Articles and Commentary",
            "Anna Nowak | 9 October 2024 | Articles and Commentary",
            "9.10.2024 - Anna Nowak - Articles and Commentary",
            "Wednesday, 9th October 2024 - By Anna Nowak - Section: Articles and Commentary",
        ):
            with self.subTest(line=line):
                self.check(read_head(line), ["Anna Nowak"], "Articles and Commentary")

    def test_a_line_broken_over_several_is_read_as_one(self):
        for line in (
            "October 9, 2024\nAnna Nowak\nArticles and Commentary",
            "October 9, 2024 -\nAnna Nowak -\nArticles and Commentary",
            "October 9, 2024\n- Anna Nowak\n- Articles and Commentary",
            "October 9, 2024 - Anna\nNowak - Articles and\nCommentary",
            "October 9, 2024\n\nAnna Nowak\n\nArticles and Commentary",
        ):
            with self.subTest(line=line):
                self.check(read_head(line), ["Anna Nowak"], "Articles and Commentary")

    def test_several_authors_are_told_apart_in_every_language(self):
        for line, names in (
            ("A. Nowak, Jan Kowal and Ewa Curie-Lis", ["A. Nowak", "Jan Kowal", "Ewa Curie-Lis"]),
            ("Anna Nowak i Jan Kowal", ["Anna Nowak", "Jan Kowal"]),
            ("Ганна Новак та Ян Коваль", ["Ганна Новак", "Ян Коваль"]),
            ("Ганна Новак ды Ян Коваль", ["Ганна Новак", "Ян Коваль"]),
            ("Анна Новак и Ян Коваль", ["Анна Новак", "Ян Коваль"]),
            ("Anna von Nowak und Jörg Kowal", ["Anna von Nowak", "Jörg Kowal"]),
        ):
            with self.subTest(line=line):
                self.check(read_head(f"9 October 2024 - {line} - Analysis"), names, "Analysis")

    def test_dates_are_read_in_every_language(self):
        for date in (
            "9 października 2024 r.",
            "9 жовтня 2024 року",
            "9 кастрычніка 2024 г.",
            "9 октября 2024 г.",
            "9. Oktober 2024",
            "2024-10-09",
            "09/10/2024",
        ):
            with self.subTest(date=date):
                self.check(read_head(f"{date} - Anna Nowak - Analysis"), ["Anna Nowak"], "Analysis")

    def test_a_date_of_no_calendar_is_left_empty_and_said(self):
        for text in ("31 February 2024", "31.02.2024", "October 2024"):
            with self.subTest(text=text):
                manuscript = read_head(f"{text} - Anna Nowak - Analysis")
                self.check(manuscript, ["Anna Nowak"], "Analysis", date=None)
                self.assertEqual(manuscript.unplaced, [text])
                self.assertEqual(
                    [guess.why for guess in manuscript.guesses if guess.field == "date"],
                    [
                        f"“{text}” is no full date of the calendar, so the date was left empty.",
                    ],
                )

    def test_what_the_line_does_not_say_stays_empty(self):
        self.check(read_head("October 9, 2024"), [], "")
        self.check(read_head("By Anna Nowak"), ["Anna Nowak"], "", date=None)
        self.check(
            read_head("October 9, 2024 - Articles and Commentary"), [], "Articles and Commentary"
        )

    def test_a_missing_standfirst_is_not_made_of_the_text(self):
        manuscript = read(piece(head=f"{TITLE}\nOctober 9, 2024 - Anna Nowak - Analysis"))
        self.assertEqual(manuscript.standfirst, "")
        self.assertEqual(plain(manuscript.body_html), "\n".join([LONG, LONGER, LONG]))

    def test_a_piece_without_any_head_keeps_its_text(self):
        manuscript = read(piece(head=TITLE))
        self.assertEqual((manuscript.title, manuscript.authors), (TITLE, []))
        self.assertEqual(plain(manuscript.body_html), "\n".join([LONG, LONGER, LONG]))

    def test_what_is_said_outright_is_no_guess(self):
        manuscript = read(
            piece(
                head="Title: A port\nStandfirst: Small.\nAuthor: Anna Nowak\nDate: 9 October 2024\n"
                "Section: Analysis\nTags: a, b"
            ),
            language="en",
        )
        self.assertEqual(manuscript.tags, ["a", "b"])
        self.assertEqual((manuscript.title, manuscript.standfirst), ("A port", "Small."))
        self.assertEqual((manuscript.date, manuscript.section), (DATE, "Analysis"))
        self.assertEqual(manuscript.guesses, [])


class CaptionTests(SimpleTestCase):
    def test_captions_and_credits_are_told_apart(self):
        for line, caption, credit in (
            ("Photo: Jan Kowal", "", "Jan Kowal"),
            ("Photo by Jan Kowal / Shutterstock", "", "Jan Kowal / Shutterstock"),
            ("fot. Jan Kowal", "", "Jan Kowal"),
            ("Фото: Ян Коваль", "", "Ян Коваль"),
            ("Foto: dpa", "", "dpa"),
            ("The bridge at Dolna. Photo by Jan Kowal", "The bridge at Dolna.", "Jan Kowal"),
            ("The bridge. Photo: kremlin.ru (cc)", "The bridge.", "kremlin.ru (cc)"),
            ("Most na Warsie, fot. Jan Kowal / PAP", "Most na Warsie", "Jan Kowal / PAP"),
            ("Міст через Варсу. Фото: Ян Коваль", "Міст через Варсу.", "Ян Коваль"),
            ("The bridge. © Jan Kowal", "The bridge.", "© Jan Kowal"),
            (
                "The bridge (Photo by Jan Kowal/Getty Images)",
                "The bridge",
                "Jan Kowal/Getty Images",
            ),
            ("The bridge (Jan Kowal/Getty Images)", "The bridge", "Jan Kowal/Getty Images"),
            (
                "Photo: The bridge at dawn. Jan Kowal / PAP",
                "The bridge at dawn.",
                "Jan Kowal / PAP",
            ),
        ):
            with self.subTest(line=line):
                manuscript = read_head("October 9, 2024 - Anna Nowak - Analysis", line)
                self.assertEqual(manuscript.lead_image, LeadImage(caption, credit))
                self.assertEqual(plain(manuscript.body_html), "\n".join([LONG, LONGER, LONG]))

    def test_a_paragraph_that_speaks_of_photos_or_sources_stays_in_the_body(self):
        for line in (
            "The news came from one source: the mayor, who asked not to be named.",
            "Photos of the quay hang in every office of the town.",
        ):
            with self.subTest(line=line):
                manuscript = read_head("October 9, 2024 - Anna Nowak - Analysis", line)
                self.assertIsNone(manuscript.lead_image)
                self.assertIn(line, plain(manuscript.body_html))
