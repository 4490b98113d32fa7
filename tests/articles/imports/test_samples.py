import datetime
from decimal import Decimal

from django.test import SimpleTestCase

from articles.imports.captions import LeadImage
from articles.imports.funders import Funder
from articles.imports.manuscript import Appeal, read_manuscript
from newsroom.kit.html import plain

from .samples import DEMO, read_sample

DATE = datetime.date(2025, 10, 14)


class DemoManuscriptTests(SimpleTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lines = DEMO.read_text(encoding="utf-8").rstrip("\n").split("\n")
        cls.manuscript = read_manuscript(DEMO.read_bytes(), DEMO.name)

    def test_the_head_is_taken_apart(self):
        self.assertEqual(self.manuscript.title, self.lines[0])
        self.assertEqual(self.manuscript.standfirst, self.lines[1])
        self.assertEqual(self.manuscript.date, DATE)
        self.assertEqual([author.name for author in self.manuscript.authors], ["Olena Marchuk"])
        self.assertEqual(self.manuscript.section, "Analysis")
        self.assertEqual(self.manuscript.language, "en")
        self.assertEqual(
            self.manuscript.lead_image,
            LeadImage(
                "The grain quay at Dolna, an hour before the first ferry.",
                "Marta Wielgosz / Borderland Review",
            ),
        )

    def test_the_funding_texts_are_kept_code_point_for_code_point(self):
        (acknowledgement,) = self.manuscript.acknowledgements
        self.assertEqual(acknowledgement.text, self.lines[-3])
        self.assertIn("“Voices of the Bordrland Rivers’25”", acknowledgement.text)
        self.assertEqual(self.manuscript.disclaimers, [self.lines[-2]])
        self.assertEqual(self.manuscript.appeals, [Appeal(self.lines[-1], "Donate", "")])

    def test_the_chain_of_the_grant_is_read(self):
        (acknowledgement,) = self.manuscript.acknowledgements
        self.assertEqual(
            acknowledgement.funders,
            [
                Funder("Ministry of Foreign Affairs of the Republic of Ruritania", "funding"),
                Funder("Bridges Fund RU", "extending"),
            ],
        )
        self.assertEqual(acknowledgement.project, "Voices of the Bordrland Rivers’25")
        self.assertEqual(acknowledgement.framework, "Ruritanian development cooperation")
        self.assertEqual(acknowledgement.amount, Decimal(180000))
        self.assertEqual(acknowledgement.currency, "PLN")

    def test_the_bio_and_its_handle_are_the_authors(self):
        (author,) = self.manuscript.authors
        self.assertEqual(author.bio, self.lines[-4])
        self.assertEqual(
            [(handle.platform, handle.url) for handle in author.handles],
            [("x", "https://x.com/OMarchukReview")],
        )

    def test_the_body_is_what_is_left_and_nothing_else(self):
        self.assertEqual(plain(self.manuscript.body_html).split("\n"), self.lines[4:-4])
        self.assertEqual(self.manuscript.unplaced, [])


class LanguageTests(SimpleTestCase):
    """Manuscripts in other languages and kinds of file are read like the English one."""

    def test_a_polish_markdown_manuscript(self):
        manuscript = read_sample("polish.md")
        self.assertEqual(manuscript.language, "pl")
        self.assertEqual(manuscript.title, "Kolej, której nikt nie zamknął")
        self.assertTrue(manuscript.standfirst.startswith("Wąskotorówka między"))
        self.assertEqual(manuscript.date, DATE)
        self.assertEqual(
            [(author.name, author.bio[:14]) for author in manuscript.authors],
            [("Jan Dolny", "Jan Dolny jest"), ("Hanna Przewoźna", "Hanna Przewoźn")],
        )
        self.assertEqual(manuscript.section, "Reportaż")
        self.assertEqual(manuscript.lead_image, LeadImage("", "Marta Wielgosz"))
        self.assertEqual(manuscript.tags, ["kolej", "pogranicze", "Varsa"])
        self.assertEqual(
            [(a.project, a.amount, a.currency) for a in manuscript.acknowledgements],
            [("Głosy pogranicza’25", Decimal(180000), "PLN")],
        )
        self.assertEqual(len(manuscript.disclaimers), 1)
        self.assertEqual(
            manuscript.appeals,
            [
                Appeal(
                    "Wesprzyj „Przegląd Pogranicza”: Przekaż darowiznę.",
                    "Przekaż darowiznę",
                    "https://example.org/wesprzyj",
                )
            ],
        )
        self.assertIn("Granty, darowizny i poglądy radnych", manuscript.body_html)
        self.assertIn("<h2>Linia na mapie</h2>", manuscript.body_html)

    def test_a_ukrainian_manuscript_in_windows_1251_with_its_date_line_over_three_lines(self):
        manuscript = read_sample("ukrainian.cp1251.txt")
        self.assertEqual(manuscript.language, "uk")
        self.assertEqual(manuscript.date, DATE)
        self.assertEqual([author.name for author in manuscript.authors], ["Олена Марчук"])
        self.assertEqual(manuscript.section, "Аналітика")
        self.assertEqual(manuscript.lead_image, LeadImage("", "Марта Вельгош"))
        self.assertEqual(
            [(a.project, a.amount, a.currency) for a in manuscript.acknowledgements],
            [("Голоси прикордоння’25", Decimal(180000), "PLN")],
        )
        self.assertEqual([text[:4] for text in manuscript.disclaimers], ["Ця п"])
        self.assertEqual([a.url for a in manuscript.appeals], ["https://example.org/donate"])
        self.assertEqual(manuscript.body_html.count("<p>"), 4)

    def test_a_belarusian_manuscript_in_utf_16_without_a_mark(self):
        manuscript = read_sample("belarusian.utf16.txt")
        self.assertEqual(manuscript.language, "be")
        self.assertEqual((manuscript.date, manuscript.section), (DATE, "Аналітыка"))
        self.assertEqual([author.name for author in manuscript.authors], ["Алена Марчук"])
        self.assertEqual(
            [a.text for a in manuscript.acknowledgements],
            ["Матэрыял падрыхтаваны пры падтрымцы Фонду мастоў RU."],
        )
        self.assertEqual(len(manuscript.disclaimers), 1)
        self.assertEqual(len(manuscript.appeals), 1)
        self.assertEqual(manuscript.body_html.count("<p>"), 3)

    def test_a_russian_manuscript_wrapped_by_hand(self):
        manuscript = read_sample("russian.txt")
        self.assertEqual(manuscript.language, "ru")
        self.assertEqual((manuscript.date, manuscript.section), (DATE, "Аналитика"))
        self.assertEqual(
            [(h.platform, h.handle) for h in manuscript.authors[0].handles],
            [("telegram", "omarchukreview")],
        )
        self.assertEqual(
            manuscript.disclaimers, ["Мнение автора может не совпадать с позицией редакции."]
        )
        self.assertEqual(len(manuscript.acknowledgements), 1)
        self.assertEqual(manuscript.body_html.count("<p>"), 3)
        self.assertIn("при поддержке фонда починили набережную", manuscript.body_html)

    def test_a_german_page(self):
        manuscript = read_sample("german.html")
        self.assertEqual(manuscript.language, "de")
        self.assertEqual((manuscript.date, manuscript.section), (DATE, "Wirtschaft"))
        self.assertEqual(
            manuscript.lead_image,
            LeadImage("Der Getreidekai im Morgengrauen.", "Marta Wielgosz"),
        )
        self.assertEqual(
            [(h.platform, h.handle) for h in manuscript.authors[0].handles],
            [("bluesky", "faehrmann.example.org")],
        )
        (acknowledgement,) = manuscript.acknowledgements
        self.assertEqual(
            [(party.name, party.role) for party in acknowledgement.funders],
            [
                (
                    "Ministeriums für Auswärtige Angelegenheiten der Republik Ruritanien",
                    "funding",
                ),
                ("Brückenfonds RU", "extending"),
            ],
        )
        self.assertEqual(len(manuscript.disclaimers), 1)
        self.assertEqual(
            [(a.label, a.url) for a in manuscript.appeals],
            [("Jetzt spenden", "https://example.org/spenden")],
        )
        self.assertEqual(manuscript.unplaced, ["Startseite", "Impressum", "Ein Kai im Nebel"])
        self.assertNotIn("color", manuscript.body_html)
