import time

from django.core.exceptions import ValidationError
from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from articles.models import VersionHandle
from authors.handles import Handle, Platform, find_handles, guess_platform, normalise, platforms
from authors.models import SocialHandle

P = Platform

SAME = [
    (
        Handle(P.X, "MTemnycky", "https://x.com/MTemnycky"),
        "MTemnycky",
        "@MTemnycky",
        " @MTemnycky/ ",
        "\u200e@MTemnycky",
        "x.com/MTemnycky",
        "https://x.com/@MTemnycky",
        "http://www.twitter.com/MTemnycky/",
        "https://mobile.twitter.com/MTemnycky?lang=en&s=20",
        "https://x.com/MTemnycky/status/1843#m",
    ),
    (
        Handle(P.BLUESKY, "jan.bsky.social", "https://bsky.app/profile/jan.bsky.social"),
        "jan",
        "@Jan.bsky.social",
        "https://bsky.app/profile/jan.bsky.social/",
        "https://bsky.app/profile/jan.bsky.social/post/3kabc",
        "https://jan.bsky.social",
    ),
    (
        Handle(
            P.BLUESKY,
            "did:plc:z72i7hdynmk6r22z27h6tvur",
            "https://bsky.app/profile/did:plc:z72i7hdynmk6r22z27h6tvur",
        ),
        "did:plc:z72i7hdynmk6r22z27h6tvur",
        "https://bsky.app/profile/did%3Aplc%3Az72i7hdynmk6r22z27h6tvur",
    ),
    (
        Handle(P.MASTODON, "jan@mastodon.social", "https://mastodon.social/@jan"),
        "@jan@mastodon.social",
        "jan@Mastodon.Social",
        "@jan@mastodon.social/",
        "https://mastodon.social/@jan",
        "https://mastodon.social/users/jan",
        "https://mastodon.social/web/@jan/1234",
        "https://pol.social/@jan@mastodon.social",
    ),
    (
        Handle(P.LINKEDIN, "jan-kowalski-12", "https://www.linkedin.com/in/jan-kowalski-12"),
        "jan-kowalski-12",
        "in/jan-kowalski-12",
        "https://pl.linkedin.com/in/jan-kowalski-12/?originalSubdomain=pl",
        "https://www.linkedin.com/mwlite/in/jan-kowalski-12/details/",
    ),
    (
        Handle(P.LINKEDIN, "company/new-east", "https://www.linkedin.com/company/new-east"),
        "company/new-east",
        "linkedin.com/company/new-east/about",
    ),
    (
        Handle(P.LINKEDIN, "łukasz-żak", "https://www.linkedin.com/in/łukasz-żak"),
        "https://www.linkedin.com/in/%C5%82ukasz-%C5%BCak/",
    ),
    (
        Handle(P.FACEBOOK, "jan.kowalski", "https://www.facebook.com/jan.kowalski"),
        "@jan.kowalski",
        "https://m.facebook.com/jan.kowalski?mibextid=x",
        "fb.com/jan.kowalski/",
    ),
    (
        Handle(P.FACEBOOK, "100012345", "https://www.facebook.com/100012345"),
        "https://www.facebook.com/profile.php?id=100012345",
        "https://www.facebook.com/people/Jan-Kowalski/100012345/",
    ),
    (
        Handle(
            P.FACEBOOK,
            "Weir-Keepers-104512345678901",
            "https://www.facebook.com/Weir-Keepers-104512345678901",
        ),
        "https://www.facebook.com/Weir-Keepers-104512345678901/",
    ),
    (
        Handle(
            P.FACEBOOK,
            "p/Weir-Keepers-100064812345678",
            "https://www.facebook.com/p/Weir-Keepers-100064812345678",
        ),
        "https://www.facebook.com/p/Weir-Keepers-100064812345678/",
    ),
    (
        Handle(P.INSTAGRAM, "jan_k.foto", "https://www.instagram.com/jan_k.foto/"),
        "@Jan_K.foto",
        "https://instagram.com/jan_k.foto/?igsh=abc",
    ),
    (
        Handle(P.THREADS, "jan_k", "https://www.threads.com/@jan_k"),
        "jan_k",
        "https://www.threads.net/@jan_k",
    ),
    (
        Handle(P.YOUTUBE, "NewEast", "https://www.youtube.com/@NewEast"),
        "@NewEast",
        "https://m.youtube.com/@NewEast/videos",
    ),
    (
        Handle(
            P.YOUTUBE,
            "channel/UCabcdefghijklmnopqrstuv",
            "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv",
        ),
        "channel/UCabcdefghijklmnopqrstuv",
        "youtube.com/channel/UCabcdefghijklmnopqrstuv?app=desktop",
    ),
    (
        Handle(P.TELEGRAM, "nasha_niva", "https://t.me/nasha_niva"),
        "@nasha_niva",
        "https://telegram.me/nasha_niva",
        "t.me/s/nasha_niva",
        "https://t.me/nasha_niva/123",
    ),
    (
        Handle(P.ORCID, "0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097"),
        "0000000218250097",
        "ORCID iD: 0000-0002-1825-0097",
        "http://orcid.org/0000-0002-1825-0097",
    ),
    (
        Handle(P.ORCID, "0000-0002-1694-233X", "https://orcid.org/0000-0002-1694-233X"),
        "0000-0002-1694-233x",
    ),
    (
        Handle(P.WEBSITE, "example.org", "https://example.org/"),
        "http://Example.org",
        "example.org/#about",
        "https://example.org/?utm_source=x&fbclid=1",
    ),
    (
        Handle(P.WEBSITE, "example.org/jan?page=2", "https://example.org/jan?page=2"),
        "https://example.org/jan/?page=2",
    ),
    (
        Handle(P.WEBSITE, "example.org/?author=3", "https://example.org/?author=3"),
        "https://example.org/?author=3",
        "https://example.org?author=3&utm_source=x",
    ),
    # What an address asks for is kept as it is written: a word alone, a slash at its end.
    (
        Handle(P.WEBSITE, "example.org/?about", "https://example.org/?about"),
        "https://example.org/?about",
    ),
    (
        Handle(P.WEBSITE, "example.org/?of=/a/", "https://example.org/?of=/a/"),
        "https://example.org?of=/a/",
    ),
]

