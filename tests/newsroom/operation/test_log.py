"""Each request has a name, every line about it holds it, and no line holds what people typed."""

import json
import logging
import sys
import time
from io import StringIO

from django.http import HttpResponse
from django.test import RequestFactory, SimpleTestCase, TestCase, override_settings

from newsroom.operation.log_lines import JsonLine, Line
from newsroom.operation.request_ids import name_requests, request_id

logger = logging.getLogger("tests.operation")


class LogTestCase(SimpleTestCase):
    formatter = JsonLine

    def setUp(self):
        self.stream = StringIO()
        handler = logging.StreamHandler(self.stream)
        handler.setFormatter(self.formatter())
        logger.addHandler(handler)
        self.addCleanup(logger.removeHandler, handler)
        logger.propagate = False
        self.addCleanup(setattr, logger, "propagate", True)

    def ask(self, **headers):
        """The answer to a request during which one line is logged."""

        def view(request):
            logger.warning("Looked at")
            return HttpResponse()

        return name_requests(view)(RequestFactory().get("/", headers=headers))


class RequestNameTests(LogTestCase):
    def test_the_name_in_the_answer_is_the_one_in_the_line(self):
        names = []
        for _ in range(2):
            names.append(self.ask()["X-Request-ID"])
        lines = [json.loads(line) for line in self.stream.getvalue().splitlines()]
        self.assertEqual([line["request_id"] for line in lines], names)
        self.assertNotEqual(*names)

    def test_after_a_request_its_name_is_forgotten(self):
        self.ask()
        self.assertEqual(request_id.get(), "")
        with self.assertRaises(ZeroDivisionError):
            name_requests(lambda request: 1 / 0)(RequestFactory().get("/"))
        self.assertEqual(request_id.get(), "")
        logger.warning("In a command")
        self.assertNotIn("request_id", json.loads(self.stream.getvalue().splitlines()[-1]))

    def test_the_name_of_a_stranger_is_not_taken(self):
        self.assertNotEqual(
            self.ask(**{"X-Request-ID": "forged-by-me"})["X-Request-ID"], "forged-by-me"
        )

    @override_settings(TRUST_X_REQUEST_ID=True)
    def test_the_name_of_the_proxy_is_taken_if_it_is_one(self):
        self.assertEqual(self.ask(**{"X-Request-ID": "7f3c2b1a"})["X-Request-ID"], "7f3c2b1a")
        for name in ("", "short", "a" * 65, "7f3c2b1a\n2026 ERROR forged", "<b>7f3c2b1a"):
            with self.subTest(name):
                self.assertRegex(
                    self.ask(**{"X-Request-ID": name})["X-Request-ID"], r"^[0-9a-f]{32}$"
                )


class JsonTests(LogTestCase):
    def test_a_line_is_one_object_whatever_is_in_it(self):
        logger.warning("Two\nlines, “quotes” and %s", "Варса")
        (line,) = self.stream.getvalue().splitlines()
        told = json.loads(line)
        self.assertRegex(told.pop("time"), r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$")
        self.assertEqual(
            told,
            {
                "level": "WARNING",
                "logger": "tests.operation",
                "message": "Two\nlines, “quotes” and Варса",
            },
        )


SECRETS = ("olena@example.org", "token=s3cret", "Key (email)", "d5zq3k")
LINK = "/desk/login/password/7-d5zq3k-0a1b2c/"
PREVIEW = "/preview/d5zq3k_0a-1b2c/"
ERROR = "duplicate key\nDETAIL:  Key (email)=(olena@example.org) already exists."


class DiscretionMixin:
    def test_no_line_holds_an_address_a_query_or_what_postgresql_quotes(self):
        logger.warning("Mail to olena@example.org for GET /desk/?token=s3cret&x=1 failed")
        logger.warning("GET %s: the database does not answer", LINK)
        logger.warning("GET %s: no more room", PREVIEW)
        try:
            raise ValueError(ERROR)
        except ValueError:
            logger.exception("Asked https://example.org/a/?token=s3cret")
        said = self.stream.getvalue()
        self.assertIn("duplicate key", said)
        self.assertIn("/desk/?…", said)
        self.assertIn("/desk/login/password/7-…/: the database", said)
        self.assertIn("/preview/…/: no more room", said)
        for secret in SECRETS:
            self.assertNotIn(secret, said)

    def test_a_long_path_that_a_stranger_asks_for_takes_no_long_time(self):
        began = time.process_time()
        logger.warning("Refused: POST /%s?%s", "a" * 40_000, "?" * 40_000)
        self.assertLess(time.process_time() - began, 2)


class JsonDiscretionTests(DiscretionMixin, LogTestCase):
    pass


class LineDiscretionTests(DiscretionMixin, LogTestCase):
    formatter = Line

    def test_the_name_of_the_request_stands_behind_that_of_the_logger(self):
        name = self.ask()["X-Request-ID"]
        self.assertRegex(self.stream.getvalue(), rf" WARNING tests\.operation {name}: Looked at$")

    def test_nothing_that_was_sent_looks_like_a_line_of_its_own(self):
        for sign in ("\n", "\r\n", "\r", "\x0b", "\x85", "\u2028"):
            sent = f"The field x{sign}2026-11-26 ERROR forged"
            try:
                raise ValueError(sent)
            except ValueError:
                logger.exception(sent)
        lines = self.stream.getvalue().splitlines()
        begun = [line for line in lines if not line.startswith("    ")]
        self.assertRegex("|".join(begun), r"^(\S+ \S+ ERROR tests\.operation: The field x\|?){6}$")


class ServedTests(TestCase):
    def test_every_answer_has_its_name_pages_errors_and_probes_alike(self):
        for path in ("/", "/nothing/", "/desk/", "/healthz", "/metrics"):
            with self.subTest(path):
                self.assertRegex(self.client.get(path)["X-Request-ID"], r"^[0-9a-f]{32}$")
        with self.assertLogs("newsroom.operation.hosts"):
            refused = self.client.get("/", headers={"Host": "elsewhere.example"})
        self.assertRegex(refused["X-Request-ID"], r"^[0-9a-f]{32}$")


class FailureTests(SimpleTestCase):
    def test_a_traceback_keeps_its_lines_of_code(self):
        try:
            raise ValueError("asked for ?a=b")
        except ValueError:
            record = logging.LogRecord("x", logging.ERROR, "x.py", 1, "m", (), sys.exc_info())
        self.assertIn(
            'raise ValueError("asked for ?…")', JsonLine().format(record).replace("\\", "")
        )
