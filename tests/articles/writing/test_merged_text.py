"""Two texts that were made of one are put together, and nothing that anybody wrote is lost."""

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from articles.writing.alignment import changes, chunks
from articles.writing.merged_text import HTML, LINES, merged
from articles.writing.parts import html_blocks, html_tokens, text_blocks, text_tokens
from newsroom.kit.html import sanitise

WORDS = st.sampled_from(
    ["the", "port", "was", "not", "230,000", "well-known", "Порти", "&", "<", ">"]
)
SENTENCE = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
SEQUENCES = st.lists(st.sampled_from("abcdef"), max_size=12)
BASE = "".join(f"<p>Paragraph {n} says what it says.</p>" for n in range(8))


def text_of(found, side="merged"):
    return "".join("".join(getattr(one, side)) for one in found)


class Edits:
    """Changes of blocks that do not touch each other."""

    def __init__(self, size, draw):
        self.mine, self.theirs, self.both = [], [], []
        for n in range(size):
            old = f"<p>Paragraph {n} says what it says.</p>"
            new = draw(st.sampled_from([[], [f"<h2>New {n}</h2>"], [f"<p>Added {n}.</p>", old]]))
            who = draw(st.sampled_from(["mine", "theirs", "nobody"]))
            self.mine += new if who == "mine" else [old]
            self.theirs += new if who == "theirs" else [old]
            self.both += [old] if who == "nobody" else new


@st.composite
def apart(draw):
    return Edits(8, draw)


class InTimeTests(SimpleTestCase):
    """Texts that were made to be compared for ever."""

    BASE = [f"part {number}" for number in range(30_000)]

    def every(self, nth, word):
        return [part if n % nth else f"{word} {part}" for n, part in enumerate(self.BASE)]

    def test_where_every_other_part_changed_what_took_too_long_is_taken_for_rewritten(self):
        mine = self.every(2, "my")
        found = changes(self.BASE, mine)
        self.assertLess(len(found), 1000)
        written, stands = [], 0
        for one in found:
            written += [*self.BASE[stands : one.start], *one.parts]
            stands = one.end
        self.assertEqual([*written, *self.BASE[stands:]], mine)


