"""What Word shows is in the draft, or told; what it shows as not valid is not in the draft."""

from django.test import SimpleTestCase

from articles.imports.docx import read_docx
from articles.imports.manuscript import read_manuscript
from articles.imports.pictures import Picture

from .samples import LONG, LONGER
from .word_files import SPACES, item, numbering, paragraph, run, style, word_file

CELL = "<w:tc><w:tcPr>{}</w:tcPr>{}</w:tc>"
BREAK = '<w:r><w:br w:type="page"/></w:r>'


def body(*args, **more):
    """The blocks of a Word file as html, its notes last."""
    draft = read_docx(word_file(*args, **more))
    return "".join(block.as_html() for block in [*draft.blocks, *draft.notes])


def remarks(*args, **more):
    return [str(remark) for remark in read_docx(word_file(*args, **more)).remarks]


def cell(text, properties=""):
    return CELL.format(properties, paragraph(text))


def field(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text):
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


# What mammoth alone drops: what is in the paragraph, and what is read.
READ = {
    "a simple field": (f'<w:fldSimple w:instr=" REF a ">{run("b")}</w:fldSimple>', "ab"),
    "a link that is a simple field": (
        f'<w:fldSimple w:instr="HYPERLINK &quot;https://example.org/&quot;">{run("b")}'
        "</w:fldSimple>",
        'a<a href="https://example.org/">b</a>',
    ),
    "a direction": (f'<w:bdo w:val="rtl"><w:dir>{run("b &lt;c")}</w:dir></w:bdo>', "ab &lt;c"),
    "an element of a vendor": (f"<x:thing>{run('b')}</x:thing>", "ab"),
    "what is written above": (
        f"<w:r><w:ruby><w:rt>{run('c')}</w:rt><w:rubyBase>{run('b')}</w:rubyBase></w:ruby></w:r>",
        "ab (c)",
    ),
    "a new line": ("<w:r><w:cr/></w:r>" + run("b"), "a<br>b"),
    "a tab to a place": ("<w:r><w:ptab/></w:r>" + run("b"), "a b"),
    "a page that ends within a sentence": (BREAK + run("b"), "a b"),
    "a page that ends after a sentence": (run(".") + BREAK + run("B"), "a.<br>B"),
    "a sign of a font that is known": (
        '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>',
        "a☺",
    ),
    "letters shown as signs": (run("J", '<w:rFonts w:ascii="Wingdings"/>'), "a☺"),
    "capitals": (run("bc", "<w:caps/>"), "aBC"),
    "capitals by a style": (run("bc", '<w:rStyle w:val="Loud"/>'), "aBC"),
    "no capitals within a style of capitals": (
        run("bc", '<w:rStyle w:val="Loud"/><w:caps w:val="0"/>'),
        "abc",
    ),
    "emphasis by a style": (run("b", '<w:rStyle w:val="Firm"/>'), "a<strong>b</strong>"),
    "a style that builds on one": (run("b", '<w:rStyle w:val="Firmer"/>'), "a<strong>b</strong>"),
    "a tick": (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox>'
        f"</w:ffData></w:fldChar></w:r>{code('FORMCHECKBOX')}{field('end')}",
        "a☑",
    ),
}
STYLES = (
    style("Loud", "<w:caps/>", of="character")
    + style("Firm", "<w:b/>", of="character")
    + style("Firmer", of="character", based_on="Firm")
    + style("heading 2")
    + style("Chapter", based_on="heading 2")
    + style("Level", whole='<w:pPr><w:outlineLvl w:val="2"/></w:pPr>')
    + style("Quote")
    + style("Said", based_on="Quote")
)
BOX = f"<w:txbxContent>{paragraph('b')}</w:txbxContent>"
BOXES = {
    "of today alone": f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing>"
    "</mc:Choice>",
    "said twice": f"<mc:Choice Requires='wps'><w:drawing>{BOX}</w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback>",
    "of old": f"<mc:Fallback><w:pict><v:oval><v:textbox>{BOX}</v:textbox></v:oval></w:pict>"
    "</mc:Fallback>",
}


