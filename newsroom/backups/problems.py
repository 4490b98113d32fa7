"""Why a backup cannot be made, read or restored."""


class BackupProblem(Exception):
    """A sentence for whoever runs the newsroom: what is in the way, and what to do about it."""


def altered(part: object) -> BackupProblem:
    """A part of a backup that was cut off, or changed, since it was made."""
    return BackupProblem(
        f"{part} is not what was written. Copy the backup anew from where it lies whole, or take "
        "another one."
    )


def gone(part: object) -> BackupProblem:
    """A part that is no longer in the folder of its backup."""
    return BackupProblem(
        f"{part} is gone. Copy the backup anew from where it lies whole, or take another one."
    )


def closed(path: object) -> BackupProblem:
    """Something that the user who runs the newsroom may not open."""
    return BackupProblem(
        f"This user may not read {path}: copy it to where they may, and make it theirs."
    )
