// Nothing of a piece is sent before it is known that whoever wrote it is signed in. Where they are
// not, the sign-in opens in a window of its own, over the page, and what was about to be saved is
// saved then: the text never leaves the screen.
{
  const dialog = document.getElementById("signed-out")
  const form = dialog && document.querySelector("form:has(.bar__save)")
  const me = document.querySelector('meta[name="desk-person"]')?.content
  // A proxy in front says so while the newsroom itself is away.
  const AWAY = [502, 504]
  let isAsked = false
  let isSure = false
  let answered = null

  // Who is signed in in this browser now; nothing where the newsroom cannot be reached.
  async function who() {
    try {
      const answer = await fetch(dialog.dataset.who, { cache: "no-store" })
      if (AWAY.includes(answer.status)) return null
      // Whatever else is wrong, the newsroom says by itself when it is asked to save.
      return answer.ok ? (await answer.json()).person : me
    } catch {
      return null
    }
  }

  // Each sign-in has a token of its own.
  function takeToken() {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1]
    if (!token) return
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token
  }

  async function look() {
    const person = await who()
    if (person === me) {
      takeToken()
      answer("me")
    } else if (person !== null) dialog.classList.toggle("signed-out--other", Boolean(person))
    return person
  }

  function answer(word) {
    answered?.(word)
    answered = null
    if (dialog.open) dialog.close()
  }

  // Gives "me" once whoever wrote is signed in, "away" where nobody answers, and "no" where they do
  // not want to sign in now.
  async function assure() {
    const person = await look()
    if (person === null) return "away"
    if (person === me) return "me"
    if (answered) return "no"
    const answer = new Promise((resolve) => (answered = resolve))
    dialog.showModal()
    return answer
  }

  if (form) {
    const signIn = dialog.querySelector("a")
    signIn.addEventListener("click", (event) => {
      const opened = window.open(signIn.href, "sign-in", "popup,width=560,height=760")
      if (opened) event.preventDefault()
    })
    dialog.querySelector("button").addEventListener("click", () => answer("no"))
    dialog.addEventListener("cancel", () => answer("no"))
    new BroadcastChannel("desk.signed-in").addEventListener("message", () => answered && look())
    window.addEventListener("focus", () => answered && look())

    // Before whatever else is done with a form that is sent.
    document.addEventListener("submit", async (event) => {
      if (event.target !== form || isSure) return
      event.preventDefault()
      event.stopImmediatePropagation()
      if (isAsked) return
      isAsked = true
      await window.autosaving?.()
      const said = await assure()
      isAsked = false
      form.dispatchEvent(new CustomEvent("desk:asked", { detail: said }))
      if (said !== "me") return
      isSure = true
      form.requestSubmit(event.submitter)
      isSure = false
    }, true)
    window.signedIn = { assure }
  }
}
