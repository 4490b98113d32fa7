// What a photo shows, whose it is and on what terms, asked over the page: the form is that of the
// photo's own page, and is sent there.
import { made } from "./made.js";
import { clickable } from "./focal.js";

// What the page of a photo says besides: its file, and what nobody writes.
const LEFT_OUT = ".field-file, .module:has(.field-called)"
const DONE = "#django-admin-popup-response-constants"

const read = async (response) => new DOMParser().parseFromString(await response.text(), "text/html")
const addressOf = (photo) => `${photo.change}?_popup=1`

function fieldsOf(page) {
  const form = page.querySelector("form#photo_form")
  if (!form) return null
  for (const row of form.querySelectorAll(LEFT_OUT)) row.remove()
  const fields = document.createDocumentFragment()
  fields.append(...form.querySelectorAll("input[type=hidden], .errornote, .module"))
  return fields
}

// Resolves with true where something was saved.
export async function describe(photo, { says }) {
  const fields = fieldsOf(await read(await fetch(addressOf(photo))))
  if (!fields) return false
  const title = made("h2", { id: "describe-title", textContent: says.describe })
  const within = made("div", { className: "describe__fields" }, [fields])
  const told = made("p", { className: "describe__told", role: "status" })
  const cancel = made("button", { type: "button", className: "button", textContent: says.cancel })
  const save = made("button", { type: "submit", className: "button default ask__save", textContent: says.save })
  const buttons = made("p", { className: "ask__buttons" }, [save, cancel])
  const form = made("form", { noValidate: true }, [title, within, told, buttons])
  const dialog = made("dialog", { className: "ask describe", "aria-labelledby": title.id }, [form])
  document.body.append(dialog)
  clickable(within)
  return new Promise((resolve) => {
    const end = (answer) => {
      dialog.remove()
      resolve(answer)
    }
    cancel.addEventListener("click", () => end(false))
    dialog.addEventListener("close", () => end(false))
    form.addEventListener("submit", async (event) => {
      event.preventDefault()
      const body = new FormData(form)
      body.append("_save", "1")
      body.append("_popup", "1")
      save.disabled = true
      try {
        const page = await read(await fetch(addressOf(photo), { method: "POST", body }))
        if (page.querySelector(DONE)) return end(true)
        const again = fieldsOf(page)
        if (!again) throw new Error("No form came back.")
        within.replaceChildren(again)
        clickable(within)
        within.querySelector(".errors input, .errors select, .errors textarea")?.focus()
      } catch {
        told.textContent = says.failed
      }
      save.disabled = false
    })
    dialog.showModal()
    within.querySelector("#id_alt")?.focus()
  })
}
