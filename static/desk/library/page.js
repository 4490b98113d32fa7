// The page of the library: files are dropped on it, or chosen, and each is then described.
import { described } from "./pick.js";
import { isPicture, send, takesFiles } from "./send.js";

const area = document.getElementById("library-upload")
if (area) {
  const options = JSON.parse(area.dataset.library)
  const told = area.querySelector("[role=status]")
  const news = (sentence, isRefusal) => {
    told.textContent = sentence
    told.classList.toggle("errornote", Boolean(isRefusal))
  }
  const take = async (files) => {
    const photos = await send(files.filter(isPicture), options, news)
    for (const photo of photos) if (photo.lacks.length) await described(photo, options)
    if (photos.length && !told.classList.contains("errornote")) location.reload()
  }
  takesFiles(document.body, area.querySelector("input[type=file]"), take)
  area.querySelector("form").addEventListener("submit", (event) => event.preventDefault())
  area.querySelector("[type=submit]").hidden = true
}
