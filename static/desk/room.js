// The room of a piece: its keys, the panel on narrow screens, the type of readers in the editor.
// Everything here can be done without it: buttons save, links lead to the panel, a field takes the
// moment of a publication.
{
  const form = document.getElementById("article_form")
  const panel = document.getElementById("panel")
  const keys = document.getElementById("keys")
  const drawer = document.querySelector("[data-opens=panel]")
  const TEXTS = "input, textarea, select, [contenteditable=true]"
  const LINES = "input:not([type=submit], [type=button], [type=checkbox], [type=radio], [type=file])"

  document.body.classList.add("has-scripts")

  // A piece that is shown in answer to another address, as that of new ones, goes by its own from
  // here on: loaded anew, it is read and not made once more.
  const own = form?.getAttribute("action")
  if (own) history.replaceState(null, "", own)

  document.addEventListener("prose-editor:ready", ({ detail }) => {
    detail.editor.setOptions({ editorProps: { attributes: { class: "prose" } } })
  })

  // On a narrow screen the panel is drawn over the page, and put away again.
  function draw(isOpen) {
    panel.classList.toggle("panel--open", isOpen)
    drawer?.setAttribute("aria-expanded", isOpen)
  }

  function putAway() {
    if (!panel?.classList.contains("panel--open")) return false
    draw(false)
    return true
  }

  if (panel && drawer) {
    document.body.classList.add("has-drawer")
    drawer.hidden = false
    drawer.addEventListener("click", () => {
      const isOpen = !panel.classList.contains("panel--open")
      draw(isOpen)
      if (isOpen) panel.focus()
    })
    document.addEventListener("click", ({ target }) => {
      const link = target.closest("a[href^='#']")
      const place = link && document.getElementById(link.hash.slice(1))
      if (place) draw(panel.contains(place))
    })
  }

  // Whoever is led to a table without a row is given one, to be filled in.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#'][href$='-group']")
    const table = link && document.getElementById(link.hash.slice(1))
    const add = table?.querySelector(".add-row a")
    if (!add || table.querySelector(".row:not(.empty-form)")) return
    event.preventDefault()
    add.click()
    table.querySelector(".row:not(.empty-form) :is(.select2-selection, select, textarea)")?.focus()
  })

  for (const button of document.querySelectorAll("[data-opens=keys]")) {
    button.hidden = false
    button.addEventListener("click", () => keys.showModal())
  }

  // What is refused as a whole is read first; what is to be corrected has a list that browsers begin at.
  const refused = !document.getElementById("refused") && document.querySelector(".room .errornote")
  if (refused) {
    refused.tabIndex = -1
    refused.focus()
  }

  function following(control) {
    if (control.name === "title") return form.elements.standfirst
    return control.name === "standfirst" && form.querySelector(".sheet .ProseMirror[contenteditable=true]")
  }

  // Enter goes on, and never sends the form.
  form?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return
    const next = !event.shiftKey && following(event.target)
    if (next) next.focus()
    if (next || event.target.name === "title" || event.target.matches(LINES)) event.preventDefault()
  })

  // The move itself is made by a press of its button.
  function leadToTheNextMove() {
    const next = document.querySelector("#next-move summary, #next-move button")
    if (!next) return
    if (drawer) draw(true)
    const move = next.closest("details")
    if (move) move.open = true
    const first = move?.querySelector("input, textarea, button[name]") || next
    first.focus()
  }

  // Before the editor, which knows Ctrl-Enter as a line break.
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.isComposing || !form) return
      const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
      if (isCommand && event.key.toLowerCase() === "s") {
        event.preventDefault()
        const save = form.querySelector(".bar__save")
        if (save && !event.repeat) form.requestSubmit(save)
      } else if (isCommand && event.key === "Enter") {
        event.preventDefault()
        event.stopPropagation()
        leadToTheNextMove()
      } else if (event.key === "Escape" && !event.defaultPrevented) {
        if (putAway()) drawer.focus()
      } else if (event.key === "?" && keys && !event.target.closest(TEXTS)) {
        event.preventDefault()
        keys.showModal()
      }
    },
    true,
  )

  document.addEventListener("click", ({ target }) => {
    const preset = target.closest(".preset")
    if (!preset) return
    const field = document.getElementById(preset.dataset.fills)
    field.value = preset.dataset.with
    field.dispatchEvent(new Event("change", { bubbles: true }))
    field.focus()
  })
}
