"""What the first page of the desk says of setting up: an offer, the way there later, or nothing."""

from articles.setting_up.desk.page import LATER, PERMISSION
from articles.setting_up.example import example_here
from articles.setting_up.newness import is_new


class Offer:
    """Read by two templates. It costs nothing for whoever may not set up a newsroom, and two
    queries for everybody else.
    """

    is_made = is_put_off = has_example = False

    def __init__(self, request, masthead):
        if not request.user.has_perm(PERMISSION):
            return
        example = example_here()
        is_open, is_later = is_new(masthead, example), LATER in request.session
        self.has_example = example is not None
        self.is_made = is_open and not is_later
        self.is_put_off = not self.is_made and (is_open or self.has_example)
