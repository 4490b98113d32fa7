// While somebody writes, the panel shows what would be printed if it were saved: the newsroom is
// asked, and answers parts of this page by their ids. Nothing is written there.
{
  const form = document.querySelector("form:has([data-typed])")
  const url = form?.querySelector("[data-typed]").dataset.typed
  // Of what is typed beside the buttons of moves nothing follows before they are pressed.
  const matters = ({ name = "" }) => !/^(move-|mention-|_)/.test(name)
  let waiting, asked

  function show(html) {
    const answer = new DOMParser().parseFromString(html, "text/html")
    for (const fresh of answer.querySelectorAll("body > [id]")) {
      const shown = document.getElementById(fresh.id)
      if (shown && shown.innerHTML !== fresh.innerHTML) shown.replaceChildren(...fresh.childNodes)
    }
  }

  // The move that leads on stands before the others: of a piece that readers see none does, until it
  // reads otherwise. What was typed beside its button moves along.
  function bringForward() {
    const verb = document.getElementById("leads-on")?.textContent.trim()
    const more = document.querySelector(".moves__more")
    const next = document.getElementById("next-move")
    const known = verb && document.querySelector(`.moves__more [data-verb="${verb}"]`)
    if (!more || more.contains(document.activeElement) || next?.contains(document.activeElement)) return
    if (next && next.firstElementChild?.dataset.verb !== verb) {
      more.append(...next.children)
      next.remove()
    }
    if (!known) return
    const place = document.createElement("div")
    place.className = "moves__next"
    place.id = "next-move"
    place.append(known)
    more.before(place)
  }

  async function ask() {
    asked?.abort()
    asked = new AbortController()
    const body = new URLSearchParams(new FormData(form))
    try {
      const answer = await fetch(url, { method: "POST", body, signal: asked.signal })
      if (!answer.ok) return
      show(await answer.text())
      bringForward()
    } catch (error) {
      // The next change asks again; whoever saves is told if nobody answers.
      if (error.name !== "AbortError" && !(error instanceof TypeError)) throw error
    }
  }

  function soon() {
    clearTimeout(waiting)
    waiting = setTimeout(ask, 250)
  }

  if (form && url) {
    // The admin tells of what is chosen in its lists by the events of jQuery alone.
    django.jQuery(form).on("change", ({ target }) => matters(target) && soon())
    for (const event of ["formset:added", "formset:removed"]) document.addEventListener(event, soon)
  }
}
