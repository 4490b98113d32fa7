"""Newsletters: chosen pieces as mail, to be sent by whatever service a newsroom uses."""
