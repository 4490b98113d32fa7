#!/usr/bin/env python3
"""How long it takes to look for the names of 500 funders in texts of growing length.

    .venv/bin/python bench/names_in_text.py

The first column is for a process that has never seen the words, the second for one that has.
"""

import os
import sys
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

from newsroom.kit.names.finding import find_names
from newsroom.kit.names.inflection import stem

FUNDERS = 500
LETTERS = {
    "en": "etaoinshrdlu",
    "pl": "aioeznrwstcy",
    "uk": "оаинвіерстку",
    "ru": "оеаинтсрвлкм",
    "de": "enisratdhulc",
}


def main():
    random = Random(3)  # noqa: S311
    for language, letters in LETTERS.items():
        vocabulary = [
            "".join(random.choices(letters, k=random.randint(2, 12))) for _ in range(8000)
        ]
        names = [
            (" ".join(word.capitalize() for word in random.choices(vocabulary, k=length)), number)
            for number in range(FUNDERS)
            for length in (1, 3, 5)
        ]
        for length in (1_000, 10_000, 100_000):
            text = " ".join(random.choices(vocabulary, k=length))
            stem.cache_clear()
            cold, warm = seconds(names, text, language), seconds(names, text, language)
            sys.stdout.write(f"{language} {length:>7} words: {cold:6.3f} s, {warm:6.3f} s\n")


def seconds(names, text, language):
    started = time.perf_counter()
    find_names(names, text, language)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
