"""Every word of a file is in the draft or in the remarks, whatever part of the file it stands in.

The files are made here, with a word of its own in each part, and read as whoever imports them.
"""

import re
from html import escape

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from articles.imports.manuscript import read_manuscript
from newsroom.kit.html import plain

from .samples import LONG, LONGER
from .word_files import paragraph, run, word_file

# Of Word: what a paragraph may hold, around one word.
PARTS_OF_WORD = {
    "a run": run("{}"),
    "a simple field": f'<w:fldSimple w:instr=" PAGEREF a ">{run("{}")}</w:fldSimple>',
    "a field in parts": '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a'
    '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    f'{run("{}")}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    "a direction": f'<w:bdo w:val="rtl">{run("{}")}</w:bdo>',
    "an embedding": f'<w:dir w:val="rtl">{run("{}")}</w:dir>',
    "a tag of another program": f'<w:smartTag w:element="a">{run("{}")}</w:smartTag>',
    "an element nobody knows": f"<x:thing>{run('{}')}</x:thing>",
    "an equation": "<m:oMath><m:f><m:num><m:r><m:t>{}</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t>"
    "</m:r></m:den></m:f></m:oMath>",
    "an equation apart": "<m:oMathPara><m:oMath><m:r><m:t>{}</m:t></m:r></m:oMath></m:oMathPara>",
    "ruby": f"<w:r><w:ruby><w:rt>{run('{}')}</w:rt><w:rubyBase>{run('base')}</w:rubyBase></w:ruby>"
    "</w:r>",
    "hidden": run("{}", "<w:vanish/>"),
    "struck out": run("{}", "<w:strike/>"),
    "struck out twice": run("{}", "<w:dstrike/>"),
    "capitals": run("{}", "<w:caps/>"),
    "inserted": f'<w:ins w:id="1" w:author="A">{run("{}")}</w:ins>',
    "a link": f'<w:hyperlink w:anchor="a">{run("{}")}</w:hyperlink>',
    "a control": f"<w:sdt><w:sdtContent>{run('{}')}</w:sdtContent></w:sdt>",
    "behind a page break": f'<w:r><w:br w:type="page"/></w:r>{run("{}")}',
    "a box of today": "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
    f"<w:txbxContent>{paragraph('{}')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
    "</mc:AlternateContent></w:r>",
    "a box said twice": "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
    f"<w:txbxContent>{paragraph('{}')}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback>"
    f"<w:pict><v:textbox><w:txbxContent>{paragraph('{}')}</w:txbxContent></v:textbox></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r>",
    "an old box of a form mammoth does not know": "<w:r><w:pict><v:oval><v:textbox><w:txbxContent>"
    f"{paragraph('{}')}</w:txbxContent></v:textbox></v:oval></w:pict></w:r>",
    "letters as a drawing": '<w:r><w:pict><v:shape><v:textpath string="{}"/></v:shape></w:pict>'
    "</w:r>",
    "words in a drawing": "<w:r><w:drawing><a:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></a:txBody>"
    "</w:drawing></w:r>",
    "a list to choose from": '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>'
    '<w:result w:val="1"/><w:listEntry w:val="no"/><w:listEntry w:val="{}"/></w:ddList></w:ffData>'
    "</w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>"
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    "a footnote": "NOTE {}",
}
PARTS_OF_HTML = {
    "a paragraph": "<p>{}</p>",
    "loose": "{}",
    "emphasis": "<p>a <b><i>{}</i></b></p>",
    "a style": "<p><span style='font-weight:700'>{}</span></p>",
    "hidden": "<p style='display:none'>{}</p>",
    "the attribute hidden": "<div hidden>{}</div>",
    "hidden by a class": "<style>.gone {{display: none}}</style><p class='x gone'>{}</p>",
    "struck out": "<p>a <s>{}</s></p>",
    "deleted": "<del><p>{}</p></del>",
    "inserted": "<p><ins>{}</ins></p>",
    "quoted": "<p><q>{}</q></p>",
    "a quotation": "<blockquote>{}<footer>b</footer></blockquote>",
    "the foot of a quotation": "<blockquote>b<footer>{}</footer></blockquote>",
    "verse": "<pre>\n  {}\n    a\n</pre>",
    "ruby": "<p><ruby>a<rt>{}</rt></ruby></p>",
    "an equation": "<p><math><mfrac><mi>{}</mi><mn>2</mn></mfrac></math></p>",
    "a drawing": "<svg><text>{}</text></svg>",
    "a list": "<ul><li>{}<ul><li>a</li></ul></li></ul>",
    "a list in a list": "<ul><li>a</li><ul><li>{}</li></ul></ul>",
    "loose in a list": "<ul>{}<li>a</li></ul>",
    "a hidden item": "<ol><li hidden>{}</li><li>a</li></ol>",
    "an item of Word": "<p style='mso-list:l0 level2 lfo1'><![if !supportLists]><span "
    " style='mso-list:Ignore'>a.</span><![endif]>{}</p>",
    "a term": "<dl><dt>{}</dt><dd>a</dd></dl>",
    "a cell": "<table><tr><td colspan=2>{}</td></tr><tr><td>a<td>b</tr></table>",
    "the title of a table": "<table><caption>{}</caption><tr><td>a<td>b</table>",
    "a table around one": "<table><tr><td><table><tr><td>{}<td>b</table></table>",
    "a caption": "<figure><img alt=a><figcaption>{}</figcaption></figure>",
    "what a picture shows": "<p>a <img alt='{} in words'> b</p>",
    "what a picture in a list shows": "<ul><li>a <img alt='{} in words'></li></ul>",
    "a form": "<form><p>{}</p><input type=text></form>",
    "a button": "<button>{}</button>",
    "a value": "<p><input value='{}'></p>",
    "a choice": "<select><option>a<option>{}</select>",
    "a field": "<textarea>{}</textarea>",
    "a menu": "<nav><a href='/'>{}</a></nav>",
    "a foot": "<footer>{}</footer>",
    "a dialog": "<dialog>{}</dialog>",
    "details": "<details><summary>a</summary>{}</details>",
    "a link nowhere": "<p><a href='tel:1'>{}</a></p>",
    "a comment of a document of Google": "<p>a<a href='#cmnt1' id='cmnt_ref1'>[a]</a></p><div><p>"
    "<a href='#cmnt_ref1' id='cmnt1'>[a]</a>{}</p></div>",
    "a footnote": "<p>a<a href='#n' id='r'>1</a></p><ol><li id=n>{} <a href='#r'>↑</a></li></ol>",
    "an element that is none of HTML": "<text>{}</text><mn>{}</mn>",
    "no frames": "<noframes>{}</noframes>",
    "a number of Word in words": "<p style='mso-list:l0 level1 lfo1'><span "
    "style='mso-list:Ignore'>Article {}:</span>a</p>",
    "an unclosed element": "<p><b><i>{}<p>a",
    "a table out of order": "<table><tr>{}<td>a</table>",
}
PARTS_OF_MARKDOWN = {
    "a paragraph": "{}",
    "emphasis": "a **_{}_** b",
    "struck out": "a ~~{}~~ b",
    "code": "`{}`",
    "a block of code": "```python\n{}\n```",
    "verse": "    {}\n      a",
    "a quotation": "> {}\n> > a",
    "a list": "1. a\n   - {}\n7. b",
    "a heading": "## {}",
    "a heading under which a line is": "{}\n---",
    "a table": "| {} | a |\n|---|---|\n| b | c |",
    "a link": "[{}](https://example.org/a 'b')",
    "a link to a name": "[{}][n]\n\n[n]: https://example.org/",
    "a link nowhere": "[{}](tel:1)",
    "what a picture shows": "a ![{} in words](b.png) c",
    "a note": "a[^n]\n\n[^n]: {}\n\n    b",
    "a note nothing refers to": "[^{}x]: {}",
    "html": "<div>{}</div>",
    "a comment of html": "<!-- {} -->",
    "a line break": "a\\\n{}",
    "an entity": "&lt;{}&gt;",
}
WORD = re.compile(r"Zq[a-f]+x")


