// The lists of the admin in which rows are chosen take no name from their labels. Give it to them.
{
  // Not "name": a function of that name would be the name of the window, by which the page that
  // opened it knows where to put what is made in it.
  function giveName(select) {
    const label = select.labels?.[0]
    const shown = select.nextElementSibling
    if (!label || !shown?.matches(".select2-container")) return
    label.id ||= `${select.id}-label`
    const value = shown.querySelector(".select2-selection__rendered")
    const labels = value?.id ? `${label.id} ${value.id}` : label.id
    shown.querySelector(".select2-selection")?.setAttribute("aria-labelledby", labels)
    value?.setAttribute("aria-labelledby", label.id)
  }

  const nameAll = (part) => part.querySelectorAll("select.admin-autocomplete").forEach(giveName)

  // A list in which rows are chosen takes what is typed, as any other does.
  document.addEventListener("keydown", ({ key, target, ctrlKey, metaKey, altKey }) => {
    if (key.length !== 1 || key === " " || ctrlKey || metaKey || altKey) return
    if (!target.matches(".select2-selection[aria-expanded=false]")) return
    const select = target.closest(".select2-container").previousElementSibling
    if (select?.matches("select.admin-autocomplete")) window.django.jQuery(select).select2("open")
  })

  // The two boxes of the admin have a sign whose words belong to no role. They are made last.
  window.addEventListener("load", () => {
    for (const sign of document.querySelectorAll(".search-label-icon[aria-label]")) {
      sign.setAttribute("role", "img")
    }
  })

  // After the admin has made them.
  window.django?.jQuery?.(() => nameAll(document))
  document.addEventListener("formset:added", ({ target }) => setTimeout(() => nameAll(target)))
}
