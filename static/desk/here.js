// Says every minute that this page of a piece is open, and shows who else is in it and what they
// have saved since. Nothing depends on it: what two people save is put together anyway.
{
  const MINUTE = 60_000
  const place = document.querySelector("[data-here]")
  const form = place?.closest("form")
  let unsaved = false

  function told() {
    const data = new FormData()
    for (const name of ["csrfmiddlewaretoken", "seen"]) {
      const field = form.elements[name]
      if (field) data.append(name, (field[0] || field).value)
    }
    data.append("unsaved", unsaved ? "1" : "0")
    return data
  }

  function show({ others, saved }) {
    const lines = [...others, ...saved]
    // A screen reader says it anew only where it is another.
    if (lines.join("\n") === place.dataset.shown) return
    place.dataset.shown = lines.join("\n")
    place.replaceChildren(
      ...lines.map((line) => Object.assign(document.createElement("p"), { textContent: line })),
    )
  }

  async function say() {
    try {
      const answer = await fetch(place.dataset.here, { method: "POST", body: told() })
      if (answer.ok) show(await answer.json())
    } catch {
      // No network: the next minute may have one.
    }
  }

  if (form) {
    form.addEventListener("input", () => (unsaved = true))
    form.addEventListener("submit", () => (unsaved = false))
    addEventListener("pageshow", say)
    setInterval(say, MINUTE)
  }
}
