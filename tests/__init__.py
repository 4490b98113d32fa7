import os

from hypothesis import settings

# A slow machine is no broken promise, and CI has to say the same twice.
settings.register_profile("newsroom", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("newsroom")
