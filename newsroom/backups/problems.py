"""Why a backup cannot be made, read or restored."""


class BackupProblem(Exception):
    """A sentence for whoever runs the newsroom: what is in the way, and what to do about it."""
