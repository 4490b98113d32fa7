"""What an editor reads when a manuscript cannot be imported."""


class ManuscriptRefused(Exception):
    """A file was not read as a manuscript. The message is one sentence for an editor."""
