"""Every address of the program against every role: what `docs/permissions.md` tells."""
