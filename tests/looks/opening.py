"""What somebody does on a page until there is something else to look at."""

EDITOR = ".ProseMirror[contenteditable=true]"


def nothing(page):
    """Look at it as it arrives."""


def refused(page):
    page.click("[name=_save]")
    page.wait_for_selector(".errornote")


def everything_unfolded(page):
    page.wait_for_selector(EDITOR)
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")


def written_as_suggestions(page):
    page.wait_for_selector(EDITOR)
    page.get_by_label("Write as suggestions").check()


def sign_in_over_it(page):
    write(page)
    page.context.clear_cookies(name="sessionid")
    page.keyboard.press("Control+s")
    page.wait_for_selector("#signed-out[open]")


def put_back(page):
    write(page)
    page.get_by_text("Kept for you").first.wait_for()
    page.reload()
    page.locator(".offer summary").first.click()


def library(page):
    page.wait_for_selector(EDITOR)
    page.click("[data-tool=picture]")
    page.wait_for_selector(".pick__one img")


def link(page):
    write(page)
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+k")
    page.wait_for_selector("dialog[open] #ask-title")


def menu_of_insertions(page):
    page.wait_for_selector(EDITOR)
    page.locator(f"{EDITOR} > p").last.click()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type("/")
    page.wait_for_selector("[role=listbox] [role=option]")


def two_versions_to_choose_from(page):
    other = page.context.new_page()
    other.goto(page.url)
    for one, words in ((other, "Theirs. "), (page, "Mine. ")):
        write(one, words)
    other.click("[name=_continue]")
    other.wait_for_selector(".messagelist .success", state="attached")
    page.click("[name=_continue]")
    page.wait_for_selector(".conflict")


OVER_A_PIECE = (
    everything_unfolded,
    written_as_suggestions,
    sign_in_over_it,
    put_back,
    library,
    link,
    menu_of_insertions,
    two_versions_to_choose_from,
)


def write(page, words="Typed. "):
    page.wait_for_selector(EDITOR)
    page.locator(f"{EDITOR} > p").first.click()
    page.keyboard.press("Home")
    page.keyboard.type(words)
