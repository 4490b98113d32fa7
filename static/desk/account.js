// What works with scripts alone is shown where there are scripts; a refused passkey is told.
// The ceremony itself is that of django-allauth, in mfa/js/webauthn.js.
document.addEventListener("DOMContentLoaded", () => {
  for (const form of document.querySelectorAll(".needs-scripts")) {
    form.hidden = !window.PublicKeyCredential
  }
  const button = document.querySelector("[data-passkey]")
  if (!button || !window.PublicKeyCredential) return
  const field = (name) => button.form.elements[name]?.id
  const [login, add, authenticate] = [button.id, button.id, button.id]
  const ids = { login, add, authenticate, credential: field("credential") }
  if (field("passwordless")) ids.passwordless = field("passwordless")
  if (document.getElementById("js_data")) ids.data = "js_data"
  window.allauth.webauthn.forms[button.dataset.passkey]({ ids })
})
document.addEventListener("allauth.error", (event) => {
  const words = document.querySelector(".door__refused")
  if (!words) return
  event.preventDefault()
  words.hidden = false
})
