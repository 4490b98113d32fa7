// Saves a piece where it is: the text, the caret and what can be undone stay as they are. What the
// newsroom answers is the page as it is saved; the parts that follow from that are taken from it.
// Where it answers anything else, the form is sent as without this script.
{
  const form = document.querySelector("form:has(.bar__save)")
  const FOLLOWING = ["saved", "in-the-way", "strip", "printed", "sheet-byline", "sheet-lead"]
  let isOurs = false

  // The fields of a row that was added or removed are others once it is saved.
  function isSameRows() {
    const totals = [...form.querySelectorAll("[name$=-TOTAL_FORMS]")]
    const known = (total) => form.elements[total.name.replace("TOTAL", "INITIAL")].value
    const isRemoved = form.querySelector("[name$=-DELETE]:checked")
    return !isRemoved && totals.every((total) => total.value === known(total))
  }

  // What is typed beside the buttons of the moves is not saved with the piece.
  function isTypedIn(part) {
    const typed = [...part.querySelectorAll("textarea, input:not([type=checkbox], [type=hidden])")]
    return typed.some((field) => field.value !== field.defaultValue) || part.querySelector(":checked")
  }

  function take(page) {
    const state = document.getElementById("state")
    for (const id of isTypedIn(state) ? FOLLOWING : [...FOLLOWING, "state"]) {
      const [shown, fresh] = [document.getElementById(id), page.getElementById(id)]
      if (shown && fresh) shown.replaceChildren(...fresh.childNodes)
    }
    form.elements.seen.value = page.querySelector("[name=seen]").value
    document.querySelector(".messagelist")?.remove()
    const told = page.querySelector(".messagelist")
    if (told) form.closest("main").prepend(told)
  }

  // From here on these are what the page came with.
  function settle() {
    for (const control of form.elements) {
      if ("defaultChecked" in control) control.defaultChecked = control.checked
      if ("defaultValue" in control && control.type !== "hidden") control.defaultValue = control.value
      for (const option of control.options || []) option.defaultSelected = option.selected
    }
  }

  async function saved(save) {
    const body = new FormData(form, save)
    const answer = await fetch(location.pathname, { method: "POST", body }).catch(() => null)
    if (!answer?.ok || new URL(answer.url).pathname !== location.pathname) return false
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    const isSame = page.querySelector(".stage")?.className === document.querySelector(".stage")?.className
    if (!page.querySelector(".bar__save") || page.querySelector(".errornote")) return false
    if (!isSame) return location.reload() || true
    take(page)
    return true
  }

  form?.addEventListener("submit", async (event) => {
    const save = event.submitter
    const isWhole = isOurs
    isOurs = false
    if (isWhole || !save?.matches(".bar__save") || !form.elements.seen?.value || !isSameRows()) return
    event.preventDefault()
    save.setAttribute("aria-busy", "true")
    const isSaved = await saved(save)
    save.removeAttribute("aria-busy")
    if (isSaved) {
      settle()
      form.dispatchEvent(new CustomEvent("desk:saved", { bubbles: true }))
      return
    }
    // It comes back here once it is known who is signed in (static/desk/signed-in.js).
    isOurs = true
    form.requestSubmit(save)
  })
}
