// The blocks of the front page are dragged by their handles into another order, which is sent as it
// is then. Without this they are moved by their buttons.

const form = document.getElementById("front-order")
const blocks = () => [...form.querySelectorAll(".front-block:not(.front-block--fixed)")]
const order = () => blocks().map((block) => block.id).join()
let dragged = null
let before = ""

for (const block of form ? blocks() : []) {
  const handle = block.querySelector(".front-block__handle")
  handle?.addEventListener("pointerdown", () => (block.draggable = true))
  handle?.addEventListener("pointerup", () => (block.draggable = false))
  block.addEventListener("dragstart", (event) => {
    dragged = block
    before = order()
    event.dataTransfer.effectAllowed = "move"
    event.dataTransfer.setData("text/plain", block.querySelector("h3").textContent.trim())
    block.classList.add("front-block--dragged")
  })
  block.addEventListener("dragover", (event) => {
    if (!dragged) return
    event.preventDefault()
    if (dragged === block) return
    const { top, height } = block.getBoundingClientRect()
    block.parentElement.insertBefore(dragged, event.clientY < top + height / 2 ? block : block.nextElementSibling)
  })
  block.addEventListener("drop", (event) => event.preventDefault())
  block.addEventListener("dragend", () => {
    block.draggable = false
    block.classList.remove("front-block--dragged")
    dragged = null
    if (order() !== before) form.submit()
  })
}
