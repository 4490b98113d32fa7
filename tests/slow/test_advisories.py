"""What pip-audit did not look at is not told as well."""

import os
import tempfile
from pathlib import Path
from unittest import mock

from django.test import SimpleTestCase

from tests.slow.advisories import advisories
from tests.slow.outcomes import Failed, Skipped


class AdvisoriesTests(SimpleTestCase):
    def asked(self, said, code):
        """The check beside a pip-audit that says this and ends so."""
        with tempfile.TemporaryDirectory() as folder:
            program = Path(folder) / "pip-audit"
            program.write_text(f"#!/bin/sh\necho '{said}'\nexit {code}\n")
            program.chmod(0o755)
            path = f"{folder}:{os.environ['PATH']}"
            with mock.patch.dict(os.environ, PATH=path):
                return advisories(30)

    def test_a_hole_fails_and_none_passes(self):
        self.assertEqual(self.asked("No known vulnerabilities found", 0), "no known hole")
        with self.assertRaisesMessage(Failed, "django 5.2.1 PYSEC-2026-1"):
            self.asked("django 5.2.1 PYSEC-2026-1", 1)

    def test_where_no_database_answers_or_knows_our_packages_the_check_was_not_made(self):
        with self.assertRaisesMessage(Skipped, "no database of advisories answers here"):
            self.asked("ConnectionError: Max retries exceeded", 1)
        with self.assertRaisesMessage(Skipped, "does not know 1 of our packages"):
            self.asked("six: Dependency not found and could not be audited", 0)
