"""Two texts are single changes, of which each can be taken or left, and nothing is lost."""

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from articles.writing.hunks import (
    LONGEST_SHOWN,
    changed,
    in_their_blocks,
    parts,
    with_taken,
    without,
)
from newsroom.kit.html import sanitise

BLOCKS = st.lists(
    st.sampled_from(
        [
            "<p>The council sold the old port to nobody.</p>",
            "<p>The council kept the old port for us.</p>",
            "<p>The <strong>council</strong> sold the port.</p>",
            "<h2>The port</h2>",
            "<ul><li>One</li><li>Two</li></ul>",
            "<p>Порти &amp; річки, 230,000.</p>",
        ]
    ),
    max_size=5,
).map("".join)


class HunksTests(SimpleTestCase):
    def told(self, old, new):
        return [(one.old, one.new) for one in changed(parts(old, new))]

    def test_words_of_one_block_are_single_changes(self):
        found = self.told(
            "<p>It sold the old port for 230,000 to a man.</p>",
            "<p>It sold the port for 320,000 to a company.</p>",
        )
        self.assertEqual(found, [("old ", ""), ("230,000", "320,000"), ("man", "company")])

    def test_a_block_that_comes_after_one_that_changed_is_a_change_of_its_own(self):
        old = "<p>It sold the port for 230,000 to a man.</p>"
        new = "<p>It sold the port for 320,000 to a man.</p><p>It rained.</p>"
        self.assertEqual(self.told(old, new), [("230,000", "320,000"), ("", "<p>It rained.</p>")])

    def test_what_is_formatted_otherwise_or_written_anew_is_one_change_of_the_block(self):
        old = "<p>It sold the port.</p>"
        for new in ("<p>It sold the <em>port</em>.</p>", "<h2>Nothing of it.</h2>"):
            with self.subTest(new):
                self.assertEqual(self.told(f"{old}<p>End.</p>", f"{new}<p>End.</p>"), [(old, new)])

    def test_two_changes_that_read_alike_have_keys_of_their_own(self):
        found = changed(parts("<p>one a one b c d</p>", "<p>two a two b c d</p>"))
        self.assertEqual(len({one.key for one in found}), 2)

    def test_each_is_shown_within_its_block_and_in_one_that_is_too_long_by_itself(self):
        old, new = "<p>One two and three make six.</p>", "<p>Oh two and trees make six.</p>"
        found = [*in_their_blocks(parts(f"<p>Same.</p>{old}", f"<p>Same.</p>{new}"))]
        self.assertEqual(
            [(was, becomes) for _, was, becomes in found],
            [
                (old, "<p>Oh two and three make six.</p>"),
                (old, "<p>One two and trees make six.</p>"),
            ],
        )
        long = "<p>" + "word " * (LONGEST_SHOWN // 5) + "{}</p>"
        found = [*in_their_blocks(parts(long.format("one"), long.format("two")))]
        self.assertEqual([told[1:] for told in found], [("one", "two")])

    @given(BLOCKS, BLOCKS, st.data())
    def test_whichever_are_taken_the_text_is_whole_and_the_rest_is_still_suggested(
        self, old, new, data
    ):
        found = parts(old, new)
        keys = [one.key for one in changed(found)]
        self.assertEqual(len(set(keys)), len(keys))
        chosen = set(data.draw(st.lists(st.sampled_from(keys)))) if keys else set()
        taken = with_taken(found, chosen)
        self.assertEqual(sanitise(taken), taken)
        self.assertEqual(with_taken(found, set()), old)
        self.assertEqual(with_taken(found, set(keys)), new)
        self.assertEqual(without(found, set(keys)), old)
        self.assertEqual(without(found, set()), new)