class PutTogetherTests(SimpleTestCase):
    def merge(self, base, mine, theirs, kind=HTML):
        """The text, and (base, mine, theirs) of whatever is left open."""
        found = merged(base, mine, theirs, kind)
        left = [one for one in found if one.is_open]
        return text_of(found), [
            tuple("".join(side) for side in (one.base, one.mine, one.theirs)) for one in left
        ]

    def test_what_one_changed_is_taken_from_each(self):
        base = "<p>One.</p><p>Two.</p><p>Three.</p>"
        mine = "<p>One, mine.</p><p>Two.</p><p>Three.</p>"
        theirs = "<p>One.</p><p>Two.</p><p>Three.</p><p>Four, theirs.</p>"
        self.assertEqual(
            self.merge(base, mine, theirs),
            ("<p>One, mine.</p><p>Two.</p><p>Three.</p><p>Four, theirs.</p>", []),
        )

    def test_neighbours_are_apart(self):
        base = "<p>One.</p><p>Two.</p>"
        self.assertEqual(
            self.merge(base, "<p>Mine, new.</p><p>Two.</p>", "<p>One.</p><p>Theirs, new.</p>"),
            ("<p>Mine, new.</p><p>Theirs, new.</p>", []),
        )

    def test_other_words_of_one_paragraph_are_put_together(self):
        base = "<p>The port was built by hand in three years.</p>"
        mine = "<p>The old port was built by hand in three years.</p>"
        theirs = "<p>The port was built by hand in <em>four</em> years.</p>"
        self.assertEqual(
            self.merge(base, mine, theirs),
            ("<p>The old port was built by hand in <em>four</em> years.</p>", []),
        )

    def test_the_same_words_are_left_for_a_person(self):
        base = "<p>Kept.</p><p>It took three years to build.</p>"
        mine = "<p>Kept.</p><p>It took four years to build.</p>"
        theirs = "<p>Kept.</p><p>It took five years to build.</p>"
        text, left = self.merge(base, mine, theirs)
        self.assertEqual(text, mine)
        self.assertEqual(left, [tuple(one[len("<p>Kept.</p>") :] for one in (base, mine, theirs))])

    def test_a_paragraph_that_one_took_away_and_the_other_changed_is_left_for_a_person(self):
        base = "<p>Kept.</p><p>It took three years to build.</p>"
        text, left = self.merge(base, "<p>Kept.</p>", base.replace("three", "four"))
        self.assertEqual(left, [(base[12:], "", base[12:].replace("three", "four"))])

    def test_a_paragraph_that_one_wrote_anew_is_not_mixed_with_changes_in_it(self):
        base = "<p>The port was built by hand in three years.</p>"
        mine = "<p>Whoever has seen it knows that nobody works there in years.</p>"
        _text, left = self.merge(base, mine, base.replace("three", "four"))
        self.assertEqual(left, [(base, mine, base.replace("three", "four"))])

    def test_two_who_add_at_one_place_are_asked_and_the_same_is_added_once(self):
        base, end = "<p>One.</p>", "<p>Same.</p>"
        self.assertEqual(
            self.merge(base, f"{base}<p>Mine.</p>", f"{base}<p>Theirs.</p>")[1],
            [("", "<p>Mine.</p>", "<p>Theirs.</p>")],
        )
        self.assertEqual(self.merge(base, base + end, base + end), (base + end, []))

    def test_tags_that_would_cross_are_left_for_a_person(self):
        base = "<p>one two three four five six seven eight</p>"
        mine = "<p>one <em>two three four</em> five six seven eight</p>"
        theirs = "<p>one two three <strong>four five</strong> six seven eight</p>"
        self.assertEqual(self.merge(base, mine, theirs)[1], [(base, mine, theirs)])

    def test_lines_of_plain_text(self):
        self.assertEqual(
            self.merge(
                "One.\nTwo.\nThree.", "One, mine.\nTwo.\nThree.", "One.\nTwo.\nFour.", LINES
            ),
            ("One, mine.\nTwo.\nFour.", []),
        )

    @given(apart())
    def test_edits_of_different_paragraphs_are_always_put_together(self, edits):
        mine, theirs, both = map("".join, (edits.mine, edits.theirs, edits.both))
        self.assertEqual(self.merge(BASE, mine, theirs), (both, []))

    @given(SEQUENCES, SEQUENCES, SEQUENCES)
    def test_each_side_is_whole_in_its_chunks(self, base, mine, theirs):
        for one_by_one in (False, True):
            found = chunks(base, mine, theirs, one_by_one=one_by_one)
            for side, whole in (("base", base), ("mine", mine), ("theirs", theirs)):
                self.assertEqual([part for one in found for part in getattr(one, side)], whole)

    @given(SEQUENCES, SEQUENCES, SEQUENCES)
    def test_it_does_not_matter_whose_is_whose(self, base, mine, theirs):
        here, there = chunks(base, mine, theirs), chunks(base, theirs, mine)
        self.assertEqual(
            [(one.base, one.mine, one.theirs) for one in here],
            [(one.base, one.theirs, one.mine) for one in there],
        )
        self.assertEqual(
            [one.merged for one in here if not one.is_open],
            [one.merged for one in there if not one.is_open],
        )

    @given(SEQUENCES, SEQUENCES)
    def test_what_only_one_changed_is_what_they_made_of_it(self, base, mine):
        for found in (chunks(base, mine, base), chunks(base, base, mine), chunks(base, mine, mine)):
            self.assertEqual([part for one in found for part in one.merged], mine)

    def test_texts_that_were_made_to_be_compared_for_ever_are_left_at_once(self):
        base, mine = ["a", "b"] * 20_000, ["b", "a"] * 20_001
        (found,) = [one for one in chunks(base, mine, base) if one.base != one.mine]
        self.assertEqual(len(found.base), 40_000)


class PartsTests(SimpleTestCase):
    @given(
        st.lists(
            st.tuples(st.sampled_from(("p", "h2", "em", "ul><li", "blockquote><p", "")), SENTENCE)
        )
    )
    def test_nothing_of_a_body_is_lost_but_blanks_between_blocks(self, blocks):
        body = sanitise("\n".join(f"<{tag}>{text}</p>" if tag else text for tag, text in blocks))
        self.assertEqual("".join(html_tokens(body)), body)
        joined = "".join(html_blocks(body))
        self.assertEqual("".join(joined.split()), "".join(body.split()))

    @given(st.text())
    def test_nothing_of_a_plain_text_is_lost(self, text):
        self.assertEqual("".join(text_blocks(text)), text)
        self.assertEqual("".join(text_tokens(text)), text)

    def test_the_outermost_elements_are_blocks(self):
        body = (
            "Loose <em>text</em>.<p>One &amp; two.</p>\n<ul><li><p>Item</p></li><li>Item</li></ul>"
            '<hr><p><a href="/a?b=1&amp;c=&gt;">Link</a></p>'
        )
        self.assertEqual(
            html_blocks(body),
            [
                "Loose <em>text</em>.",
                "<p>One &amp; two.</p>",
                "<ul><li><p>Item</p></li><li>Item</li></ul>",
                "<hr>",
                '<p><a href="/a?b=1&amp;c=&gt;">Link</a></p>',
            ],
        )