class ReadTests(SimpleTestCase):
    def test_what_word_shows_is_read(self):
        for what, (inside, meant) in READ.items():
            with self.subTest(what):
                self.assertEqual(body(paragraph("a", inside), styles=STYLES), f"<p>{meant}</p>")

    def test_what_is_in_a_box_follows_its_paragraph_once(self):
        for what, ways in BOXES.items():
            box = f"<w:r><mc:AlternateContent>{ways}</mc:AlternateContent></w:r>"
            with self.subTest(what):
                self.assertEqual(body(paragraph("a", box)), "<p>a</p><p>b</p>")

    def test_a_style_that_builds_on_a_heading_or_a_quotation_is_one(self):
        for name, meant in (
            ("Chapter", "<h2>a</h2>"),
            ("Level", "<h3>a</h3>"),
            ("Said", "<blockquote><p>a</p></blockquote>"),
        ):
            with self.subTest(name):
                text = paragraph("a", properties=f'<w:pStyle w:val="{name}"/>')
                self.assertEqual(body(text, styles=STYLES), meant)

    def test_cells_stand_where_they_stood(self):
        rows = (
            cell("a", '<w:gridSpan w:val="2"/>') + cell("b", '<w:vMerge w:val="restart"/>'),
            cell("c", '<w:hMerge w:val="restart"/>')
            + cell("", "<w:hMerge/>")
            + cell("", "<w:vMerge/>"),
        )
        self.assertEqual(
            body("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"),
            '<table><tbody><tr><td colspan="2"><p>a</p></td><td rowspan="2"><p>b</p></td></tr>'
            '<tr><td colspan="2"><p>c</p></td></tr></tbody></table>',
        )

    def test_a_part_of_another_program_is_read_or_named(self):
        chunk = '<w:altChunk r:id="r3"/>'
        page = ("aFChunk", "part.html", "<html><title>x</title><p>b <s>c</s></p></html>")
        other = ("aFChunk", "part.rtf", "{\\rtf1 b}")
        self.assertEqual(body(paragraph("a") + chunk, parts=[page]), "<p>a</p><p>b</p>")
        self.assertEqual(
            remarks(paragraph("a") + chunk, parts=[other]),
            ["A part of the file could not be read: “word/part.rtf”."],
        )

    def test_a_file_that_word_calls_strict_reads_the_same(self):
        strict = SPACES.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        self.assertNotEqual(strict, SPACES)
        text = paragraph("a", run("b", "<w:caps/>"))
        self.assertEqual(body(text, spaces=strict), "<p>aB</p>")


class NumberTests(SimpleTestCase):
    def test_a_list_goes_on_after_a_paragraph(self):
        text = item("a") + item("b") + paragraph("c") + item("d")
        self.assertEqual(
            body(text, lists=numbering(("decimal", "%1."))),
            '<ol><li>a</li><li>b</li></ol><p>c</p><ol start="3"><li>d</li></ol>',
        )

    def test_levels_stand_in_each_other_and_begin_anew(self):
        text = item("a") + item("b", 1) + item("c") + item("d", 1)
        self.assertEqual(
            body(text, lists=numbering(("decimal", "%1.", 4), ("bullet", "·"))),
            '<ol start="4"><li>a<ul><li>b</li></ul></li><li>c<ul><li>d</li></ul></li></ol>',
        )

    def test_a_number_that_no_list_can_show_stands_in_the_words(self):
        text = item("a") + item("b")
        self.assertEqual(
            body(text, lists=numbering(("upperRoman", "Article %1:"))),
            "<p>Article I: a</p><p>Article II: b</p>",
        )

    def test_the_number_of_a_heading_stands_in_it(self):
        text = "".join(
            paragraph(
                words,
                properties='<w:pStyle w:val="Heading1"/><w:numPr><w:numId w:val="1"/></w:numPr>',
            )
            for words in "ab"
        )
        self.assertEqual(
            body(text, lists=numbering(("decimal", "%1."))), "<h2>1. a</h2><h2>2. b</h2>"
        )

    def test_letters_become_numbers_and_that_is_told(self):
        lists = numbering(("lowerLetter", "%1)"))
        self.assertEqual(body(item("a"), lists=lists), "<ol><li>a</li></ol>")
        self.assertEqual(
            remarks(item("a"), lists=lists),
            ["A list with other signs than numbers became a numbered one."],
        )