REFUSED = {
    P.X: [
        "abcdefghijklmnop",
        "jan kowalski",
        "ян",
        "jan-k",
        "@",
        "",
        "x.com/",
        "x.com/home",
        "a@b",
    ],
    P.BLUESKY: ["jan_k", "-jan.example.com", "bsky.app/profile/", "did:key:abc", "bsky.app/search"],
    P.MASTODON: ["jan", "@jan", "@jan@localhost", "https://example.org/jan", "a b@c.org"],
    P.LINKEDIN: ["ab", "https://www.linkedin.com/feed/", "https://linkedin.com/posts/jan", "a b c"],
    P.FACEBOOK: [
        "jan",
        "jan..kowalski",
        "facebook.com/groups/123456",
        "fb.com/sharer?u=x",
        "facebook.com/p/",
        "weir-104",
    ],
    P.INSTAGRAM: [".jan", "jan.", "j" * 31, "instagram.com/p/Cabc/"],
    P.THREADS: ["jan..k", "threads.net/"],
    P.YOUTUBE: ["ab", "https://youtu.be/abcdefghijk", "youtube.com/watch?v=abc", "channel/UCshort"],
    P.TELEGRAM: ["abc", "1jan", "jan__k", "t.me/+abcdef", "t.me/joinchat/abc"],
    P.ORCID: ["0000-0002-1825-0098", "0000-0002-1825", "0000-0002-1825-009Y", "jan"],
    P.WEBSITE: ["jan", "localhost", "https://", "http://[", "https://a b.org", "//example.org"],
}
HOSTILE = [
    "javascript:alert(1)",
    "JaVaScRiPt://x.com/%0Aalert(1)",
    "data:text/html,x",
    "https://x.com@evil.example/jan",
    "https://x.com\\@evil.example/jan",
    "https://evil.example/x.com/jan",
    "https://notx.com/jan",
    "jan\u202ek",
    "jan\x0bk",
    '"><script>alert(1)</script>',
    "../../admin",
    "a" * 5000,
]


