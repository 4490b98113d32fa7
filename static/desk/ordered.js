// Rows that have an order: dragged by their handle, or moved by keys. The order is kept in a field
// of each row, which is what is sent and what can be typed where there are no scripts.
{
  function ordered(group) {
    const { up, down, drag } = group.dataset
    const rows = () => [...group.querySelectorAll(":scope > .inline-related:not(.empty-form)")]
    const field = (row) => row.querySelector("[name$=-position]")
    const number = (row) => Number(row.id.split("-").pop())
    const called = (row) => row.querySelector("select option:checked")?.textContent.trim() || ""
    let dragged

    function renumber() {
      rows().forEach((row, index) => {
        if (field(row).value === String(index)) return
        field(row).value = index
        field(row).dispatchEvent(new Event("change", { bubbles: true }))
      })
    }

    function place(row, before) {
      group.insertBefore(row, before)
      renumber()
    }

    function move(row, by) {
      const all = rows()
      const to = all.indexOf(row) + by
      if (to < 0 || to >= all.length) return
      place(row, by < 0 ? all[to] : all[to].nextElementSibling)
    }

    function button(row, sign, words, by) {
      const made = Object.assign(document.createElement("button"), {
        type: "button",
        className: "ordered__move",
        textContent: sign,
        title: words,
      })
      made.addEventListener("focus", () => made.setAttribute("aria-label", `${words} ${called(row)}`))
      made.setAttribute("aria-label", words)
      made.addEventListener("click", () => {
        move(row, by)
        made.focus()
      })
      return made
    }

    function dress(row) {
      const tools = row.querySelector(".row__tools")
      if (!tools || tools.querySelector(".ordered__handle")) return
      const handle = Object.assign(document.createElement("span"), {
        className: "ordered__handle",
        textContent: "⠿",
        title: drag,
        ariaHidden: "true",
      })
      handle.addEventListener("pointerdown", () => (row.draggable = true))
      handle.addEventListener("pointerup", () => (row.draggable = false))
      tools.prepend(handle, button(row, "↑", up, -1), button(row, "↓", down, 1))
      row.addEventListener("dragstart", () => (dragged = row))
      row.addEventListener("dragend", () => {
        row.draggable = false
        dragged = null
      })
      row.addEventListener("dragover", (event) => {
        if (!dragged || dragged === row) return
        event.preventDefault()
        const { top, height } = row.getBoundingClientRect()
        place(dragged, event.clientY < top + height / 2 ? row : row.nextElementSibling)
      })
      row.addEventListener("keydown", (event) => {
        if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return
        event.preventDefault()
        const focused = document.activeElement
        move(row, event.key === "ArrowUp" ? -1 : 1)
        focused.focus()
      })
    }

    // The admin numbers the rows anew, as they stand, when one is removed; stored ones come first.
    group.addEventListener(
      "click",
      ({ target }) => {
        if (!target.closest(".inline-deletelink")) return
        const sorted = rows().sort((one, other) => number(one) - number(other))
        const end = group.querySelector(":scope > .empty-form")
        for (const row of sorted) group.insertBefore(row, end)
      },
      true,
    )
    document.addEventListener("formset:removed", () => {
      const sorted = rows().sort((one, other) => field(one).value - field(other).value)
      const end = group.querySelector(":scope > .empty-form")
      for (const row of sorted) group.insertBefore(row, end)
      renumber()
    })
    document.addEventListener("formset:added", ({ target }) => {
      if (!group.contains(target)) return
      dress(target)
      renumber()
    })
    group.classList.add("ordered")
    rows().forEach(dress)
  }

  for (const group of document.querySelectorAll("[data-up]")) ordered(group)
}
