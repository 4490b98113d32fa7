import yaml
from django.conf import settings
from django.test import SimpleTestCase

from tests.everything import LINT, count, label, options, parse_arguments


def output(ran, verdict):
    line = "-" * 70
    return f"Found {ran} tests.\n....\n{line}\nRan {ran} tests in 0.5s\n\n{verdict}\nDestroying\n"


class LabelTests(SimpleTestCase):
    def test_a_part_of_the_tree_a_path_and_a_dotted_name_all_select_tests(self):
        self.assertEqual(
            [
                label("articles.publishing"),
                label("tests/newsroom/kit/test_slugs.py"),
                label("./tests/newsroom/"),
                label("articles/publishing"),
                label("tests.articles.test_gate.GateTests.test_it"),
                label("tests"),
            ],
            [
                "tests.articles.publishing",
                "tests.newsroom.kit.test_slugs",
                "tests.newsroom",
                "tests.articles.publishing",
                "tests.articles.test_gate.GateTests.test_it",
                "tests",
            ],
        )


class OptionsTests(SimpleTestCase):
    def options(self, *words):
        return options(parse_arguments(words))

    def test_without_a_selection_every_test_runs(self):
        self.assertEqual(self.options(), ["tests"])
        self.assertEqual(self.options("--sqlite"), ["tests"])

    def test_names_failfast_and_keepdb_are_passed_on(self):
        self.assertEqual(
            self.options("-k", "refused", "--keepdb", "articles", "-k", "kept", "--failfast"),
            ["--failfast", "--keepdb", "-k", "refused", "-k", "kept", "tests.articles"],
        )


class CountTests(SimpleTestCase):
    def test_passed_failed_and_skipped_are_read_from_the_verdict(self):
        self.assertEqual(count(output(7, "OK"), 0), (7, 0, 0))
        self.assertEqual(count(output(7, "OK (skipped=2)"), 0), (5, 0, 2))
        self.assertEqual(
            count(output(7, "FAILED (failures=1, errors=2, skipped=1, expected failures=1)"), 1),
            (3, 3, 1),
        )
        self.assertEqual(count(output(7, "FAILED (unexpected successes=1)"), 1), (6, 1, 0))

    def test_a_run_without_tests_is_a_failure(self):
        self.assertEqual(count(output(0, "NO TESTS RAN"), 1), (0, 1, 0))
        self.assertEqual(count(output(0, "OK"), 0), (0, 1, 0))

    def test_a_run_that_broke_off_is_a_failure(self):
        self.assertEqual(count("Traceback (most recent call last):\n", 1), (0, 1, 0))
        self.assertEqual(count("", 0), (0, 1, 0))

    def test_a_run_that_ends_badly_after_good_tests_is_a_failure(self):
        self.assertEqual(count(output(7, "OK"), -11), (7, 1, 0))

    def test_a_test_whose_subtests_fail_is_one_that_failed(self):
        told = "Failed: tests.test_a.ATests.test_b\nFailed: tests.test_a.ATests.test_c\n"
        self.assertEqual(count(told + output(7, "FAILED (failures=5)"), 1), (5, 2, 0))

    def test_more_failing_subtests_than_tests_leave_no_test_passed(self):
        self.assertEqual(count(output(2, "FAILED (failures=5)"), 1), (0, 5, 0))

    def test_what_was_left_to_another_database_is_no_failure_unless_the_run_failed(self):
        left = "All of them run on another database.\n" + output(0, "OK")
        self.assertEqual(count(left, 0), (0, 0, 0))
        self.assertEqual(count(left, 1), (0, 1, 0))
        self.assertEqual(count(left.replace("All", "3"), 0), (0, 1, 0))


class LintTests(SimpleTestCase):
    def test_pre_commit_asks_what_bin_test_lints_and_fetches_nothing(self):
        config = yaml.safe_load((settings.BASE_DIR / ".pre-commit-config.yaml").read_text())
        hooks = [(repo["repo"], hook) for repo in config["repos"] for hook in repo["hooks"]]
        self.assertEqual(
            [(repo, hook["language"], *hook["entry"].split(" -m ")) for repo, hook in hooks],
            [
                ("local", "system", ".venv/bin/python", LINT["Lint"]),
                ("local", "system", ".venv/bin/python", LINT["Format"]),
                ("local", "system", "env DEBUG=1 .venv/bin/python", LINT["Types"]),
            ],
        )
