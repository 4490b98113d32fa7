"""Who comes to the desk: signing in, second factors, sessions, invitations, and their limits."""
