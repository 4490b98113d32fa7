from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from articles.imports.blocks import paragraph
from articles.imports.ending.forms import SENTENCE
from articles.imports.ending.seen import Seen
from articles.imports.ending.statements import NEVER, acknowledgement, disclaimer, is_possible
from articles.imports.words import listed

from ..trials import all_trials
from .test_end import ACKNOWLEDGEMENTS, DISCLAIMER

WORDS = st.sampled_from(
    sorted(
        word
        for key in (
            *("funding.pays", "funding.thanks", "funding.institutions", "piece.text", "piece.this"),
            *("views.views", "views.answers", "views.not", "views.influence", "views.writer"),
        )
        for word in listed(key)
        if word.isalpha()
    )
    + ["by", "the", "Open River", "Fund", "EUR 2,000", ".", ",", ":"]
)


class IsPossibleTests(SimpleTestCase):
    def assert_not_ruled_out(self, text):
        seen = Seen(paragraph(text))
        if max(acknowledgement(seen), disclaimer(seen)) > NEVER:
            self.assertTrue(is_possible(text), text)

    def test_what_scores_as_a_statement_is_never_ruled_out(self):
        for text in (*ACKNOWLEDGEMENTS, DISCLAIMER):
            self.assertTrue(is_possible(text), text)
        for trial in all_trials():
            for block in trial.text.split("\n"):
                for text in (block, *SENTENCE.split(block)):
                    self.assert_not_ruled_out(text)

    @given(st.lists(WORDS, min_size=1, max_size=12))
    def test_nor_is_any_order_of_its_words(self, words):
        self.assert_not_ruled_out(" ".join(words))

    def test_most_paragraphs_are(self):
        blocks = [block for trial in all_trials() for block in trial.text.split("\n") if block]
        ruled_out = sum(not is_possible(block) for block in blocks)
        self.assertGreater(ruled_out, len(blocks) / 3)
