// Shows what stands on another site within the page, once its button is pressed. Until then nothing
// is asked of that site; without this script the card is the link that it is.
for (const button of document.querySelectorAll("[data-frame]")) {
  const press = button.parentElement
  press.hidden = false
  button.addEventListener("click", () => {
    const frame = document.createElement("iframe")
    const { frame: address, shape, wantsOrigin } = button.dataset
    frame.className = `frame frame--${shape}`
    frame.title = press.parentElement.querySelector("a").textContent
    frame.referrerPolicy = wantsOrigin === undefined ? "no-referrer" : "strict-origin"
    frame.allow = "fullscreen"
    frame.sandbox = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox"
    frame.src = address
    press.replaceWith(frame)
    frame.focus()
  })
}
