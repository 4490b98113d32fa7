// A click on the picture says what a crop must not lose. The two fields beside it say it in numbers.
import { made } from "./made.js";

export function clickable(within) {
  const picture = within.querySelector("img.focal")
  const [x, y] = ["focal_x", "focal_y"].map((name) => within.querySelector(`[name=${name}]`))
  if (!picture || !x || !y || picture.closest(".focal-area")) return
  const mark = made("span", { className: "focal-mark", "aria-hidden": "true" })
  const area = made("span", { className: "focal-area" })
  picture.replaceWith(area)
  area.append(picture, mark)
  const show = () => {
    // A style attribute would be refused; its properties are not.
    mark.style.left = `${x.value}%`
    mark.style.top = `${y.value}%`
  }
  const percent = (part, whole) => String(Math.round(Math.min(1, Math.max(0, part / whole)) * 100))
  picture.addEventListener("click", ({ offsetX, offsetY }) => {
    x.value = percent(offsetX, picture.clientWidth)
    y.value = percent(offsetY, picture.clientHeight)
    for (const field of [x, y]) field.dispatchEvent(new Event("change", { bubbles: true }))
    show()
  })
  for (const field of [x, y]) field.addEventListener("input", show)
  show()
}

const page = document.querySelector("form#photo_form")
if (page) clickable(page)
