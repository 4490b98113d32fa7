from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from funding.differences import differences

WORDS = st.lists(st.text("abżЖ’,", min_size=1, max_size=4), min_size=1).map(" ".join)


def side(old, new, kind):
    parts = differences(old, new)
    return "".join(text for what, text in parts if what in ("same", kind)).replace("␣", " ")


class DifferencesTests(SimpleTestCase):
    def test_words_are_compared_whole(self):
        self.assertEqual(
            differences("paid by the Fund.", "paid by the Funds."),
            [("same", "paid by the "), ("removed", "Fund"), ("added", "Funds"), ("same", ".")],
        )

    def test_numbers_are_compared_whole(self):
        self.assertEqual(
            differences("PLN 230,000.", "PLN 250,000."),
            [("same", "PLN "), ("removed", "230,000"), ("added", "250,000"), ("same", ".")],
        )

    def test_equal_texts_are_one_part(self):
        self.assertEqual(differences("The Fund.", "The Fund."), [("same", "The Fund.")])

    def test_nothing_against_something_is_all_added(self):
        self.assertEqual(differences("", "Words."), [("added", "Words.")])

    def test_what_cannot_be_seen_is_shown(self):
        for old, new, expected in (
            ("PLN 5", "PLN\u00a05", [("removed", "␣"), ("added", "[NO-BREAK SPACE]")]),
            ("a b", "a  b", [("added", "␣")]),
            ("a b", "a\nb", [("removed", "␣"), ("added", "↵\n")]),
            ("ab", "ab\u200b", [("added", "[ZERO WIDTH SPACE]")]),
            ("ab", "ab ", [("added", "␣")]),
        ):
            with self.subTest(new=new):
                changed = [part for part in differences(old, new) if part[0] != "same"]
                self.assertEqual(changed, expected)

    @given(WORDS, WORDS)
    def test_both_texts_can_be_read_back(self, old, new):
        self.assertEqual((side(old, new, "removed"), side(old, new, "added")), (old, new))

    @given(WORDS, WORDS)
    def test_neighbours_are_of_different_kinds(self, old, new):
        kinds = [kind for kind, _text in differences(old, new)]
        self.assertEqual([k for k, after in zip(kinds, kinds[1:], strict=False) if k == after], [])
