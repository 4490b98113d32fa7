from django.test import SimpleTestCase

from newsroom.kit.html import plain

from .samples import LONG, LONGER, read

PAID = "Travel for this article was paid for by the Carrow Trust."
TEXT = (
    "# A port[^a]\n\n*Small.*\n\n9 October 2024 - Anna Nowak\n\n{}\n\n{}[^b]\n\n"
    "[^a]: {}\n[^b]: It was late."
)


def read_with(note):
    return read(TEXT.format(LONG, LONGER, note), "a.md")


class NotesOfTheTitleTests(SimpleTestCase):
    def test_who_paid_is_taken_from_a_note_to_the_title_and_the_others_are_numbered_anew(self):
        manuscript = read_with(PAID)
        self.assertEqual(manuscript.title, "A port")
        self.assertEqual([a.text for a in manuscript.acknowledgements], [PAID])
        self.assertEqual(
            plain(manuscript.body_html).split("\n"), [LONG, f"{LONGER}[1]", "It was late."]
        )
        self.assertIn('<a href="#fn-1">[1]</a>', manuscript.body_html)
        self.assertIn('<li id="fn-1">It was late.</li>', manuscript.body_html)

    def test_any_other_note_to_the_title_stays_below_the_text_and_is_told(self):
        manuscript = read_with("A port is a door.")
        self.assertEqual(manuscript.title, "A port")
        self.assertEqual(manuscript.acknowledgements, [])
        self.assertIn("A port is a door.", manuscript.body_html)
        self.assertIn(
            "A note to the title or standfirst stands below the text, unmarked.",
            [guess.why for guess in manuscript.guesses],
        )
