from django.test import SimpleTestCase

from newsroom.kit.embeds import PROVIDERS, embed_at, hosts_in

# Of each provider: addresses that it knows, and where it shows what stands there.
SHOWN = {
    "YouTube": [
        *(
            (address, "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ")
            for address in (
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
                "https://m.youtube.com/watch?list=x&v=dQw4w9WgXcQ&t=1",
                "https://youtube.com/shorts/dQw4w9WgXcQ?feature=share",
                "https://www.youtube.com/live/dQw4w9WgXcQ",
                "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
                "https://youtu.be/dQw4w9WgXcQ?si=abc",
            )
        ),
    ],
    "Vimeo": [
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
        (
            "https://vimeo.com/76979871/8272103f6e",
            "https://player.vimeo.com/video/76979871?dnt=1&h=8272103f6e",
        ),
        ("https://player.vimeo.com/video/1?a=b", "https://player.vimeo.com/video/1?dnt=1"),
    ],
    "SoundCloud": [
        (
            "https://soundcloud.com/a-b/c_d?utm=1",
            "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fa-b%2Fc_d",
        ),
    ],
    "Spotify": [
        (
            "https://open.spotify.com/intl-de/episode/7makk4oTQel546B0PZlDM5?si=1",
            "https://open.spotify.com/embed/episode/7makk4oTQel546B0PZlDM5",
        ),
    ],
    "Mastodon": [
        ("https://mastodon.social/@Gargron/1", "https://mastodon.social/@Gargron/1/embed"),
    ],
    "X": [
        (
            "https://twitter.com/jack/status/20",
            "https://platform.twitter.com/embed/Tweet.html?dnt=true&id=20",
        ),
    ],
    "Datawrapper": [
        ("https://datawrapper.dwcdn.net/AbC12/3/", "https://datawrapper.dwcdn.net/AbC12/"),
        ("https://www.datawrapper.de/_/AbC12/", "https://datawrapper.dwcdn.net/AbC12/"),
    ],
    "Flourish": [
        (
            "https://public.flourish.studio/visualisation/123/",
            "https://flo.uri.sh/visualisation/123/embed",
        ),
    ],
    "OpenStreetMap": [
        (
            "https://www.openstreetmap.org/node/1#map=12/52.0/21.0",
            "https://www.openstreetmap.org/export/embed.html"
            "?bbox=20.89700%2C51.94850%2C21.10300%2C52.05150&layer=mapnik",
        ),
    ],
}
LINKS = (
    "http://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com/@channel",
    "https://www.youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
    "https://evil.example/https://youtu.be/dQw4w9WgXcQ",
    "https://youtu.be/dQw4w9WgXcQ\n",
    "https://evil.example/@a/1",
    "https://vimeo.com/",
    "javascript:alert(1)",
    "",
)


class EmbedTests(SimpleTestCase):
    def test_every_provider_shows_what_stands_at_its_addresses(self):
        self.assertEqual(list(SHOWN), [one.name for one in PROVIDERS])
        for name, examples in SHOWN.items():
            for address, frame in examples:
                with self.subTest(address):
                    embed = embed_at(address)
                    self.assertEqual((embed.provider.name, embed.frame), (name, frame))
                    self.assertTrue(frame.startswith(f"{embed.host}/"))

    def test_everything_else_stays_a_link(self):
        for address in LINKS:
            with self.subTest(address):
                self.assertIsNone(embed_at(address))

    def test_a_body_lets_in_the_sites_of_its_embeds_and_of_nothing_else(self):
        embed = '<aside class="embed"><p><a href="{}">a</a></p></aside>'.format
        body = (
            embed("https://youtu.be/dQw4w9WgXcQ")
            + embed("https://www.youtube.com/watch?a=1&amp;v=dQw4w9WgXcQ")
            + f"<blockquote>{embed('https://vimeo.com/1')}</blockquote>"
            + embed("https://evil.example/")
            + '<aside class="card"><p><a href="https://x.com/a/status/1">a</a></p></aside>'
            + '<p><a href="https://x.com/a/status/1">a</a></p>'
        )
        self.assertEqual(
            hosts_in(body), ["https://www.youtube-nocookie.com", "https://player.vimeo.com"]
        )
