"""How the tests in a browser come to the desk."""


def sign_in(page, name):
    """Fill in the form at the door, with the password that tests give, and send it."""
    page.fill("#id_login", name)
    page.fill("#id_password", "right words")
    page.click("form:has(#id_login) [type=submit]")