class ToldTests(SimpleTestCase):
    def test_what_is_struck_out_or_hidden_is_told_and_not_in_the_text(self):
        for properties, said in (
            ("<w:strike/>", "Struck-out text was left out: “b”, in paragraph 1, “a”."),
            ("<w:dstrike/>", "Struck-out text was left out: “b”, in paragraph 1, “a”."),
            ("<w:vanish/>", "Hidden text was left out: “b”, in paragraph 1, “a”."),
        ):
            with self.subTest(properties):
                text = paragraph("a", run("b", properties))
                self.assertEqual(body(text), "<p>a</p>")
                self.assertEqual(remarks(text), [said])

    def test_an_equation_is_a_row_of_signs(self):
        text = paragraph(
            "a ",
            "<m:oMath><m:r><m:t>x=</m:t></m:r><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den>"
            "<m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup>"
            "</m:sSup></m:den></m:f></m:oMath>",
        )
        self.assertEqual(body(text), "<p>a x=(a+b)/(c^2)</p>")
        self.assertEqual(
            remarks(text),
            [
                "An equation was read as a row of signs: “x=(a+b)/(c^2)”, in paragraph 1, "
                "“a x=(a+b)/(c^2)”."
            ],
        )

    def test_a_sign_that_only_its_font_can_show_is_told(self):
        for sign in (
            '<w:r><w:sym w:font="Foundry Ornaments" w:char="F0AE"/></w:r>',
            run("\uf0ae", '<w:rFonts w:ascii="Foundry Ornaments"/>'),
        ):
            with self.subTest(sign):
                text = paragraph("a", sign + run(" b"))
                self.assertEqual(body(text), "<p>a b</p>")
                self.assertEqual(
                    remarks(text),
                    [
                        "A sign of a font could not be read: “Foundry Ornaments U+F0AE”, in "
                        "paragraph 1, “a b”."
                    ],
                )

    def test_charts_and_comments_are_told(self):
        words = "<c:strCache><c:v>May</c:v></c:strCache><a:t>Height</a:t>"
        chart = f"<c:chart {SPACES}>{words}</c:chart>"
        comments = f"<w:comments {SPACES}><w:comment/><w:comment/></w:comments>"
        self.assertEqual(
            remarks(
                paragraph("a"),
                parts=[("chart", "chart.xml", chart), ("comments", "comments.xml", comments)],
            ),
            [
                "The words of a drawing were left out: “Height May”.",
                "Comments in the file were left out: “2”.",
            ],
        )


class PictureTests(SimpleTestCase):
    def test_its_pictures_are_handed_on_each_once(self):
        shown = '<w:r><w:drawing><a:blip r:embed="r3"/></w:drawing></w:r>'
        draft = read_docx(
            word_file(paragraph("a", shown * 2), parts=[("image", "media/a.png", "PNG")])
        )
        self.assertEqual(draft.files, [Picture("a.png", b"PNG")])


class AtTheEdgesTests(SimpleTestCase):
    def read(self, *texts):
        parts = [
            (kind, f"{kind}{number}.xml", f"<w:ftr {SPACES}>{text}</w:ftr>")
            for number, (kind, text) in enumerate(texts)
        ]
        whole = paragraph("A port") + paragraph(LONG) + paragraph(LONGER)
        return read_manuscript(word_file(whole, parts=parts), "a.docx")

    def test_who_paid_is_read_at_the_foot_of_the_pages(self):
        sentence = "This article was supported by the Open Fund."
        manuscript = self.read(("footer", paragraph(sentence)), ("footer", paragraph(sentence)))
        self.assertEqual([one.text for one in manuscript.acknowledgements], [sentence])
        self.assertEqual(manuscript.unplaced, [])

    def test_what_else_stands_there_is_told_but_for_the_number_of_the_page(self):
        number = (
            f'Page </w:t></w:r><w:fldSimple w:instr=" PAGE ">{run("3")}</w:fldSimple><w:r><w:t>'
        )
        manuscript = self.read(
            ("header", paragraph("For the May issue")), ("footer", paragraph(number))
        )
        self.assertEqual(
            manuscript.unplaced, ["For the May issue (at the head or the foot of the pages)"]
        )
