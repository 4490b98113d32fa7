import os
import tempfile
from pathlib import Path
from unittest.mock import patch
from urllib.parse import quote

from django.core.exceptions import ImproperlyConfigured
from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from newsroom import databases, environment


class ReadTests(SimpleTestCase):
    def read(self, text, parse=environment.switch, **options):
        with patch.dict(os.environ, {"THING": text}):
            return environment.read("THING", parse, **options)

    def refusal(self, text, parse, **options):
        with self.assertRaises(ImproperlyConfigured) as caught:
            self.read(text, parse, **options)
        return str(caught.exception)

    def test_an_unset_or_blank_variable_is_the_default(self):
        self.assertEqual(environment.read("THING_NOBODY_SETS", environment.switch, "x"), "x")
        self.assertEqual(self.read("  ", default="x"), "x")

    def test_a_switch_understands_eight_words_in_any_case(self):
        on = [self.read(word) for word in ("1", "true", "YES", " on ")]
        off = [self.read(word) for word in ("0", "False", "no", "OFF")]
        self.assertEqual((on, off), ([True] * 4, [False] * 4))

    def test_a_wrong_value_is_answered_with_name_value_and_expectation(self):
        self.assertEqual(
            self.refusal("maybe", environment.switch),
            "THING is 'maybe': expected 1, true, yes or on; or 0, false, no or off.",
        )
        self.assertEqual(
            self.refusal("Europe/Moon", environment.time_zone),
            "THING is 'Europe/Moon': expected the name of a time zone, like Europe/Warsaw.",
        )
        self.assertEqual(
            self.refusal("en,xx", environment.languages),
            "THING is 'en,xx': 'xx' is not a language code; expected codes like en,pl,uk.",
        )
        self.assertEqual(
            self.refusal("-1", environment.seconds),
            "THING is '-1': expected a whole number of seconds, zero or more.",
        )

    def test_a_path_outside_the_time_zones_is_no_time_zone(self):
        for text in ("../../etc/passwd", "/etc/localtime", "\0", "Europe"):
            with self.subTest(text), self.assertRaises(ValueError):
                environment.time_zone(text)

    def test_languages_keep_their_order_and_are_named_once(self):
        self.assertEqual(environment.languages("PL, en,pl"), [("pl", "Polish"), ("en", "English")])

    def test_english_is_that_of_britain_or_of_america_where_it_is_asked_for(self):
        self.assertEqual(
            environment.languages("en-gb,en-us"),
            [("en-gb", "British English"), ("en-us", "American English")],
        )

    def test_a_secret_value_is_never_repeated(self):
        for text in (
            "mysql://user:hunter2@host/name",
            "postgres://user:hunter2/5@host/name",
            "postgres://user:5#hunter2@host/name",
            "postgres://user:hunter2@host:port/name",
            "postgres://user:x@host/name?passwort=hunter2",
            "user:hunter2@host/name",
        ):
            with self.subTest(text):
                refusal = self.refusal(text, databases.database, secret=True)
                self.assertTrue(refusal.startswith("THING: "), refusal)
                self.assertNotIn("hunter2", refusal)


class AddressTests(SimpleTestCase):
    def test_an_address_is_scheme_host_and_port(self):
        self.assertEqual(environment.address("https://example.org/"), "https://example.org")
        self.assertEqual(environment.address("http://[::1]:8000"), "http://[::1]:8000")

    def test_anything_else_is_refused(self):
        for text in (
            "example.org",
            "ftp://example.org",
            "https://",
            "https://example.org/magazine",
            "https://example.org?x=1",
            "https://user@example.org",
            "https://example.org:https",
            "//example.org",
        ):
            with self.subTest(text), self.assertRaises(ValueError):
                environment.address(text)

    def test_hosts_are_names_without_scheme_or_port(self):
        names = ["example.org", ".example.org", "127.0.0.1", "[::1]"]
        self.assertEqual(environment.hosts(" , ".join(names)), names)
        for text in ("https://example.org", "example.org:80", "example.org/", "a b"):
            with self.subTest(text), self.assertRaises(ValueError):
                environment.hosts(text)


class ReportingTests(SimpleTestCase):
    def test_it_is_the_uri_of_a_mail_address_or_an_address_over_tls(self):
        for text, uri in {
            "security@example.org": "mailto:security@example.org",
            "a+b%c@example.org": "mailto:a+b%25c@example.org",
            "https://example.org/report?to=us": "https://example.org/report?to=us",
        }.items():
            self.assertEqual(environment.reporting(text), uri)

    def test_anything_else_is_refused(self):
        for text in (
            "example.org",
            "http://example.org/",
            "https://",
            "https://a.b/ x",
            "a@b\nc@d.e",
        ):
            with self.subTest(text), self.assertRaises(ValueError):
                environment.reporting(text)


class WebAddressTests(SimpleTestCase):
    def test_an_address_is_taken_as_it_is_and_anything_else_refused(self):
        for text in ("https://hub.example.org/", "http://127.0.0.1:8080/hub?a=b"):
            self.assertEqual(environment.web_address(text), text)
        for text in (
            *("hub.example.org", "https://", "ftp://a.b/", "https://a.b/ x", "https://a.b:x/"),
            "https://user:word@a.b/",
        ):
            with self.subTest(text), self.assertRaises(ValueError):
                environment.web_address(text)


