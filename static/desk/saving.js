// Saves a piece where it is: the text, the caret and what can be undone stay as they are. What the
// newsroom answers is the page as it is saved; the parts that follow from that are taken from it.
// Where it answers anything else, the form is sent as without this script.
{
  const form = document.querySelector("form:has(.bar__save)")
  const FOLLOWING = ["saved", "in-the-way", "strip", "printed", "sheet-byline", "sheet-lead"]
  const TOLD = "newsroom.told"
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
    for (const name of ["seen", "suggests"]) {
      const fresh = page.querySelector(`[name=${name}]`)
      if (fresh && form.elements[name]) form.elements[name].value = fresh.value
    }
    document.querySelector(".messagelist")?.remove()
    const told = page.querySelector(".messagelist")
    if (told) form.closest("main").prepend(told)
  }

  // From here on what was sent is what the page came with.
  function settle(sent) {
    for (const control of form.elements) {
      const values = sent.getAll(control.name)
      if (control.type === "hidden" || !control.name) continue
      if ("defaultChecked" in control && ["checkbox", "radio"].includes(control.type)) {
        control.defaultChecked = values.includes(control.value)
      } else if (control.options) {
        for (const option of control.options) option.defaultSelected = values.includes(option.value)
      } else if ("defaultValue" in control && values.length) control.defaultValue = values[0]
    }
  }

  const bare = (name, value) => {
    const text = String(value).replace(/\r\n?/g, "\n").trim()
    return name === "tags" ? text.split(/\s*,\s*/).sort().join() : text
  }

  // Whether something else is saved than was sent: put together with what somebody else saved.
  function isOtherwise(page, sent) {
    const stored = new FormData(page.getElementById(form.id))
    const isCompared = (name) =>
      !/^(_|move-|mention-|seen$|suggests$|csrf)/.test(name) && form.elements[name]?.type !== "hidden"
    const names = [...new Set([...stored.keys(), ...sent.keys()])].filter(isCompared)
    return names.some((name) => bare(name, stored.getAll(name)) !== bare(name, sent.getAll(name)))
  }

  const isTypedSince = (sent) =>
    [...new FormData(form)].some(([name, value]) => !sent.getAll(name).includes(value))

  // The page as it is saved, with what was told along with it.
  function comeAgain(page, address) {
    const told = page.querySelector(".messagelist")
    if (told) sessionStorage.setItem(TOLD, told.outerHTML)
    // Not reloaded: browsers put back what was typed.
    location.replace(address)
  }

  function tellWhatWasTold() {
    const told = sessionStorage.getItem(TOLD)
    sessionStorage.removeItem(TOLD)
    if (!told) return
    form.closest("main").prepend(new DOMParser().parseFromString(told, "text/html").body.firstChild)
  }

  // Whether the newsroom has taken it.
  async function save(sent) {
    const answer = await fetch(location.pathname, { method: "POST", body: sent }).catch(() => null)
    if (!answer?.ok || new URL(answer.url).pathname !== location.pathname) return false
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    if (!page.querySelector(".bar__save") || page.querySelector(".errornote")) return false
    const stage = (whole) => whole.querySelector(".stage")?.className
    if (stage(page) === stage(document) && !isOtherwise(page, sent)) {
      take(page)
      history.replaceState(history.state, "", answer.url)
      return true
    }
    // What was typed meanwhile is put together with what is saved, by the newsroom.
    if (isTypedSince(sent)) return false
    comeAgain(page, answer.url)
    return true
  }

  const isTyped = (control) => {
    if (!control.name || control.type === "hidden" || /^(_|move-|suggests$)/.test(control.name)) return false
    if (control.options) return [...control.options].some((one) => one.selected !== one.defaultSelected)
    if (["checkbox", "radio"].includes(control.type)) return control.checked !== control.defaultChecked
    return "defaultValue" in control && control.value !== control.defaultValue
  }

  // Whoever looks at the preview means what they typed, and not what they saved before.
  document.getElementById("preview")?.addEventListener("click", (event) => {
    const { href, dataset } = event.currentTarget
    const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey
    if (isElsewhere || !("saves" in dataset) || form?.querySelector("[name=suggests]:checked")) return
    if (![...form.elements].some(isTyped)) return
    event.preventDefault()
    form.addEventListener("desk:saved", () => location.assign(href), { once: true })
    form.requestSubmit(form.querySelector(".bar__save"))
  })

  if (form) tellWhatWasTold()
  form?.addEventListener("submit", async (event) => {
    const button = event.submitter
    const isWhole = isOurs
    isOurs = false
    if (isWhole || !button?.matches(".bar__save")) return
    if (event.defaultPrevented || !form.elements.seen?.value || !isSameRows()) return
    event.preventDefault()
    button.setAttribute("aria-busy", "true")
    const sent = new FormData(form, button)
    const isTaken = await save(sent)
    button.removeAttribute("aria-busy")
    if (isTaken) {
      settle(sent)
      form.dispatchEvent(new CustomEvent("desk:saved", { bubbles: true }))
      return
    }
    // It comes back here once it is known who is signed in (static/desk/signed-in.js).
    isOurs = true
    form.requestSubmit(button)
  })
}
