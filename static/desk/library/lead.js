// A picture, chosen with thumbnails. Without this it is chosen by typing a part of its name.
import { made } from "./made.js";
import { pick } from "./pick.js";

function dress(select) {
  const options = JSON.parse(select.dataset.library)
  const button = made("button", { type: "button", className: "button pick-button", textContent: options.says.choose })
  const shown = document.getElementById("sheet-lead")

  async function choose(event) {
    event?.preventDefault()
    const photo = await pick(options)
    if (!photo) return
    select.add(new Option(photo.name, photo.id, true, true))
    select.value = photo.id
    // What draws the field listens to jQuery alone.
    if (window.django?.jQuery) window.django.jQuery(select).trigger("change")
    select.dispatchEvent(new Event("change", { bubbles: true }))
    shown?.replaceChildren(made("img", { src: photo.src, alt: photo.alt }))
  }

  select.closest(".related-widget-wrapper, .form-row")?.append(button)
  button.addEventListener("click", choose)
  shown?.addEventListener("click", (event) => {
    if (event.target.closest("a[href='#id_lead_photo'], img")) choose(event)
  })
}

for (const select of document.querySelectorAll("select[data-library]:not([name*=__prefix__])")) dress(select)
document.addEventListener("formset:added", ({ target }) => {
  for (const select of target.querySelectorAll("select[data-library]")) dress(select)
})

// A file that is dropped beside everything that takes one would be opened in place of the page.
for (const name of ["dragover", "drop"]) {
  document.addEventListener(name, (event) => {
    const isFile = [...event.dataTransfer.types].includes("Files")
    if (isFile && !event.target.closest?.("input[type=file]")) event.preventDefault()
  })
}
