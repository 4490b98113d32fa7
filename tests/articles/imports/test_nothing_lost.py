import re
from collections import Counter

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from articles.imports.manuscript import ManuscriptRefused, read_manuscript
from newsroom.kit.html import plain as plain_text
from newsroom.kit.text import tidy

from .samples import LONG, LONGER

DATELINES = (
    "October 9, 2024 - Anna Nowak - Analysis",
    "October 9, 2024\nAnna Nowak\nAnalysis",
    "9 жовтня 2024 – Ганна Новак та Ян Коваль – Аналітика",
    "Anna Nowak - Eastern Europe",
    "Lwów, 9.10.2024 | Anna Nowak | Analiza | numer 5",
)
HEAD_NOTES = (
    "The bridge at Dolna. (Photo by Jan Kowalski/Getty Images)",
    "Kolej w Dolnej, fot. Jan Kowalski / Agencja",
    "This article was supported by the Open Fund.",
)
TAIL = (
    "Anna Nowak is a journalist. She can be found on X @ANowakReview",
    "Follow her on Bluesky: @anna.example.org",
    "“Voices’24” is a project co-financed by Open Fund PL in the amount of PLN 230,000.",
    "The views expressed in this article are those of the author only.",
    "Please support us. Donate by clicking below: https://example.org/donate",
    "Donate",
    "Correction, 12 March 2024: an earlier version named the wrong bridge.",
    "Translated by Jan Kowalski",
    "The bridge, again. Photo by Maria Lis",
    "* * *",
    "Nobody asked for grants, and the views of the donors were not recorded.",
)
# Words that only say what something is, and go when it is known.
SAID = {"photo", "by", "fot", "x", "and", "та", "october", "жовтня", "9", "10", "2024", "tags"}
WORDS = re.compile(r"\w+")


def words_of(value):
    if isinstance(value, dict):
        return sum(map(words_of, value.values()), Counter())
    if isinstance(value, list):
        return sum(map(words_of, value), Counter())
    return Counter(WORDS.findall(str(value).lower()))


def lost(text, manuscript):
    plain = manuscript.as_json()
    plain["guesses"] = []
    plain["body_html"] = plain_text(plain["body_html"])
    missing = Counter(WORDS.findall(text.lower())) - words_of(plain)
    return set(missing) - SAID


class NothingLostTests(SimpleTestCase):
    @given(
        title=st.sampled_from(["A port that waits", "Granty i darowizny", "Opinion"]),
        standfirst=st.sampled_from(["", "Its answers are modest.", LONG]),
        dateline=st.sampled_from(["", *DATELINES]),
        notes=st.lists(st.sampled_from(HEAD_NOTES), max_size=2),
        body=st.lists(st.sampled_from([LONG, LONGER, "A short line", *TAIL]), max_size=4),
        tail=st.lists(st.sampled_from(TAIL), max_size=6),
        joint=st.sampled_from(["\n", "\n\n", "\r\n", "\r"]),
        name=st.sampled_from(["a.txt", "a.md"]),
    )
    def test_every_word_of_a_manuscript_is_in_one_of_its_parts(
        self, title, standfirst, dateline, notes, body, tail, joint, name
    ):
        parts = [title, standfirst, *dateline.split("\n"), *notes, *body, *tail]
        if name == "a.md":
            joint = "\n\n"
        text = joint.join(part for part in parts if part)

        manuscript = read_manuscript(text.encode(), name)

        self.assertEqual(lost(text, manuscript), set())

    @given(
        text=st.text(
            st.sampled_from("aB1 \n.,:-–—“”’()©@#*_<>&\u00a0жїЎß") | st.characters(codec="utf-8"),
            max_size=200,
        )
    )
    def test_any_text_is_read_whole_or_refused_with_a_sentence(self, text):
        try:
            manuscript = read_manuscript(text.encode(), "a.txt")
        except ManuscriptRefused as refusal:
            self.assertTrue(str(refusal).endswith("."))
        else:
            self.assertEqual(lost(tidy(text), manuscript), set())

    @given(
        data=st.binary(max_size=300), name=st.sampled_from(["a.txt", "a.md", "a.html", "a.docx"])
    )
    def test_any_bytes_are_read_or_refused_with_a_sentence(self, data, name):
        try:
            read_manuscript(data, name)
        except ManuscriptRefused as refusal:
            self.assertTrue(str(refusal).endswith("."))
