"""How the publication looks: its logo, icon, colours and typefaces, as the desk sets them."""
