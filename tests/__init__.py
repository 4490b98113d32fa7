import os

from hypothesis import settings

# A slow machine is no broken promise, and CI has to say the same twice. bin/check has the time
# for many more examples.
settings.register_profile(
    "newsroom", max_examples=50, deadline=None, derandomize=bool(os.environ.get("CI"))
)
settings.load_profile("newsroom")
