"""The life of a newsroom's machine as docs/operators/ tell it, walked by deploy/try."""

import sys

from tests.slow.outcomes import need, printed_by


def operators(seconds):
    """Installed, used, saved, lost, restored and upgraded, by the very lines of the documents."""
    need("openssl", "apt-get install openssl")
    need("setpriv", "apt-get install util-linux")
    left_out, whole = printed_by([sys.executable, "deploy/try"], seconds).strip().splitlines()[-2:]
    return f"{whole} {left_out}"
