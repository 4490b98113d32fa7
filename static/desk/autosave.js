// Keeps what is typed into the page of a piece while it is typed: at the newsroom, and in this
// browser (static/desk/kept.js) as long as the newsroom does not answer. It is offered when the page
// is opened again; nothing of it is saved here.
{
  const holder = document.getElementById("autosave")
  const form = holder?.closest("form")
  const PAUSE = 3_000
  const AGAIN = 10_000
  const shown = document.getElementById("kept")
  const told = document.getElementById("kept-told")
  let number = Number(holder?.dataset.number)
  // How often something was typed, and what of it is kept at the newsroom and in this browser.
  let typed = 0
  let there = 0
  let here = 0
  let isLeaving = false
  // Nobody is signed in who could keep it, or they may not any more.
  let isOut = false
  let wasRefused = false
  let saving = 0
  let waiting, sending

  // What is read aloud changes with how it is kept, and not with each minute.
  function say(name) {
    // Browsers take English without a country for American.
    const language = document.documentElement.lang.replace(/^en$/, "en-GB")
    // By the clocks of the publication, as everything else on the page.
    const now = new Date(Date.now() + Number(document.body.dataset.adminUtcOffset || 0) * 1000)
    const moment = now.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", timeZone: "UTC" })
    const words = name ? holder.dataset[name] : ""
    shown.textContent = words.replace("%s", moment)
    shown.classList.toggle("bar__kept--wrong", Boolean(name) && name !== "kept")
    if (told.dataset.says === name) return
    told.dataset.says = name
    told.textContent = shown.textContent
  }

  function keepHere(name) {
    const isKept = window.kept?.hold(form, number) ?? false
    if (isKept) here = typed
    say(isKept ? name : "nowhere")
    return isKept
  }

  function body() {
    number += 1
    const data = new URLSearchParams()
    for (const [name, value] of new FormData(form)) if (typeof value === "string") data.append(name, value)
    data.set("_number", number)
    return data
  }

  async function send() {
    clearTimeout(waiting)
    waiting = null
    if (sending || typed === there) return sending
    const upTo = typed
    sending = post().then((answer) => taken(answer, upTo))
    await sending
    sending = null
    if (typed > there && !waiting && !isOut) waiting = setTimeout(send, typed > upTo ? PAUSE : AGAIN)
  }

  async function post() {
    try {
      const signal = AbortSignal.timeout(20_000)
      return await fetch(holder.dataset.url, { method: "POST", body: body(), signal })
    } catch {
      return null
    }
  }

  async function taken(answer, upTo) {
    if (answer?.ok && !answer.redirected) {
      there = upTo
      wasRefused = false
      window.kept?.release()
      say("kept")
      return
    }
    keepHere(answer?.status === 413 ? "long" : wasRefused ? "refused" : "here")
    if (answer?.status !== 403) return
    isOut = true
    if (wasRefused) return
    const said = await window.signedIn?.assure()
    wasRefused = said === "me"
    isOut = said !== "me"
  }

  function changed() {
    // Scripts put a page in order as it opens: nobody has typed that.
    if (navigator.userActivation?.hasBeenActive === false) return
    typed += 1
    if (isOut) keepHere(wasRefused ? "refused" : "here")
    else if (!waiting) waiting = setTimeout(send, PAUSE)
  }

  // Whatever was saved is kept.
  function settle() {
    clearTimeout(waiting)
    waiting = null
    there = saving
    isOut = false
    window.kept?.release()
    say("")
    if (typed > there) waiting = setTimeout(send, PAUSE)
  }

  function leave(event) {
    if (isLeaving || typed === there) return
    if (typed !== here) keepHere("here")
    if (!isOut) fetch(holder.dataset.url, { method: "POST", body: body(), keepalive: true }).catch(() => {})
    if (typed !== here) event.preventDefault()
  }

  if (form) {
    const matters = ({ target }) => !(target.name || "").startsWith("_") && changed()
    form.addEventListener("input", matters)
    // The admin tells of what is chosen in its lists by the events of jQuery alone.
    django.jQuery(form).on("change", matters)
    for (const event of ["formset:added", "formset:removed"]) document.addEventListener(event, changed)
    form.addEventListener("desk:saved", settle)
    form.addEventListener("desk:asked", ({ detail }) => {
      if (detail === "me") isOut = false
      else keepHere("here")
      if (detail === "away" && !waiting) waiting = setTimeout(send, AGAIN)
    })
    // Whoever signs out leaves nothing in this browser.
    document.addEventListener("submit", async (event) => {
      if (event.target.id !== "logout-form" || isLeaving) return
      event.preventDefault()
      event.stopImmediatePropagation()
      await send()
      isLeaving = true
      event.target.requestSubmit()
    }, true)
    window.addEventListener("online", send)
    window.addEventListener("submit", (event) => {
      if (event.target !== form) return
      clearTimeout(waiting)
      waiting = null
      saving = typed
      isLeaving = !event.defaultPrevented
    })
    window.addEventListener("pageshow", () => (isLeaving = false))
    window.addEventListener("beforeunload", leave)
    // Whoever saves waits for it: it would arrive as something that was typed afterwards.
    window.autosaving = () => sending
  }
}