class PlatformTests(SimpleTestCase):
    def test_every_platform_has_examples_here_of_what_it_takes_and_refuses(self):
        self.assertEqual(list(dict.fromkeys(handle.platform for handle, *_ in SAME)), list(P))
        self.assertEqual(list(REFUSED), list(P))

    def test_every_platform_is_known_in_the_words_of_a_bio_and_any_website_comes_last(self):
        unknown = [p for p in P if not (p.rules.words or p.rules.alone)]
        self.assertEqual((unknown, [*P][-1]), ([P.WEBSITE], P.WEBSITE))

    def test_a_platform_needs_no_migration(self):
        for model in (SocialHandle, VersionHandle):
            spelt_out = model._meta.get_field("platform").deconstruct()[3]["choices"]
            self.assertEqual(spelt_out, platforms.known)

    def test_a_handle_is_shown_as_its_platform_writes_it(self):
        with_at = [P.X, P.BLUESKY, P.MASTODON, P.INSTAGRAM, P.THREADS, P.TELEGRAM]
        for model in (SocialHandle, VersionHandle):
            for platform in P:
                shown = model(platform=platform.value, handle="jan").shown
                self.assertEqual(shown, "@jan" if platform in with_at else "jan", platform)

    def test_what_was_printed_is_shown_when_its_platform_is_no_more(self):
        self.assertEqual(VersionHandle(platform="myspace", handle="jan").shown, "jan")


class NormaliseTests(SimpleTestCase):
    def refusal(self, platform, text):
        with self.assertRaises(ValidationError) as refused:
            normalise(platform, text)
        return " ".join(refused.exception.messages)

    def test_everything_that_is_pasted_gives_one_handle_and_one_address(self):
        for handle, *spellings in SAME:
            for text in (handle.handle, handle.url, f"@{handle.handle}", *spellings):
                if handle.platform in (P.WEBSITE, P.ORCID) and text.startswith("@"):
                    continue
                with self.subTest(platform=handle.platform, text=text):
                    self.assertEqual(normalise(handle.platform, text), handle)

    def test_a_name_its_platform_could_not_have_is_refused(self):
        for platform, texts in REFUSED.items():
            for text in texts:
                with self.subTest(platform=platform, text=text):
                    self.assertTrue(self.refusal(platform, text).endswith("."))

    def test_nothing_hostile_becomes_an_address(self):
        for platform in P:
            for text in HOSTILE:
                with self.subTest(platform=platform, text=text[:40]):
                    if platform == P.WEBSITE and text.startswith(("https://evil", "https://not")):
                        continue
                    self.assertTrue(self.refusal(platform, text))

    def test_an_address_on_another_platform_is_refused_by_its_name(self):
        for handle, *_spellings in SAME:
            for platform in P:
                if platform != handle.platform and P.WEBSITE not in (handle.platform, platform):
                    with self.subTest(platform=platform, url=handle.url):
                        self.assertEqual(
                            self.refusal(platform, handle.url),
                            f"This is an address on {handle.platform.label}, "
                            f"not on {platform.label}.",
                        )

    def test_a_profile_is_no_website(self):
        self.assertEqual(
            self.refusal(P.WEBSITE, "twitter.com/jan"),
            "This is an address on X: choose X as the platform.",
        )

    def test_a_mistyped_orcid_is_told_from_a_short_one(self):
        self.assertEqual(
            self.refusal(P.ORCID, "0000-0002-1825-0079"),
            "The last digit of this ORCID does not fit the others: one of them is mistyped.",
        )

    def test_a_platform_nobody_knows_is_refused(self):
        self.assertEqual(self.refusal("", "jan"), "Choose a platform.")

    @given(
        st.sampled_from(P),
        st.one_of(
            st.text(st.sampled_from("aZ9_.-@/:?=%łя "), max_size=24),
            st.from_regex(
                r"@?[A-Za-z0-9_]{3,16}(\.[a-z]{2,5})?(@[a-z]{3,8}\.[a-z]{2,3})?/?", fullmatch=True
            ),
            st.from_regex(
                r"(https?://)?(x\.com|t\.me|youtube\.com|bsky\.app/profile|linkedin\.com/in|fb\.com"
                r"|[a-z]{3,8}\.org)/@?[\w.%?=/-]{0,24}",
                fullmatch=True,
            ),
            st.text(max_size=30),
        ),
    )
    def test_a_handle_and_its_address_give_the_handle_again(self, platform, text):
        try:
            handle = normalise(platform, text)
        except ValidationError:
            return
        self.assertEqual(normalise(platform, handle.handle), handle)
        self.assertEqual(normalise(platform, handle.url), handle)
        self.assertTrue(handle.url.startswith("https://"))


class GuessPlatformTests(SimpleTestCase):
    def test_the_platform_is_read_from_the_address_of_a_profile(self):
        for handle, *_spellings in SAME:
            with self.subTest(url=handle.url):
                expected = None if handle.platform == P.WEBSITE else handle.platform
                self.assertEqual(guess_platform(handle.url), expected)

    def test_other_addresses_have_no_platform(self):
        for url in (
            "https://medium.com/@jan",
            "https://notx.com/jan",
            "javascript:x",
            "jan",
            "",
            "http://[",
        ):
            with self.subTest(url=url):
                self.assertIsNone(guess_platform(url))

    def test_a_server_of_its_own_is_mastodon(self):
        self.assertEqual(guess_platform("https://social.example.org/@jan"), P.MASTODON)


