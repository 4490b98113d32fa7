// Tags as chips. The line of names stays the field that is sent; this shows and completes it, by the
// pattern of a combobox: arrows choose among what is suggested, Enter or a comma takes it.
{
  const SEPARATORS = /[,;\n]/

  function make(name, attributes = {}, ...children) {
    const element = Object.assign(document.createElement(name), attributes)
    element.append(...children)
    return element
  }

  function chips(line) {
    const { suggests, remove, found } = line.dataset
    const id = line.id
    const input = make("input", { type: "text", className: "chips__input", autocomplete: "off" })
    const list = make("ul", { className: "chips__found", id: `${id}-found`, hidden: true })
    const shown = make("ul", { className: "chips__shown" })
    const box = make("div", { className: "chips" }, shown, input, list)
    let at = -1
    let asked

    const names = () => line.value.split(SEPARATORS).map((name) => name.trim()).filter(Boolean)
    const options = () => [...list.children]

    function write(all) {
      line.value = all.join(", ")
      line.dispatchEvent(new Event("input", { bubbles: true }))
      line.dispatchEvent(new Event("change", { bubbles: true }))
    }

    function draw() {
      shown.replaceChildren(
        ...names().map((name) => {
          const away = make("button", { type: "button", textContent: "×" })
          away.setAttribute("aria-label", remove.replace("%s", name))
          away.addEventListener("click", () => {
            write(names().filter((one) => one !== name))
            input.focus()
          })
          return make("li", { className: "chip" }, make("bdi", { textContent: name }), away)
        }),
      )
    }

    function add(text) {
      const fresh = text.split(SEPARATORS).map((name) => name.trim()).filter(Boolean)
      input.value = ""
      close()
      if (fresh.length) write([...new Set([...names(), ...fresh])])
    }

    function close() {
      asked?.abort()
      list.hidden = true
      list.replaceChildren()
      choose(-1)
    }

    function choose(number) {
      at = number
      options().forEach((option, index) => option.setAttribute("aria-selected", index === at))
      const chosen = options()[at]
      if (chosen) input.setAttribute("aria-activedescendant", chosen.id)
      else input.removeAttribute("aria-activedescendant")
      input.setAttribute("aria-expanded", !list.hidden)
    }

    async function suggest() {
      asked?.abort()
      asked = new AbortController()
      const term = input.value.trim()
      if (!term) return close()
      let answer
      try {
        const query = new URLSearchParams({ term })
        answer = await fetch(`${suggests}?${query}`, { signal: asked.signal })
      } catch {
        return
      }
      if (!answer.ok) return
      const there = (await answer.json()).names.filter((name) => !names().includes(name))
      list.replaceChildren(
        ...there.map((name, index) => {
          const option = make("li", { id: `${id}-found-${index}`, textContent: name, dir: "auto" })
          option.setAttribute("role", "option")
          option.addEventListener("mousedown", (event) => {
            event.preventDefault()
            add(name)
          })
          return option
        }),
      )
      list.hidden = !there.length
      choose(-1)
    }

    input.addEventListener("input", () => {
      if (SEPARATORS.test(input.value)) add(input.value)
      else suggest()
    })
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return
      const count = options().length
      if (event.key === "Enter") {
        event.preventDefault()
        add(at < 0 ? input.value : options()[at].textContent)
      } else if (["ArrowDown", "ArrowUp"].includes(event.key) && count) {
        event.preventDefault()
        choose((at + (event.key === "ArrowDown" ? 1 : at < 0 ? 0 : -1) + count) % count)
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault()
        close()
      } else if (event.key === "Backspace" && !input.value && names().length) {
        write(names().slice(0, -1))
      }
    })
    // What was typed and not taken is a tag as well: nobody means to lose it.
    input.addEventListener("blur", () => add(input.value))
    line.addEventListener("change", draw)

    list.setAttribute("role", "listbox")
    list.setAttribute("aria-label", found)
    for (const [name, value] of [
      ["role", "combobox"],
      ["aria-autocomplete", "list"],
      ["aria-controls", list.id],
      ["aria-expanded", "false"],
    ]) {
      input.setAttribute(name, value)
    }
    const help = line.getAttribute("aria-describedby")
    if (help) input.setAttribute("aria-describedby", help)
    // The name and the address of the field are those of what is seen.
    const label = document.querySelector(`label[for="${id}"]`)
    line.id = `${id}-line`
    input.id = id
    if (label) line.setAttribute("aria-label", label.textContent.replace(/:$/, "").trim())
    line.hidden = true
    line.after(box)
    draw()
  }

  for (const line of document.querySelectorAll("[data-suggests]")) chips(line)
}
