import io
import zipfile

from django.test import SimpleTestCase
from docx import Document

from articles.imports.manuscript import read_manuscript

from .samples import LONG, LONGER

ACKNOWLEDGEMENT = (
    "“Voices of the Bordrland’25” is a project co-financed by Bridges Fund RU within the framework "
    "of Ruritanian development cooperation of the Ministry of Culture of Ruritania in the amount "
    "of PLN\u00a0180,000."
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TRACKED = (
    '<w:ins w:id="1" w:author="A"><w:r><w:t> An insertion.</w:t></w:r></w:ins>'
    '<w:del w:id="2" w:author="A"><w:r><w:delText> A deletion.</w:delText></w:r></w:del>'
    '<w:moveTo w:id="3" w:author="A"><w:r><w:t> Moved here.</w:t></w:r></w:moveTo>'
    '<w:moveFrom w:id="4" w:author="A"><w:r><w:t> Moved away.</w:t></w:r></w:moveFrom>'
    '<w:r><w:footnoteReference w:id="7"/></w:r>'
)
FOOTNOTES = (
    f'<?xml version="1.0"?><w:footnotes {W}><w:footnote w:id="7"><w:p><w:r>'
    "<w:t>The ledger of 1958.</w:t></w:r></w:p></w:footnote></w:footnotes>"
)
RELATIONSHIP = (
    '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/footnotes" Target="footnotes.xml"/></Relationships>'
)


def word_file():
    """A Word file as an author sends it: styles, a list, tracked changes, a comment, a footnote."""
    document = Document()
    document.add_heading("A port that waits", 0)
    document.add_paragraph().add_run("Its answers are modest.").italic = True
    document.add_paragraph("9 October 2024 – Anna Nowak – Analysis")
    tracked = document.add_paragraph(LONG + " TRACKED")
    document.add_heading("What a timetable is worth", 1)
    document.add_paragraph(LONGER).add_run(" Bold").bold = True
    document.add_paragraph("one", style="List Bullet")
    document.add_paragraph("two", style="List Bullet")
    document.add_paragraph(LONG)
    document.add_paragraph("Anna Nowak is a journalist. She is on X @ANowakReview")
    document.add_paragraph(ACKNOWLEDGEMENT)
    document.add_paragraph("The views expressed in this article are those of the author only.")
    document.add_comment(tracked.runs, text="Is this so?", author="Editor")
    data = io.BytesIO()
    document.save(data)
    return _with_tracked_changes(data.getvalue())


def _with_tracked_changes(data):
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode() if name.endswith((".xml", ".rels")) else None
            if name == "word/document.xml":
                content = content.replace(" TRACKED</w:t></w:r>", f"</w:t></w:r>{TRACKED}")
            if name == "word/_rels/document.xml.rels":
                content = content.replace("</Relationships>", RELATIONSHIP)
            new.writestr(name, content if content is not None else old.read(name))
        new.writestr("word/footnotes.xml", FOOTNOTES)
    return changed.getvalue()


class WordTests(SimpleTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manuscript = read_manuscript(word_file(), "piece.docx")

    def test_the_parts_are_read(self):
        self.assertEqual(self.manuscript.title, "A port that waits")
        self.assertEqual(self.manuscript.standfirst, "Its answers are modest.")
        self.assertEqual(self.manuscript.date.isoformat(), "2024-10-09")
        self.assertEqual(self.manuscript.section, "Analysis")
        self.assertEqual(
            [(a.name, [h.handle for h in a.handles]) for a in self.manuscript.authors],
            [("Anna Nowak", ["ANowakReview"])],
        )

    def test_the_wording_keeps_every_code_point(self):
        self.assertEqual([a.text for a in self.manuscript.acknowledgements], [ACKNOWLEDGEMENT])
        self.assertEqual(
            self.manuscript.disclaimers,
            ["The views expressed in this article are those of the author only."],
        )

    def test_the_body_keeps_its_structure_and_takes_the_changes_as_accepted(self):
        self.assertEqual(
            self.manuscript.body_html,
            f"<p>{LONG} An insertion. Moved here."
            '<sup><a href="#fn-1">[1]</a></sup></p>'
            "<h2>What a timetable is worth</h2>"
            f"<p>{LONGER}<strong> Bold</strong></p>"
            "<ul><li>one</li><li>two</li></ul>"
            f"<p>{LONG}</p>"
            '<ol><li id="fn-1"><p> The ledger of 1958.</p></li></ol>'.replace("<p> ", "<p>"),
        )

    def test_comments_and_deletions_are_gone(self):
        everything = str(self.manuscript.as_json())
        self.assertIn("An insertion.", everything)
        for gone in ("Is this so?", "A deletion.", "Moved away."):
            with self.subTest(gone=gone):
                self.assertNotIn(gone, everything)
