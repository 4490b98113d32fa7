import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.test import SimpleTestCase

KEY = "a-key-that-is-random-enough-for-a-test-and-nothing-else-0123456789"
PRINT = """
import json
from newsroom import settings
print(json.dumps({name: getattr(settings, name, None) for name in %r.split()}, default=str))
"""


class SettingsTests(SimpleTestCase):
    """The settings as another process reads them, in a folder without anything made before."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = Path(folder.name).resolve()
        (self.home / "newsroom").mkdir()
        for name in ("__init__.py", "settings.py", "environment.py", "databases.py"):
            shutil.copy(settings.BASE_DIR / "newsroom" / name, self.home / "newsroom")
        (self.home / "newsroom" / "operation").mkdir()
        for name in ("__init__.py", "logs.py"):
            source = settings.BASE_DIR / "newsroom" / "operation" / name
            shutil.copy(source, self.home / "newsroom" / "operation")

    def run_settings(self, names, variables):
        return subprocess.run(
            [sys.executable, "-c", PRINT % names],
            cwd=self.home,
            env={"PATH": os.environ["PATH"], **variables},
            capture_output=True,
            text=True,
        )

    def read(self, names, **variables):
        done = self.run_settings(names, {"SECRET_KEY": KEY, **variables})
        self.assertEqual(done.returncode, 0, done.stderr)
        return list(json.loads(done.stdout).values())

    def refusal(self, **variables):
        done = self.run_settings("DEBUG", variables)
        self.assertNotEqual(done.returncode, 0)
        return done.stderr.strip().splitlines()[-1].partition(": ")[2]

    def test_without_a_key_it_starts_for_debugging_only(self):
        self.assertEqual(
            self.refusal(),
            "SECRET_KEY is not set. Set it, or SECRET_KEY_FILE, to a long random text; "
            "or set DEBUG=1 to work on this machine only.",
        )
        self.assertEqual(self.read("DEBUG", SECRET_KEY="", DEBUG="1"), [True])

    def test_the_key_that_the_demo_made_is_found(self):
        (self.home / "var").mkdir()
        (self.home / "var" / "secret-key").write_text(f"{KEY}\n")
        self.assertEqual(self.read("SECRET_KEY", SECRET_KEY=""), [KEY])

    def test_a_key_that_could_be_guessed_is_refused_and_says_how_to_make_one(self):
        for key in ("k" * 49, "short", "k" * 64):
            self.assertEqual(
                self.refusal(SECRET_KEY=key),
                "SECRET_KEY has to be 50 random characters or more: whoever guesses it can sign "
                "in as anybody. Make one: "
                "python3 -c 'import secrets; print(secrets.token_urlsafe(64))'",
            )
        self.assertEqual(self.read("SECRET_KEY", SECRET_KEY="short", DEBUG="1"), ["short"])

    def test_a_site_on_https_keeps_its_readers_there(self):
        names = (
            "SECURE_SSL_REDIRECT SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SECURE_HSTS_SECONDS "
            "ALLOWED_HOSTS CSRF_TRUSTED_ORIGINS SERVE_MEDIA SECURE_PROXY_SSL_HEADER"
        )
        self.assertEqual(
            self.read(names, SITE_URL="https://example.org"),
            [True, True, True, 31_536_000, ["example.org"], ["https://example.org"], False, None],
        )
        self.assertEqual(
            self.read(names),
            [False, False, False, 0, ["localhost", "127.0.0.1", "[::1]"]]
            + [["http://127.0.0.1:8000"], True, None],
        )

    def test_more_is_promised_of_a_domain_only_when_told_to(self):
        names = "SECURE_HSTS_INCLUDE_SUBDOMAINS SECURE_HSTS_PRELOAD"
        self.assertEqual(self.read(names, SITE_URL="https://example.org"), [False, False])
        told = {"HSTS_INCLUDE_SUBDOMAINS": "1", "HSTS_PRELOAD": "1"}
        self.assertEqual(self.read(names, **told), [True, True])

    def test_a_forwarded_protocol_is_believed_only_when_told_to(self):
        self.assertEqual(
            self.read("SECURE_PROXY_SSL_HEADER", TRUST_X_FORWARDED_PROTO="1"),
            [["HTTP_X_FORWARDED_PROTO", "https"]],
        )

    def test_the_desk_is_where_its_setting_says(self):
        self.assertEqual(self.read("DESK_PATH PROXIES"), ["desk/", 0])
        self.assertEqual(
            self.read("DESK_PATH PROXIES", DESK_PATH="/back/room", PROXIES="2"), ["back/room/", 2]
        )
        self.assertEqual(
            self.refusal(SECRET_KEY=KEY, DESK_PATH="../x"),
            "DESK_PATH is '../x': expected a path like desk/ of small letters, digits, - and _.",
        )
        self.assertEqual(
            self.refusal(SECRET_KEY=KEY, PROXIES="one"),
            "PROXIES is 'one': expected a whole number, zero or more.",
        )

    def test_keys_from_before_are_known_as_such(self):
        self.assertEqual(self.read("SECRET_KEY_FALLBACKS"), [[]])
        self.assertEqual(
            self.read("SECRET_KEY_FALLBACKS", SECRET_KEY_FALLBACKS="a, b"), [["a", "b"]]
        )

    def test_the_language_of_the_site_is_the_first_of_its_languages(self):
        self.assertEqual(self.read("LANGUAGE_CODE", LANGUAGES="pl,en"), ["pl"])
        self.assertEqual(
            self.refusal(SECRET_KEY=KEY, LANGUAGES="pl,en", LANGUAGE_CODE="de"),
            "LANGUAGE_CODE is 'de': expected one of LANGUAGES, which are pl, en.",
        )

    def test_files_are_kept_in_var_unless_told_otherwise(self):
        var = self.home / "var"
        self.assertEqual(
            self.read("MEDIA_ROOT STATIC_ROOT"), [str(var / "media"), str(var / "static")]
        )
        self.assertEqual(self.read("MEDIA_ROOT", MEDIA_ROOT="/srv/media"), ["/srv/media"])
