// Asks for a few words over the page. `fields` are {name, label, value, type, help, check}: `check`
// is given a value, and all of them, and says in words what is wrong with it, or nothing. `also`
// are buttons beside the two, as {name, label}; `onPaste` is given the event and the form. Resolves
// with what was typed, with {pressed: name}, or with null.
export function ask({ title, fields, save, cancel, also = [] }) {
  const dialog = made("dialog", { className: "ask" })
  const form = made("form", { method: "dialog", noValidate: true })
  const heading = made("h2", { textContent: title, id: "ask-title" })
  dialog.setAttribute("aria-labelledby", heading.id)
  form.append(heading, ...fields.map(row))
  const buttons = made("p", { className: "ask__buttons" })
  buttons.append(
    made("button", { type: "submit", className: "button default ask__save", textContent: save }),
    ...also.map(({ name, label }) => made("button", { type: "button", className: "button", name, textContent: label })),
    made("button", { type: "button", className: "button", name: "cancel", textContent: cancel }),
  )
  form.append(buttons)
  dialog.append(form)
  document.body.append(dialog)
  return new Promise((resolve) => {
    const end = (answer) => {
      dialog.remove()
      resolve(answer)
    }
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      const typed = Object.fromEntries(new FormData(form))
      const wrong = fields.filter((field) => complained(form, field, typed))
      if (wrong.length) form.elements[wrong[0].name].focus()
      else end(typed)
    })
    for (const { name, onPaste } of fields) {
      if (onPaste) form.elements[name].addEventListener("paste", (event) => onPaste(event, form))
    }
    for (const button of buttons.querySelectorAll("[type=button]")) {
      const { name } = button
      button.addEventListener("click", () => end(name === "cancel" ? null : { pressed: name }))
    }
    dialog.addEventListener("close", () => end(null))
    dialog.showModal()
  })
}

const made = (name, properties) => Object.assign(document.createElement(name), properties)

function row({ name, label, value = "", type = "text", help }) {
  const id = `ask-${name}`
  const row = made("p", { className: "ask__field" })
  const isLong = type === "long"
  const control = made(isLong ? "textarea" : "input", { id, name, value })
  if (!isLong) control.type = type
  control.setAttribute("aria-describedby", `${id}-help ${id}-wrong`)
  row.append(
    made("label", { htmlFor: id, textContent: label }),
    control,
    made("span", { id: `${id}-help`, className: "help", textContent: help || "" }),
    made("span", { id: `${id}-wrong`, className: "ask__wrong" }),
  )
  return row
}

function complained(form, { name, check }, typed) {
  const words = (check && check(typed[name], typed)) || ""
  form.elements[name].setAttribute("aria-invalid", String(Boolean(words)))
  form.querySelector(`#ask-${name}-wrong`).textContent = words
  return words
}
