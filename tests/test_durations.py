import tempfile
from pathlib import Path
from unittest import TestSuite

from django.test import SimpleTestCase, override_settings

from tests.durations import A_GUESS, Durations, in_words


class DurationsTests(SimpleTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.var = Path(folder.name) / "var"
        self.enterContext(override_settings(VAR=self.var))

    def test_a_test_takes_what_it_took_the_last_time_and_a_new_one_the_usual_time(self):
        me, other = self, DurationsTests("test_a_duration_is_said_in_words")
        self.assertEqual(Durations("sqlite").of(me), A_GUESS)
        Durations("sqlite").save({me.id(): 3.0, "tests.gone": 1.0})
        self.assertEqual(Durations("sqlite").of(TestSuite([me, TestSuite([other])])), 3 + 2)
        self.assertEqual(Durations("postgresql").of(me), A_GUESS)

    def test_a_part_of_the_tests_leaves_what_is_known_of_the_others(self):
        Durations("sqlite").save({"tests.one": 1.23456, "tests.two": 2.0})
        Durations("sqlite").save({"tests.two": 5.0})
        self.assertEqual(Durations("sqlite").seconds, {"tests.one": 1.235, "tests.two": 5.0})
        self.assertEqual([path.name for path in self.var.rglob("*.*")], ["sqlite.json"])

    def test_a_broken_file_is_as_good_as_none(self):
        Durations("sqlite").save({"tests.one": 1.0})
        Durations("sqlite").path.write_text('{"tests.o')
        self.assertEqual(Durations("sqlite").seconds, {})

    def test_a_duration_is_said_in_words(self):
        self.assertEqual(
            [in_words(seconds) for seconds in (0, 9.9, 14, 89, 100, 239)],
            ["a few seconds", "a few seconds", "about 10 seconds", "about 90 seconds"]
            + ["about 2 minutes", "about 4 minutes"],
        )
