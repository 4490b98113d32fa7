"""What PHP wrote with `serialize`: arrays of texts and numbers, as far as exports need them."""

import re

# No number that PHP writes is longer.
STRING = re.compile(rb's:(\d{1,19}):"')
NUMBER = re.compile(rb"i:(-?\d{1,19});")
ARRAY = re.compile(rb"a:\d+:\{")


def values(text: str) -> list[str | int]:
    """The values of an array, without its keys; an empty list for anything else."""
    data, place, found = text.encode(), 0, []
    begins = ARRAY.match(data)
    if not begins:
        return []
    place = begins.end()
    while place < len(data) and data[place : place + 1] != b"}":
        if number := NUMBER.match(data, place):
            found.append(int(number[1]))
            place = number.end()
        elif string := STRING.match(data, place):
            end = string.end() + int(string[1])
            found.append(data[string.end() : end].decode(errors="replace"))
            place = end + 2
        else:
            return []
    return found[1::2]
