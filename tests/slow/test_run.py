import io
import os
import sys
import tempfile
import time
from contextlib import redirect_stdout
from pathlib import Path

from django.test import SimpleTestCase

from tests.slow.outcomes import Failed, Skipped, need, printed_by
from tests.slow.pages import until_it_ends_well
from tests.slow.run import outcome, run

COUNTED = "import sys; f = p.open('a'); f.write('x'); f.close(); count = len(p.read_text())"


def well(seconds):
    return f"{seconds:.0f} seconds were enough"


def badly(seconds):
    raise Failed("A page is broken.")


def not_here(seconds):
    raise Skipped("there is no java here")


class RunTests(SimpleTestCase):
    def told(self, seconds, **checks):
        """``(return code, everything said)``."""
        said = io.StringIO()
        with redirect_stdout(said):
            code = run(checks, seconds)
        return code, said.getvalue().splitlines()

    def test_a_failure_is_told_and_makes_the_whole_fail(self):
        self.assertEqual(
            self.told(60, html=well, lighthouse=not_here, examples=badly, mutants=well),
            (
                1,
                [
                    "html passed after 0 s: 15 seconds were enough",
                    "lighthouse skipped after 0 s: there is no java here",
                    "examples failed after 0 s: ",
                    "A page is broken.",
                    "mutants passed after 0 s: 60 seconds were enough",
                    "Slow checks passed: html, mutants; failed: examples; skipped: lighthouse",
                ],
            ),
        )

    def test_what_is_skipped_is_told_and_is_no_failure(self):
        code, said = self.told(60, html=well, lighthouse=not_here)
        self.assertEqual((code, said[-1]), (0, "Slow checks passed: html; skipped: lighthouse"))

    def test_what_has_no_half_has_more_of_the_time(self):
        _code, said = self.told(60, permissions=well, fuzz=well)
        self.assertEqual(
            said[:2],
            [
                "permissions passed after 0 s: 45 seconds were enough",
                "fuzz passed after 0 s: 60 seconds were enough",
            ],
        )

    def test_no_check_begins_when_the_time_is_up(self):
        self.assertEqual(outcome(well, 0), ("skipped", "no time was left"))


class ProgramTests(SimpleTestCase):
    def printed_by(self, script, seconds=30, **variables):
        return printed_by([sys.executable, "-c", script], seconds, **variables)

    def test_what_it_prints_on_either_stream_is_returned(self):
        script = "import sys; print('one', flush=True); print('two', file=sys.stderr)"
        self.assertEqual(self.printed_by(script), "one\ntwo\n")

    def test_variables_are_added_and_taken_away(self):
        os.environ["NEWSROOM_SAMPLE"] = "here"
        self.addCleanup(os.environ.pop, "NEWSROOM_SAMPLE")
        script = "import os; print(*map(os.environ.get, ('NEWSROOM_SAMPLE', 'NEWSROOM_OTHER')))"
        self.assertEqual(
            self.printed_by(script, NEWSROOM_SAMPLE=None, NEWSROOM_OTHER="new"), "None new\n"
        )

    def test_one_that_ends_badly_is_a_failure_with_what_it_said(self):
        with self.assertRaisesMessage(Failed, "Broken.\n"):
            self.printed_by("raise SystemExit('Broken.')")

    def test_one_that_is_not_done_in_time_is_skipped_and_nothing_of_it_lives_on(self):
        began = time.monotonic()
        script = "import os, time; os.fork(); time.sleep(60)"
        with self.assertRaisesMessage(Skipped, "not done in 1 seconds"):
            self.printed_by(script, seconds=1)
        # Its child holds the other end of the pipe for as long as it lives.
        self.assertLess(time.monotonic() - began, 30)

    def test_one_that_is_not_installed_is_named_with_what_helps(self):
        need("sh", "")
        with self.assertRaisesMessage(Skipped, "there is no no-such here; ask for it"):
            need("no-such", "ask for it")


class LighthouseTests(SimpleTestCase):
    """What is asked for a page's marks may fail where the page does not."""

    def asked(self, script, seconds=30):
        """How often a script was run until it was over."""
        with tempfile.TemporaryDirectory() as folder:
            times = Path(folder, "times")
            script = f"from pathlib import Path; p = Path({str(times)!r}); {COUNTED}; {script}"
            until_it_ends_well([sys.executable, "-c", script], seconds)
            return len(times.read_text())

    def test_it_is_asked_again_where_it_broke_off(self):
        script = "sys.exit('Runtime error encountered: no trace' if count < 3 else 0)"
        self.assertEqual(self.asked(script), 3)

    def test_what_it_found_is_a_failure_at_once(self):
        with self.assertRaisesMessage(Failed, "1: accessibility is 90"):
            self.asked("sys.exit(f'{count}: accessibility is 90')")

    def test_one_that_always_breaks_off_is_skipped_with_what_it_said(self):
        with self.assertRaisesMessage(Skipped, "time was up: Runtime error encountered: no trace"):
            self.asked("sys.exit('Runtime error encountered: no trace')", seconds=1)