def named(count):
    """Words that stand nowhere else."""
    return [f"Zq{'abcdef'[n // 6 % 6]}{'abcdef'[n % 6]}x" for n in range(count)]


def told(data, name):
    """Every text that the draft and the remarks of a manuscript show."""
    manuscript = read_manuscript(data, name).as_json()
    manuscript["body_html"] = plain(manuscript["body_html"])
    return str(manuscript).lower()


def drawn(parts):
    return st.lists(st.sampled_from(sorted(parts)), min_size=1, max_size=8)


class EveryWordTests(SimpleTestCase):
    def assert_whole(self, parts, words, text):
        lost = [part for part, word in zip(parts, words, strict=True) if word.lower() not in text]
        self.assertEqual(lost, [])

    def word(self, parts):
        words = named(len(parts))
        notes = [word for part, word in zip(parts, words, strict=True) if part == "a footnote"]
        inside = []
        for part, word in zip(parts, words, strict=True):
            if part == "a footnote":
                mark = f'<w:r><w:footnoteReference w:id="{2 + notes.index(word)}"/></w:r>'
                inside.append(paragraph("a ", mark))
            else:
                inside.append(paragraph("a ", PARTS_OF_WORD[part].format(word, word)))
        data = word_file("".join([paragraph("A port"), *inside, paragraph(LONG)]), notes=notes)
        self.assert_whole(parts, words, told(data, "a.docx"))

    def html(self, parts):
        words = named(len(parts))
        inside = [
            PARTS_OF_HTML[part].format(*[escape(word)] * 2)
            for part, word in zip(parts, words, strict=True)
        ]
        page = f"<h1>A port</h1><p>{LONG}</p>{''.join(inside)}<p>{LONGER}</p>"
        self.assert_whole(parts, words, told(page.encode(), "a.html"))

    def markdown(self, parts):
        words = named(len(parts))
        inside = [
            PARTS_OF_MARKDOWN[part].format(*[word] * 2)
            for part, word in zip(parts, words, strict=True)
        ]
        text = "\n\n".join(["# A port", LONG, *inside, LONGER])
        self.assert_whole(parts, words, told(text.encode(), "a.md"))

    @given(drawn(PARTS_OF_WORD))
    def test_every_word_of_a_word_file_is_in_the_draft_or_told(self, parts):
        self.word(parts)

    @given(drawn(PARTS_OF_HTML))
    def test_every_word_of_a_page_is_in_the_draft_or_told(self, parts):
        self.html(parts)

    @given(drawn(PARTS_OF_MARKDOWN))
    def test_every_word_of_a_markdown_text_is_in_the_draft_or_told(self, parts):
        self.markdown(parts)

    def test_every_kind_of_part_alone(self):
        for read, kinds in (
            (self.word, PARTS_OF_WORD),
            (self.html, PARTS_OF_HTML),
            (self.markdown, PARTS_OF_MARKDOWN),
        ):
            for part in kinds:
                with self.subTest(part, read=read.__name__):
                    read([part])
