// Reading what somebody changed in a form of the desk, and putting it back into a fresh one.
// For kept.js. A field is {name, label, was, now}; one of a row in a table below the form also has
// {set, row, field, isOrder}, for the number of a row may be another the next time.
{
  // What is no writing: buttons, files, what scripts keep, what asks for a new look each time.
  const UNKEPT = /^(_|csrfmiddlewaretoken$|seen$)|password|acknowledged$|__prefix__|-[A-Z_]+_FORMS$/
  const UNKEPT_KINDS = ["hidden", "password", "file", "submit", "button", "image", "reset"]
  const ROW = /^(.+)-(\d+)-([^-]+)$/

  const editors = new WeakMap()
  document.addEventListener("prose-editor:ready", ({ detail }) => {
    editors.set(detail.textarea, detail.editor)
  })

  const isTick = (control) => control.type === "checkbox" || control.type === "radio"
  const chosen = (options) => options.map((option) => [option.value, option.label])

  function kept(form) {
    return [...form.elements].filter(
      (control) =>
        control.name &&
        "form" in control &&
        control.tagName !== "FIELDSET" &&
        !UNKEPT.test(control.name) &&
        !UNKEPT_KINDS.includes(control.type) &&
        // The two boxes of the admin, whose choices stand in neither until the form is sent.
        !control.matches(".filtered, .selectfilter"),
    )
  }

  const now = (control) => {
    if (isTick(control)) return control.checked
    return control.options ? chosen([...control.selectedOptions]) : control.value
  }

  function was(control) {
    if (isTick(control)) return control.defaultChecked
    if (!control.options) return control.closest("[data-starts-empty]") ? "" : control.defaultValue
    const options = [...control.options]
    const selected = options.filter((option) => option.defaultSelected)
    // A browser chooses the first; where the newsroom is asked for them, none is there before.
    const isEmpty = control.multiple || control.matches(".admin-autocomplete")
    return chosen(selected.length || isEmpty ? selected : options.slice(0, 1))
  }

  // Two states are one where a browser would send the same.
  const values = (state) => state.map(([value]) => value).filter(Boolean)
  const sent = (state) => JSON.stringify(Array.isArray(state) ? values(state) : state)
  const same = (one, other) => sent(one) === sent(other)

  // Kept by static/desk/ordered.js: where rows stand is seen, and is nobody's writing.
  const isOrder = (control) => control.matches("[data-up] [name$=-position]")

  function place(control) {
    const name = isTick(control) ? `${control.name}=${control.value}` : control.name
    const [, set, number, field] = ROW.exec(name) || []
    if (!set || !control.form.elements[`${set}-TOTAL_FORMS`]) return { name }
    const key = control.form.elements[`${set}-${number}-id`]
    const row = key && key.value ? key.value : `new ${number}`
    return { name, set, field, row, isOrder: isOrder(control) }
  }

  function label(control) {
    const cell = control.closest("td")
    const column = cell && cell.closest("table").querySelectorAll("thead th")[cell.cellIndex]
    const words = (control.labels && control.labels[0]) || column
    return (words ? words.textContent : control.name).trim().replace(/:$/, "")
  }

  const key = ({ name, set, row, field }) => (set ? `${set} ${row} ${field}` : name)

  // What is otherwise than the page came with, or was already when the form was sent before; but
  // for fields that were left alone, unless somebody wrote into them since.
  function read(form, before, leftAlone) {
    const find = (fields, field) => fields.find((one) => key(one) === key(field))
    return kept(form).flatMap((control) => {
      const field = { ...place(control), label: label(control), now: now(control) }
      const known = find(leftAlone, field) ? undefined : find(before, field)
      field.was = known ? known.was : was(control)
      return same(field.was, field.now) ? [] : [field]
    })
  }

  function numberOf(form, { set, row }, added) {
    const total = Number(form.elements[`${set}-TOTAL_FORMS`]?.value || 0)
    for (let number = 0; number < total; number++) {
      if (form.elements[`${set}-${number}-id`]?.value === row) return number
    }
    if (!row.startsWith("new ")) return null
    if (!added.has(`${set} ${row}`)) {
      const button = document.querySelector(`#${CSS.escape(set)}-group .add-row a`)
      if (!button) return null
      button.click()
      added.set(`${set} ${row}`, total)
    }
    return added.get(`${set} ${row}`)
  }

  function find(form, field, added) {
    let name = field.name
    if (field.set) {
      const number = numberOf(form, field, added)
      if (number === null) return null
      name = `${field.set}-${number}-${field.field}`
    }
    return kept(form).find((control) =>
      isTick(control) ? `${control.name}=${control.value}` === name : control.name === name,
    )
  }

  function put(control, state) {
    if (isTick(control)) control.checked = state
    else if (control.options) {
      for (const [value, words] of state) {
        if (![...control.options].some((option) => option.value === value)) {
          control.add(new Option(words, value))
        }
      }
      const keys = state.map(([value]) => value)
      for (const option of control.options) option.selected = keys.includes(option.value)
    } else if (editors.has(control)) {
      editors.get(control).commands.setContent(state, { emitUpdate: true })
    } else control.value = state
    control.dispatchEvent(new Event("input", { bubbles: true }))
    control.dispatchEvent(new Event("change", { bubbles: true }))
    control.closest(".form-row, td, .move__field")?.classList.add("kept__put")
    control.closest("details")?.setAttribute("open", "")
  }

  // Puts back what nobody has changed since; returns the fields that were left alone.
  function fill(form, fields) {
    const added = new Map()
    return fields.filter((field) => {
      const control = form && find(form, field, added)
      // A text that is closed for writing (static/desk/editor/guard.js) takes none.
      if (!control || editors.get(control)?.isEditable === false) return true
      const isNew = field.row?.startsWith("new ")
      if (same(now(control), field.now)) return false
      if (!isNew && !same(was(control), field.was)) return true
      put(control, field.now)
      return false
    })
  }

  // What a field holds, in words.
  function words({ now }) {
    if (typeof now === "boolean") return now ? "✓" : "–"
    return Array.isArray(now) ? now.map(([, text]) => text).join(", ") : now
  }

  window.keptFields = { read, fill, words }
}