class DatabaseTests(SimpleTestCase):
    def place(self, text):
        entry = databases.database(text)
        return {key: entry[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME", "OPTIONS")}

    def test_a_postgres_address_is_taken_apart(self):
        self.assertEqual(
            self.place("postgres://ann:s%40cret@db.example.org:5433/news?sslmode=require"),
            {
                "USER": "ann",
                "PASSWORD": "s@cret",
                "HOST": "db.example.org",
                "PORT": "5433",
                "NAME": "news",
                "OPTIONS": databases.PATIENCE | {"sslmode": "require"},
            },
        )

    def test_a_socket_is_named_by_its_folder(self):
        entry = self.place("postgres://ann@/news?host=/run/postgresql")
        self.assertEqual(
            (entry["HOST"], entry["NAME"], entry["USER"], entry["PORT"], entry["OPTIONS"]),
            ("/run/postgresql", "news", "ann", "", databases.PATIENCE),
        )

    def test_nobody_waits_for_ever_for_a_server_that_says_nothing(self):
        options = self.place("postgres://ann@db.example.org/news")["OPTIONS"]
        self.assertEqual((options["connect_timeout"], options["tcp_user_timeout"]), ("10", "30000"))
        longer = self.place("postgres://ann@db.example.org/news?connect_timeout=40")["OPTIONS"]
        self.assertEqual(longer["connect_timeout"], "40")

    @given(st.text(min_size=1), st.text(min_size=1))
    def test_any_percent_encoded_user_and_password_come_back(self, user, password):
        entry = databases.database(f"postgres://{quote(user, '')}:{quote(password, '')}@h/news")
        self.assertEqual((entry["USER"], entry["PASSWORD"]), (user, password))

    def test_an_sqlite_path_is_relative_with_three_slashes_and_absolute_with_four(self):
        relative = databases.database("sqlite:///some%20where/news.sqlite3")["NAME"]
        self.assertEqual(relative, Path.cwd() / "some where" / "news.sqlite3")
        absolute = databases.database("sqlite:////srv/news.sqlite3")["NAME"]
        self.assertEqual(absolute, Path("/srv/news.sqlite3"))

    def test_sqlite_writers_queue_and_commits_are_on_disk(self):
        options = databases.database("sqlite:////srv/news.sqlite3")["OPTIONS"]
        self.assertEqual(options["transaction_mode"], "IMMEDIATE")
        self.assertGreaterEqual(options["timeout"], 20)
        self.assertIn("journal_mode=WAL", options["init_command"])
        self.assertIn("synchronous=FULL", options["init_command"])

    def test_what_is_no_database_is_refused(self):
        for text in (
            "news.sqlite3",
            "sqlite:///",
            "sqlite://news.sqlite3",
            "sqlite:///:memory:",
            "postgres://host",
            "postgres://host/a/b",
            "postgres://host:99999/news",
            "postgres://host/news?sslmod=require",
            "mysql://host/news",
        ):
            with self.subTest(text), self.assertRaises(ValueError):
                databases.database(text)


class MailTests(SimpleTestCase):
    def test_a_server_is_taken_apart_and_no_password_travels_in_the_clear(self):
        mail = environment.Mail
        for text, expected in {
            "smtps://ann:p%40ss@mail.example.org": mail(
                "mail.example.org", 465, "ann", "p@ss", ssl=True
            ),
            "smtp://ann:p@mail.example.org": mail(
                "mail.example.org", 587, "ann", "p", starttls=True
            ),
            "smtp://ann:p@mail.example.org:2525/": mail(
                "mail.example.org", 2525, "ann", "p", starttls=True
            ),
            "smtp://localhost": mail("localhost"),
        }.items():
            with self.subTest(text):
                self.assertEqual(environment.mail(text), expected)

    def test_what_is_no_mail_server_is_refused(self):
        for text in (
            "mail.example.org",
            "smtps://",
            "http://mail.example.org",
            "smtp://localhost:99999",
            "smtp://ann:p/ss@mail.example.org",
            "smtp://localhost/folder",
        ):
            with self.subTest(text), self.assertRaises(ValueError):
                environment.mail(text)


class SecretKeyTests(SimpleTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.stored = Path(folder.name) / "secret-key"
        self.other = Path(folder.name) / "other"

    def key(self, **variables):
        kept = {k: v for k, v in os.environ.items() if not k.startswith("SECRET_KEY")}
        with patch.dict(os.environ, {**kept, **variables}, clear=True):
            return environment.secret_key(stored_in=self.stored)

    def test_there_is_no_key_unless_somebody_gave_one(self):
        self.assertIsNone(self.key())

    def test_the_variable_goes_before_the_file_stored_here(self):
        self.stored.write_text("stored\n")
        self.assertEqual(self.key(), "stored")
        self.assertEqual(self.key(SECRET_KEY="given"), "given")

    def test_a_named_file_goes_before_the_file_stored_here(self):
        self.stored.write_text("stored\n")
        self.other.write_text("other\n")
        self.assertEqual(self.key(SECRET_KEY_FILE=str(self.other)), "other")

    def test_a_file_that_holds_no_key_is_named(self):
        self.stored.write_text("stored\n")
        for content in (None, b"", b" \n", b"\xff\xfe\x00"):
            with self.subTest(content):
                if content is not None:
                    self.other.write_bytes(content)
                with self.assertRaisesMessage(ImproperlyConfigured, str(self.other)):
                    self.key(SECRET_KEY_FILE=str(self.other))

    def test_two_keys_are_refused_without_repeating_them(self):
        with self.assertRaises(ImproperlyConfigured) as caught:
            self.key(SECRET_KEY="hunter2", SECRET_KEY_FILE=str(self.other))
        self.assertEqual(
            str(caught.exception),
            "SECRET_KEY and SECRET_KEY_FILE are both set: set only one.",
        )
