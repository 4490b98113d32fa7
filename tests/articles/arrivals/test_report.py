"""What came of a run is told in the language of whoever ran it."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.test import SimpleTestCase
from django.utils.translation import override

from articles.arrivals.incoming import IncomingPiece, State
from articles.arrivals.outcome import Outcome, What
from articles.arrivals.report import Report


class ReportTests(SimpleTestCase):
    def test_it_names_what_became_of_a_piece_in_its_language(self):
        piece = IncomingPiece("1", "post 1", "The weir", "<p>Water.</p>", State.LIVE)
        with TemporaryDirectory() as folder, override("pl"):
            report = Report(Path(folder) / "report.html", "weir.xml", is_dry=False)
            report.add(Outcome(What.SAME, piece))
            report.close(missing={}, left_out={})
            told = report.path.read_text(encoding="utf-8")
        self.assertIn('<td class="same">bez zmian</td>', told)
        self.assertIn("<dt>bez zmian</dt><dd>1</dd>", told)
