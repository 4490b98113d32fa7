"""CSV that a funder's spreadsheet reads and never runs."""

import csv
import io

from django.test import SimpleTestCase

from articles.reports.spreadsheet import as_csv

PIECE = {
    "title": "Rails",
    "url": "https://example.org/2026/01/02/rails/",
    "status": "live",
    "ended_at": None,
    "first_published_at": "2026-01-02T10:00:00+01:00",
    "served_since": "2026-01-02T10:00:00+01:00",
    "text_since": "2026-01-02T10:00:00+01:00",
    "authors": [{"name": "Żaneta Ćwik"}, {"name": "Б. Кот"}],
    "language": "en",
    "kind": "article",
    "section": "Ports",
    "tags": ["Rail", "Sea"],
    "words": 120,
    "disclosures": [
        {"kind": "acknowledgement", "text": "Paid, “in full”,\nby \"us\".", "language": "en",
         "wording": 3, "sha256": "ab", "placement": "end"},
        {"kind": "views", "text": "Views.", "language": "en", "wording": 1, "sha256": "cd",
         "placement": "top"},
    ],
    "logos": [],
    "corrections": [{"dated": "2026-02-01", "kind": "correction", "text": "A name."}],
    "withheld": [],
    "reach": None,
    "texts": [{"page": "pages/2026/01/02/rails/1.html"}, {"page": None}],
    "redacted": False,
}  # fmt: skip


def told(*pieces, **lists):
    return {"pieces": pieces, "withheld": [], "excluded": [], "gaps": [], **lists}


def read(text):
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def rows(text):
    heading, *lines = read(text)
    return [dict(zip(heading, line, strict=True)) for line in lines]


class SpreadsheetTests(SimpleTestCase):
    def test_it_starts_with_a_byte_order_mark_and_ends_its_lines_as_rfc_4180_says(self):
        text = as_csv(told(PIECE))
        self.assertEqual(text.encode()[:3], b"\xef\xbb\xbf")
        self.assertEqual(text.count("\r\n"), 2)
        self.assertIn("Żaneta Ćwik; Б. Кот", text)

    def test_a_piece_is_one_row_with_its_statements_line_by_line(self):
        (row,) = rows(as_csv(told(PIECE)))
        self.assertEqual(
            (row["texts of the statements"], row["wording numbers"], row["SHA-256 of the texts"]),
            ('Paid, “in full”,\nby "us".\nViews.', "3\n1", "ab\ncd"),
        )

    def test_what_was_not_measured_says_so_and_is_never_nought(self):
        measured = {**PIECE, "reach": [{"metric": "views", "value": 0, "since": "2026-01-02",
                                        "until": "2026-01-31", "source": "Matomo"}]}  # fmt: skip
        self.assertEqual(
            [row["reach"] for row in rows(as_csv(told(PIECE, measured)))],
            ["not measured", "views: 0 (2026-01-02–2026-01-31, Matomo)"],
        )

    def test_excluded_pieces_and_gaps_stand_apart_with_their_reasons(self):
        reference = {key: PIECE[key] for key in ("title", "url", "first_published_at")}
        text = as_csv(
            told(
                excluded=[{**reference, "reason": "Agreed."}],
                gaps=[{**reference, "why": "covered-since"}],
            )
        )
        self.assertEqual(
            [(row["list"], row["title"], row["notes"]) for row in rows(text)],
            [("excluded", "Rails", "Agreed."), ("gap", "Rails", "covered-since")],
        )

    def test_no_cell_anywhere_begins_as_a_formula(self):
        evil = '=HYPERLINK("https://evil.example")'
        piece = {
            **PIECE,
            "title": evil,
            "section": "+1",
            "tags": ["@SUM(A1)"],
            "authors": [{"name": "-2"}],
            "disclosures": [{**PIECE["disclosures"][0], "text": "\t=1"}],
            "reach": [{"metric": "=1", "value": 1, "since": "", "until": "", "source": ""}],
            "corrections": [],
        }
        reference = {key: piece[key] for key in ("title", "url", "first_published_at")}
        text = as_csv(told(piece, excluded=[{**reference, "reason": "=1"}]))
        found = [cell for line in read(text) for cell in line]
        self.assertEqual(found.count(f"'{evil}"), 2)
        self.assertEqual(
            [cell for cell in found if cell.lstrip().startswith(("=", "+", "-", "@"))], []
        )
