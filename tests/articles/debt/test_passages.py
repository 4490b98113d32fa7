"""Sentences on who paid are found where they stand in a text, and taken out word for word."""

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from articles.debt.likeness import are_alike, differ_in_small_words
from articles.debt.passages import passages, without
from articles.debt.settle import put_back, taken_out
from articles.models import FoundSentence, Occurrence
from newsroom.kit.html import plain, sanitise
from tests.articles.debt.world import MISSPELT, PAID, STORY, VIEWS


def found(body, *names):
    return [(one.kind, one.text, one.left) for one in passages(body, names)]


class PassagesTests(SimpleTestCase):
    def test_a_paragraph_below_the_text(self):
        body = f"{STORY}<p><em>{PAID}</em></p><p>{VIEWS}</p>"
        self.assertEqual(found(body), [("acknowledgement", PAID, ""), ("views", VIEWS, "")])

    def test_a_paragraph_above_it(self):
        self.assertEqual(found(f"<p><em>{PAID}</em></p>{STORY}"), [("acknowledgement", PAID, "")])

    def test_a_sentence_in_the_bio_leaves_the_bio(self):
        bio = "Ada Lovelace is a journalist in Łódź."
        body = f"{STORY}<p><strong>{bio}</strong> <em>{PAID}</em></p>"
        left = f"<p><strong>{bio}</strong> </p>"
        self.assertEqual(
            found(body, "Ada Lovelace"), [("acknowledgement", PAID, left.replace(" </p>", "</p>"))]
        )

    def test_a_heading_that_stands_over_it_alone_leaves_with_it(self):
        heading, paragraph = "<h3>Funding</h3>", f"<p>{PAID}</p>"
        whole = f"{heading}\n{paragraph}"
        for body, block, place in (
            (f"{STORY}{whole}", whole, 3),
            (f"{STORY}{whole}<h3>Notes</h3><p>Kept.</p>", whole, 3),
            (f"{STORY}{whole}<p>Ada Lovelace is a journalist.</p>", paragraph, 4),
            (f"{STORY}<h3>The weir</h3>{paragraph}", paragraph, 4),
        ):
            with self.subTest(body):
                (one,) = passages(body, ["Ada Lovelace"])
                self.assertEqual((one.text, one.block, one.place), (PAID, block, place))
                stood = Occurrence(
                    sentence=FoundSentence(text=PAID), block=block, left="", place=place
                )
                out = taken_out(body, [stood])
                self.assertEqual(out, body.replace(block, ""))
                self.assertEqual(put_back(out, [stood]), body)

    def test_a_line_of_a_paragraph(self):
        body = f"{STORY}<p>Ada Lovelace is a journalist in Łódź.<br>{PAID}</p>"
        (one,) = passages(body, ["Ada Lovelace"])
        self.assertEqual(
            (one.text, one.left), (PAID, "<p>Ada Lovelace is a journalist in Łódź.</p>")
        )

    def test_a_text_that_talks_of_grants_has_none(self):
        talks = (
            "<p>The Open River Fund paid two million euros for the new bridge, said the mayor.</p>"
            "<p>Without a grant from the ministry, she said, the school would be closed.</p>"
        )
        self.assertEqual(found(STORY + talks), [])

    def test_what_stands_beside_it_in_its_paragraph_stays(self):
        credit = "Translated from the Polish by Anna Nowak."
        body = f"{STORY}<p>{credit} {PAID}</p>"
        self.assertEqual(found(body), [("acknowledgement", PAID, f"<p>{credit}</p>")])

    def test_who_did_not_pay_is_no_acknowledgement(self):
        for text in (
            "No funding was received for this article from the Open River Fund.",
            "This article was not supported by the Open River Fund.",
            "For this article, no funding was received from the Open River Fund.",
        ):
            self.assertEqual(found(f"{STORY}<p>{text}</p>"), [])

    def test_who_paid_and_says_no_of_something_else_has_paid(self):
        for text in (
            "This article was supported by the Open River Fund (grant no. 17).",
            "Supported by the Open River Fund, Grant No: LF-17.",
            "This article was supported by the Open River Fund, which had no say in it.",
            "Матеріал підготовлено за підтримки Фонду відкритої ріки, який не впливав на зміст.",
            "Artykuł powstał dzięki wsparciu Funduszu Otwartej Rzeki (bez wpływu na treść).",
        ):
            with self.subTest(text):
                self.assertEqual(found(f"{STORY}<p>{text}</p>"), [("acknowledgement", text, "")])

    def test_nothing_is_no_text(self):
        self.assertEqual(found(""), [])


class WithoutTests(SimpleTestCase):
    def test_words_go_and_what_they_leave_empty_goes_with_them(self):
        for html, left in (
            (f"<p>Before. <em>{PAID}</em> After.</p>", "<p>Before.  After.</p>"),
            (f"<p>A &amp; B.<br>{PAID}</p>", "<p>A &amp; B.</p>"),
            (f"<p>{PAID}</p>", ""),
        ):
            self.assertEqual(without(html, PAID), left)

    def test_words_that_do_not_stand_there_in_a_row_stay(self):
        self.assertIsNone(without("<p>This article was supported by nobody.</p>", PAID))

    @given(st.text("ab &<.łж\u00a0", max_size=30), st.text("ab &<.łж", min_size=1, max_size=30))
    def test_what_is_taken_out_can_be_put_back(self, before, sentence):
        body = sanitise(
            STORY + "<p>{}</p>".format(before.replace("<", "&lt;").replace("&", "&amp;"))
        )
        block = sanitise("<p>Zq{}</p>".format(sentence.replace("&", "&amp;").replace("<", "&lt;")))
        if not plain(block).strip() or block in body:
            return
        place = Occurrence(sentence=FoundSentence(text=plain(block)), block=block, left="", place=3)
        head, tail = body[: len(STORY)], body[len(STORY) :]
        whole = f"{head}{block}{tail}"
        out = taken_out(whole, [place])
        self.assertEqual(out, body)
        self.assertEqual(put_back(out, [place]), whole)


class LikenessTests(SimpleTestCase):
    def test_a_misprint_and_a_small_word_make_a_variant(self):
        for other in (MISSPELT, PAID.upper().capitalize(), PAID.replace("the Open", "Open")):
            if "Fund" in other:
                self.assertTrue(are_alike(PAID, other), other)

    def test_only_what_differs_in_small_words_is_taken_for_the_same_unasked(self):
        self.assertTrue(differ_in_small_words(PAID, MISSPELT))
        austria = PAID.replace("Open River Fund", "Fund of Austria")
        self.assertFalse(differ_in_small_words(austria, austria.replace("Austria", "Australia")))
        self.assertFalse(are_alike(PAID, PAID.replace("was", "was not")))

    def test_another_name_or_number_makes_another_sentence(self):
        for other in (
            PAID.replace("Open River", "Old Harbour"),
            PAID.replace(".", " under grant 12/2019."),
            VIEWS,
        ):
            self.assertFalse(are_alike(PAID, other), other)
        self.assertFalse(are_alike("Paid by grant 12/2019.", "Paid by grant 13/2019."))