class FindHandlesTests(SimpleTestCase):
    def found(self, text):
        return [(handle.platform, handle.handle) for handle in find_handles(text)]

    def test_the_bio_of_the_sample_has_one_handle(self):
        self.assertEqual(
            find_handles("Mark Temnycky is a journalist. He can be found on X @MTemnycky."),
            [Handle(P.X, "MTemnycky", "https://x.com/MTemnycky")],
        )

    def test_names_are_found_in_the_words_of_six_languages(self):
        for text, *expected in (
            ("Twitter: @jan_k.", (P.X, "jan_k")),
            ("Follow her on X (formerly Twitter) at @ola", (P.X, "ola")),
            ("@ola on Bluesky, @ola_k on X", (P.BLUESKY, "ola.bsky.social"), (P.X, "ola_k")),
            ("@ola on X and Bluesky", (P.X, "ola"), (P.BLUESKY, "ola.bsky.social")),
            ("X/Twitter: @jan_k", (P.X, "jan_k")),
            ("Na Facebooku: @jan.kowalski", (P.FACEBOOK, "jan.kowalski")),
            ("W serwisie X: @jan_k, na Twitterze też", (P.X, "jan_k")),
            (
                "Стежте у Х: @marta і в Телеграмі @marta_ua",
                (P.X, "marta"),
                (P.TELEGRAM, "marta_ua"),
            ),
            ("Телеграм-канал @novy_kanal", (P.TELEGRAM, "novy_kanal")),
            ("Сачыце ў Х (раней Twitter) @belsat", (P.X, "belsat")),
            ("Пишет в Твиттере под ником @ivan", (P.X, "ivan")),
            (
                "Auf X unter @jan_k und auf Mastodon @jan@b.social",
                (P.X, "jan_k"),
                (P.MASTODON, "jan@b.social"),
            ),
            ("Instagram: kasia.foto; Twitter: Kasia.", (P.INSTAGRAM, "kasia.foto"), (P.X, "Kasia")),
            (
                "IG – kasia.foto; ТҐ: @kasia_pyshe",
                (P.INSTAGRAM, "kasia.foto"),
                (P.TELEGRAM, "kasia_pyshe"),
            ),
            ("FB: kasia.foto. TG: @kasia_pl", (P.FACEBOOK, "kasia.foto"), (P.TELEGRAM, "kasia_pl")),
            ("ORCID 0000-0002-1825-0097", (P.ORCID, "0000-0002-1825-0097")),
            ("@jan@mastodon.social", (P.MASTODON, "jan@mastodon.social")),
            ("(https://www.linkedin.com/in/jan-k/).", (P.LINKEDIN, "jan-k")),
            (
                "See t.me/jan_k, bsky.app/profile/jan.eu.",
                (P.TELEGRAM, "jan_k"),
                (P.BLUESKY, "jan.eu"),
            ),
            (
                "Strona: https://example.org/jan. Website: x.com/jan",
                (P.WEBSITE, "example.org/jan"),
                (P.X, "jan"),
            ),
        ):
            with self.subTest(text=text):
                self.assertEqual(self.found(text), expected)

    def test_one_handle_written_twice_is_found_once(self):
        self.assertEqual(self.found("On X @jan_k (https://twitter.com/JAN_K)"), [(P.X, "jan_k")])

    def test_what_only_looks_like_a_handle_is_left_alone(self):
        for text in (
            "Write to jan@example.org.",
            "She left Instagram – gladly.",
            "Malcolm X: activist",
            "He worked at Facebook and Twitter.",
            "Telegram: a history of the app",
            "@jan",
            "See https://example.org/@/x and https://example.com/about",
            "Call 1234-5678-9012-3456",
            "",
        ):
            with self.subTest(text=text):
                self.assertEqual(self.found(text), [])

    @given(st.text(max_size=80))
    def test_any_text_can_be_searched(self, text):
        self.assertIsInstance(find_handles(text), list)

    def test_a_hostile_bio_does_not_hold_the_desk_up(self):
        began = time.monotonic()
        for unit in ("a-", "Twitter, ", "X:@", "@a@b.", "https://a."):
            find_handles(unit * (20_000 // len(unit)))
        self.assertLess(time.monotonic() - began, 3)
