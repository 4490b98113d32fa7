import time

from django.test import SimpleTestCase

from .samples import LONG, read

UNITS = (
    "Funded by the Fund and the Fund, ",
    "(((„“",
    "A. B. C. ",
    "Anna Nowak: ",
    "support us, please: ",
    "x@a.b.c.d.e ",
    "1 2 3 4 ",
    "a-b-",
    "Photo: ",
    "#tag, ",
    "12/05/2026 ",
    "https://a.",
    "фонд Фонд ",
    "– ",
)
# An ordinary manuscript of this length takes a few hundredths of a second.
SECONDS = 4


class HostileTests(SimpleTestCase):
    """What nobody would write is read in a time that grows with it, and never ends in a crash."""

    def assert_quick(self, text):
        began = time.process_time()
        read(text)
        self.assertLess(time.process_time() - began, SECONDS)

    def test_one_long_line_of_anything_is_read_at_once(self):
        for unit in UNITS:
            with self.subTest(unit):
                self.assert_quick(
                    f"A port\n\nBy Anna Nowak\n\n{LONG}\n\n{unit * (20_000 // len(unit))}"
                )

    def test_many_blocks_of_anything_are_read_at_once(self):
        for unit in UNITS:
            with self.subTest(unit):
                block = (unit * 30)[:600].strip()
                self.assert_quick("A port\n\nBy Anna Nowak\n\n" + "\n\n".join([block] * 120))

    def test_thousands_of_blocks_that_each_look_like_a_part_are_read_at_once(self):
        block = "Funded by the Open Fund. Support us: https://example.org/give."
        self.assert_quick("A port\n\nBy Anna Nowak\n\n" + "\n\n".join([block] * 3_000))
