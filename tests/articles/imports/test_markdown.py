from django.test import SimpleTestCase

from articles.imports.markdown import DEEPEST, read_markdown
from articles.imports.refusal import ManuscriptRefused

TOO_MANY = "The text opens too many square brackets, one in another, to be a manuscript."


def body(text):
    """The blocks of a Markdown text as html, its notes last."""
    draft = read_markdown(text)
    return [block.as_html() for block in [*draft.blocks, *draft.notes]]


def mark(number):
    return f'<sup><a href="#fn-{number}">[{number}]</a></sup>'


class NoteTests(SimpleTestCase):
    def test_notes_are_numbered_as_the_text_refers_to_them(self):
        self.assertEqual(
            body("One.[^b] Two.[^a] Three.[^b]\n\n[^a]: First note.\n[^b]: Second note.\n"),
            [
                f"<p>One.{mark(1)} Two.{mark(2)} Three.{mark(1)}</p>",
                '<ol><li id="fn-1">Second note.</li><li id="fn-2">First note.</li></ol>',
            ],
        )

    def test_a_note_may_have_paragraphs_and_emphasis_and_refer_to_another(self):
        self.assertEqual(
            body("One.[^a]\n\n[^a]: The *first*.[^b]\n\n    The second.\n\n[^b]: Third.\n\nFour."),
            [
                f"<p>One.{mark(1)}</p>",
                "<p>Four.</p>",
                f'<ol><li id="fn-1"><p>The <em>first</em>.{mark(2)}</p><p>The second.</p></li>'
                '<li id="fn-2">Third.</li></ol>',
            ],
        )

    def test_no_note_is_lost_that_nothing_refers_to_or_that_has_the_name_of_another(self):
        self.assertEqual(
            body(
                "One.[^a]\n\n[^c]: Alone.\n[^a]: First.\n[^a]: Second.\n[^d]: Out.\n    [^e]: In."
            ),
            [
                f"<p>One.{mark(1)}</p>",
                '<ol><li id="fn-1">First.</li><li id="fn-2">Alone.</li>'
                '<li id="fn-3">Second.</li><li id="fn-4">Out.</li><li id="fn-5">In.</li></ol>',
            ],
        )

    def test_what_refers_to_no_note_or_stands_in_code_is_text(self):
        self.assertEqual(
            body("One.[^x] `[^a]` ^[two]\n\n[^a]: Note.\n"),
            ["<p>One.[^x] [^a] ^[two]</p>", '<ol><li id="fn-1">Note.</li></ol>'],
        )


class BracketTests(SimpleTestCase):
    def test_brackets_that_nothing_closes_are_refused_before_they_cost_hours(self):
        for text in ("[" * 100_000, "[^a]: x\n\n" + "[^" * 100_000, "[[]" * 100_000):
            with self.subTest(text[:10]), self.assertRaisesMessage(ManuscriptRefused, TOO_MANY):
                read_markdown(text)

    def test_many_brackets_that_are_closed_or_stand_apart_are_text(self):
        for text in ("[a] " * 1000, "[\n\n" * 1000, "]" * 1000 + "[" * DEEPEST):
            with self.subTest(text[:10]):
                self.assertEqual("".join(body(text)).count("["), text.count("["))
