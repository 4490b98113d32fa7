from django.test import SimpleTestCase

from articles.imports.ending.sequence import label_blocks


def labels(*scores, headings=None, apart=()):
    headings = headings or [""] * len(scores)
    set_apart = [place in apart for place in range(len(scores))]
    return label_blocks(list(scores), headings, set_apart=set_apart)


class SequenceTests(SimpleTestCase):
    def test_what_nothing_speaks_for_is_the_body(self):
        self.assertEqual(labels({"note": -3.0}, {"note": -3.0}), ["body", "body"])

    def test_plain_parts_are_taken_from_the_end(self):
        self.assertEqual(
            labels({"note": -3.0}, {"bio": 2.0}, {"appeal": 1.0}), ["body", "bio", "appeal"]
        )

    def test_one_unknown_paragraph_among_plain_parts_is_a_note(self):
        self.assertEqual(
            labels({"bio": 2.0}, {"note": -3.0}, {"acknowledgement": 3.0}),
            ["bio", "note", "acknowledgement"],
        )

    def test_doubtful_parts_are_not_worth_an_unknown_paragraph(self):
        self.assertEqual(
            labels({"acknowledgement": 1.0}, {"note": -3.0}, {"note": -3.0}), ["body"] * 3
        )

    def test_a_doubtful_statement_is_left_in_the_text_above_and_taken_below_a_bio(self):
        self.assertEqual(labels({"appeal": 0.6}, {"bio": 2.0}), ["body", "bio"])
        self.assertEqual(labels({"bio": 2.0}, {"appeal": 0.6}), ["bio", "appeal"])

    def test_what_is_set_apart_needs_less(self):
        self.assertEqual(labels({"appeal": 0.4}), ["body"])
        self.assertEqual(labels({"appeal": 0.4}, apart=[0]), ["appeal"])

    def test_a_heading_stands_above_the_part_that_it_names_and_nowhere_else(self):
        row = ({"heading": 0.5}, {"bio": 2.0})
        self.assertEqual(labels(*row, headings=["bio", ""]), ["heading", "bio"])
        self.assertEqual(labels(*row, headings=["appeal", ""]), ["body", "bio"])

    def test_buttons_follow_appeals_and_handles_follow_bios(self):
        self.assertEqual(labels({"appeal": 2.0}, {"button": 2.0}), ["appeal", "button"])
        self.assertEqual(labels({"bio": 2.0}, {"handles": 2.0}), ["bio", "handles"])
        self.assertEqual(labels({"button": 2.0}, {"handles": 2.0}), ["body", "body"])

    def test_no_blocks_are_no_labels(self):
        self.assertEqual(labels(), [])
