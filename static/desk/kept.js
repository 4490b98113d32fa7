// Keeps what is typed in a form of the desk until the newsroom says that it was taken. Where the
// answer is another, as when the session has ended, it is offered on the page of the form, and once
// on the first page of the desk: to the same person, in the same tab, for twelve hours. It is put
// back by a press, and sent by another; nothing is ever sent from here, and no button that was
// pressed is kept.
//
// What somebody is typing into a piece is kept as well while the newsroom does not answer, for as
// long and in the same way, but in the browser: it outlives the tab (static/desk/autosave.js).
{
  const STORE = "newsroom.kept"
  const HOURS = 12
  const said = (name) => document.querySelector(`meta[name="desk-${name}"]`)?.content
  const { read, fill, words } = window.keptFields
  // What the form on this page holds of kept ones: when it is sent it takes their place.
  let resumed = [said("answers")]
  // Of these, the fields that were left alone: they are in no form.
  const leftAlone = stored()
    .filter((one) => resumed.includes(one.id))
    .flatMap(({ fields }) => fields.filter((field) => field.left))

  // {id, person, at, page, title, form, fields, files, told} of each form; one that is still open
  // also has `outlives`, {page, number} of its latest autosave.
  function stored() {
    return [sessionStorage, localStorage].flatMap((drawer) => {
      try {
        const all = JSON.parse(drawer.getItem(STORE)) || []
        return all.filter((one) => Date.now() - one.at < HOURS * 3_600_000)
      } catch {
        return []
      }
    })
  }

  function store(all) {
    put(sessionStorage, all.filter((one) => !one.outlives))
    put(localStorage, all.filter((one) => one.outlives))
  }

  // Where the room is not enough, the oldest goes first.
  function put(drawer, all) {
    if (!all.length) return drawer.removeItem(STORE)
    try {
      drawer.setItem(STORE, JSON.stringify(all))
    } catch {
      if (all.length > 1) put(drawer, all.slice(1))
    }
  }

  const without = (ids) => stored().filter((one) => !ids.includes(one.id))
  const path = (page) => page.split("?")[0]

  const wasTaken = ({ id }) => document.cookie.includes(`taken-${id}=`)

  function named(form) {
    return `${form.id}|${form.getAttribute("action") || ""}`
  }

  const newId = () => [...crypto.getRandomValues(new Uint8Array(12))].map((n) => n.toString(36)).join("")

  // What is typed in a form, or nothing.
  function typedIn(form, id) {
    const before = stored().filter((one) => resumed.includes(one.id))
    const changed = read(form, before.flatMap((one) => one.fields), leftAlone)
    const fields = [...changed, ...leftAlone]
    if (!fields.length) return null
    const files = [...form.elements].flatMap((one) => [...(one.files || [])].map(({ name }) => name))
    const { pathname, search } = location
    const title = document.title.split(" | ").slice(0, -1).join(" | ")
    const page = pathname + search
    return { id, person: said("person"), at: Date.now(), page, title, form: named(form), fields, files }
  }

  function keep(form) {
    const id = newId()
    const kept = typedIn(form, id)
    const rest = without([...resumed, held])
    if (!kept) return store(rest)
    let mark = form.querySelector("input[name=_kept]")
    if (!mark) {
      mark = Object.assign(document.createElement("input"), { type: "hidden", name: "_kept" })
      form.append(mark)
    }
    mark.value = id
    resumed = [id]
    store([...rest, kept])
  }

  // What is typed in a form that stays open; whether there was room for it.
  const held = newId()
  function hold(form, number) {
    const kept = typedIn(form, held)
    if (!kept) return true
    store([...without([held]), { ...kept, outlives: { page: form.elements._autosave.value, number } }])
    return stored().some(({ id, at }) => id === held && at === kept.at)
  }

  // Once the newsroom has all that is in the form, and with that what was put back into it.
  function release() {
    store(without(leftAlone.length ? [held] : [held, ...resumed]))
  }

  // The newsroom offers the same by itself, or more.
  function isOffered({ outlives }) {
    const offer = outlives && document.querySelector(`.offer[data-page="${CSS.escape(outlives.page)}"]`)
    return Boolean(offer) && Number(offer.dataset.number) >= outlives.number
  }

  // As it is measured where it arrives: the text letter for letter, escaped or not, and the files.
  function isTooMuch(form) {
    const parts = [...new FormData(form)]
    const texts = parts.filter(([, value]) => typeof value === "string")
    const files = parts.map(([, value]) => value.size || 0)
    const isEscaped = form.enctype !== "multipart/form-data"
    const body = new Blob(isEscaped ? [`${new URLSearchParams(texts)}`] : texts.flat())
    const sum = files.reduce((one, other) => one + other, 0)
    return (
      parts.length > Number(said("most-fields")) ||
      body.size > Number(said("most")) ||
      sum > Number(said("most-files"))
    )
  }

  function show(name, { at, fields = [], files = [], outlives }) {
    const part = document.getElementById(`kept-${name}`).content.cloneNode(true).firstElementChild
    const time = part.querySelector("time")
    if (time) {
      const moment = new Date(at)
      time.dateTime = moment.toISOString()
      // Browsers take English without a country for American.
      const language = document.documentElement.lang.replace(/^en$/, "en-GB")
      time.textContent = moment.toLocaleTimeString(language, {
        hour: "2-digit",
        minute: "2-digit",
      })
    }
    part.querySelector(".kept__texts")?.append(...fields.map(shown))
    for (const where of part.querySelectorAll("[data-kept-in]")) {
      where.hidden = (where.dataset.keptIn === "browser") !== Boolean(outlives)
    }
    const named = part.querySelector(".kept__files bdi")
    if (named) named.textContent = files.join(", ")
    return part
  }

  function shown(field) {
    const text = document.createElement("textarea")
    Object.assign(text, { readOnly: true, rows: 2, value: words(field), dir: "auto" })
    const name = document.createElement("label")
    name.append(field.label, text)
    return name
  }

  function say(part) {
    document.getElementById("kept-here").before(part)
    return part
  }

  function letGo(part, one) {
    part.querySelector(".kept__away").addEventListener("click", () => {
      store(without([one.id]))
      part.remove()
    })
  }

  // On the first page of the desk, once: whoever left a form on purpose is asked no more.
  function tellOnce(one) {
    if (one.told) return
    const part = say(show("elsewhere", one))
    Object.assign(part.querySelector("a"), { href: one.page, textContent: one.title })
    letGo(part, one)
    one.told = true
  }

  function offer(one) {
    const part = say(show("here", one))
    letGo(part, one)
    part.querySelector(".kept__back").addEventListener("click", () => {
      const form = [...document.forms].find((form) => named(form) === one.form)
      const left = fill(form, one.fields)
      resumed.push(one.id)
      leftAlone.push(...left.map((field) => ({ ...field, left: true })))
      const others = left.filter(({ isOrder }) => !isOrder)
      const told = show("back", { fields: others, files: one.files })
      told.querySelector(".kept__files").hidden = !one.files.length
      told.querySelector(".kept__others").hidden = !others.length
      part.replaceWith(told)
      told.scrollIntoView({ block: "nearest" })
    })
  }

  // On the page that says that nothing was taken. What is shown there to be copied is not needed,
  // but for where somebody else has signed in meanwhile: to them it is not offered.
  function sayKept(page) {
    const one = stored().find(({ id }) => id === said("answers"))
    if (!one || (said("person") && one.person !== said("person"))) return
    page.querySelector("[data-kept-says]").hidden = false
    page.querySelector("details")?.removeAttribute("open")
  }

  function start() {
    const notTaken = document.querySelector(".not-taken")
    if (notTaken) return sayKept(notTaken)
    const person = said("person")
    if (!person) return
    const mine = stored().filter((one) => one.person === person && !wasTaken(one) && !isOffered(one))
    // What is still open on a page of somebody else, whose session has ended, is not theirs to lose.
    const theirs = stored().filter((one) => one.person !== person && one.outlives)
    const waiting = mine.filter(({ id }) => id !== said("answers"))
    waiting.filter((one) => path(one.page) === location.pathname).forEach(offer)
    if (document.body.classList.contains("dashboard")) waiting.forEach(tellOnce)
    store([...mine, ...theirs])
  }

  document.addEventListener("submit", (event) => {
    const form = event.target
    if (event.defaultPrevented || form.method !== "post" || !said("person")) return
    if (form.id === "logout-form") return store([])
    if (form.id === "changelist-form") return
    // What a browser is asked not to remember, such as a name that is about to be redacted.
    if (form.autocomplete === "off") return
    // Codes and names of keys, on the pages of somebody's own account: no writing, and soon stale.
    if (document.body.classList.contains("door")) return
    document.querySelector(".kept__too-much")?.remove()
    if (isTooMuch(form)) {
      event.preventDefault()
      form.before(show("too-much", {}))
      form.previousElementSibling.scrollIntoView({ block: "center" })
      return
    }
    keep(form)
  })
  window.kept = { hold, release }
  start()
}
