// The room of a piece: the keys, what opens, and the type of readers in the editor. Everything here
// can be done without it: buttons save, links lead to the panel, a field takes the moment.
{
  const form = document.getElementById("article_form")
  const isLine = (control) => control.matches("input:not([type=submit], [type=button], [type=checkbox], [type=radio], [type=file])")

  document.addEventListener("prose-editor:ready", ({ detail }) => {
    detail.editor.setOptions({ editorProps: { attributes: { class: "prose" } } })
  })

  function follow(control) {
    if (control.name === "title") return form.elements.standfirst
    return control.name === "standfirst" && form.querySelector(".sheet__body .ProseMirror")
  }

  // Enter goes on, and never sends the form.
  form?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return
    const next = !event.shiftKey && follow(event.target)
    if (next) next.focus()
    if (next || event.target.name === "title" || isLine(event.target)) event.preventDefault()
  })

  function leadToTheNextMove() {
    const next = document.querySelector("#next-move summary, #next-move button")
    if (!next) return
    show(document.getElementById("panel"))
    const details = next.closest("details")
    if (details) details.open = true
    const first = details?.querySelector("input, textarea, button[name]") || next
    first.focus()
  }

  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
    if (isCommand && event.key.toLowerCase() === "s") {
      event.preventDefault()
      const save = form?.querySelector(".bar__save")
      if (save && !event.repeat) form.requestSubmit(save)
    } else if (isCommand && event.key === "Enter") {
      event.preventDefault()
      leadToTheNextMove()
    } else if (event.key === "?" && !event.target.closest("input, textarea, select, [contenteditable=true]")) {
      event.preventDefault()
      document.getElementById("keys")?.showModal()
    }
  }, true)

  function show(panel) {
    panel?.classList.add("panel--open")
  }

  for (const button of document.querySelectorAll("[data-opens]")) {
    button.hidden = false
    button.addEventListener("click", () => {
      const opened = document.getElementById(button.dataset.opens)
      if (opened.showModal) return opened.showModal()
      const isOpen = opened.classList.toggle("panel--open")
      button.setAttribute("aria-expanded", isOpen)
      if (isOpen) opened.focus()
    })
  }

  for (const presets of document.querySelectorAll(".presets")) presets.hidden = false
  document.addEventListener("click", ({ target }) => {
    const preset = target.closest?.(".preset")
    if (!preset) return
    const field = document.getElementById(preset.dataset.fills)
    field.value = preset.dataset.with
    field.dispatchEvent(new Event("change", { bubbles: true }))
    field.focus()
  })
}
