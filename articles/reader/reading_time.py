"""How long it takes to read a piece, in its language."""

import math

# Words a minute, of adults who read a text aloud; whoever reads in silence is a little faster:
# S. Trauzettel-Klosinski and K. Dietz, "Standardized Assessment of Reading Performance", 2012
# (Investigative Ophthalmology and Visual Science 53:9), table 3. Ukrainian and Belarusian were not
# measured: their words are as long as those of Russian.
SPEEDS = {
    "ar": 138, "be": 184, "de": 179, "en": 228, "es": 218, "fi": 161, "fr": 195, "he": 187,
    "it": 188, "nl": 202, "pl": 166, "pt": 181, "ru": 184, "sl": 180, "sv": 199, "tr": 166,
    "uk": 184,
}  # fmt: skip
OTHERS = 184


def minutes(version):
    """The whole minutes that a version takes, one at least; 0 where nobody counted its words."""
    speed = SPEEDS.get(version.language.split("-")[0], OTHERS)
    return math.ceil(version.words / speed)
