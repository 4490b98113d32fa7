"""Which pieces are related: by what they are about, chosen when one of them is published."""
