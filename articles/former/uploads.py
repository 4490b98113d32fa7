"""Files of a former site by their addresses."""

import re
from urllib.parse import unquote

from newsroom.kit.web_addresses import parts_of

# What systems write behind the name of a picture of which they made a smaller one, or a copy.
SMALLER = re.compile(r"(?:-\d{1,5}x\d{1,5}|-scaled|-rotated|-e\d{10,13}|@2x)+(?=\.\w{2,5}$)")
# Where uploads lie: of WordPress, of one of its sites among several, of Ghost.
FOLDERS = re.compile(
    r"^.*?/(?:wp-content/uploads|wp-content/blogs\.dir/\d+/files|files|content/images)"
    r"(?:/size/\w+)?/"
)


def file_of(address: str) -> str:
    """The path below the folder of uploads at which the whole picture lies, or nothing where an
    address is none of an upload.
    """
    path = unquote(parts_of(address).path)
    found = FOLDERS.match(path)
    return SMALLER.sub("", path[found.end() :]) if found else ""
