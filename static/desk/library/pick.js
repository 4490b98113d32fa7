// The library over the page: search, thumbnails, and files that are dropped or chosen. Resolves with
// the photo that was chosen, or with null.
import { describe } from "./describe.js";
import { made } from "./made.js";
import { isPicture, send, takesFiles } from "./send.js";

// What is known of photos by their keys; asked for once, and again after one was changed.
const known = new Map()
let waiting = null

function askTogether(library) {
  const keys = []
  const answer = Promise.resolve().then(async () => {
    waiting = null
    const asked = keys.map((key) => `id=${key}`).join("&")
    const { photos } = await (await fetch(`${library}?${asked}`)).json()
    return new Map(photos.map((photo) => [photo.id, photo]))
  })
  return { keys, answer }
}

export function photo(key, { library }) {
  if (!known.has(key)) {
    waiting ||= askTogether(library)
    waiting.keys.push(key)
    const asked = waiting.answer.then((photos) => photos.get(key) || null)
    known.set(key, asked)
    // Nothing is known by a question that got no answer: the next one asks again.
    asked.catch(() => known.delete(key))
  }
  return known.get(key)
}

// Tells of photos that are otherwise than they were known.
export const news = new EventTarget()

export function forget(key) {
  known.delete(key)
  news.dispatchEvent(new CustomEvent("photo", { detail: key }))
}

// Asks what a photo lacks, of whoever may say it; resolves with the photo as it is then.
export async function described(one, options) {
  if (one.change && (await describe(one, options))) forget(one.id)
  return (await photo(one.id, options)) || one
}

export function pick(options) {
  const { library, upload, says } = options
  const title = made("h2", { id: "pick-title", textContent: says.title })
  const search = made("input", { type: "search", name: "q", "aria-label": says.search, placeholder: says.search })
  const list = made("ul", { className: "pick__list" })
  const more = made("button", { type: "button", textContent: says.more, hidden: true })
  const told = made("p", { className: "pick__told", role: "status" })
  const cancel = made("button", { type: "button", className: "button", textContent: says.cancel })
  const field = made("input", { type: "file", multiple: true, accept: "image/*", id: "pick-files" })
  const label = made("label", { className: "pick__drop", htmlFor: field.id, textContent: says.drop })
  const drop = made("div", { className: "pick__upload", hidden: !upload }, [label, field])
  const buttons = made("p", { className: "ask__buttons" }, [cancel])
  const dialog = made("dialog", { className: "ask pick", "aria-labelledby": title.id }, [
    title, made("search", {}, [search]), drop, told, list, more, buttons,
  ])
  document.body.append(dialog)
  return new Promise((resolve) => {
    const end = (answer) => {
      dialog.remove()
      resolve(answer)
    }
    const entry = (one) => {
      const image = made("img", { src: one.small, alt: "", loading: "lazy" })
      const name = made("span", { className: "pick__name", textContent: one.name })
      const lacks = made("span", { className: "pick__lacks", textContent: one.lacks.length ? `${says.lacks} ${one.lacks.join(", ")}` : "" })
      const button = made("button", { type: "button", className: "pick__one" }, [image, name, lacks])
      button.addEventListener("click", async () => {
        known.set(one.id, Promise.resolve(one))
        end(one.lacks.length ? await described(one, options) : one)
      })
      return made("li", {}, [button])
    }
    let asked = 0
    const show = async (page = 1) => {
      const number = ++asked
      const query = new URLSearchParams({ q: search.value, page })
      const answer = await fetch(`${library}?${query}`).then((found) => found.json(), () => null)
      if (number !== asked) return
      if (!answer) return void (told.textContent = says.unreachable)
      if (page === 1) list.replaceChildren()
      list.append(...answer.photos.map(entry))
      more.hidden = !answer.next
      more.onclick = () => show(answer.next)
      told.textContent = list.children.length ? "" : says.nothing
    }
    let waits = 0
    search.addEventListener("input", () => {
      clearTimeout(waits)
      waits = setTimeout(show, 200)
    })
    cancel.addEventListener("click", () => end(null))
    dialog.addEventListener("close", () => end(null))
    takesFiles(dialog, field, async (files) => {
      const tell = (sentence) => (told.textContent = sentence)
      const photos = await send(files.filter(isPicture), options, tell)
      list.prepend(...photos.map(entry))
      if (photos.length === 1) list.querySelector("button").click()
    })
    dialog.showModal()
    search.focus()
    show()
  })
}
