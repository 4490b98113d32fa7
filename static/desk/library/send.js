// Files to the library, one after the other, and then each photo in the sizes that pages need, so
// that no reader waits for them. `told` is called with a sentence whenever there is news.

const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value || ""
export const isPicture = (file) => file.type.startsWith("image/")

export const filled = (sentence, facts) =>
  sentence.replace(/\{(\w+)\}/g, (_whole, name) => facts[name] ?? "")

function post(url, file, progressed) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const body = new FormData()
    body.append("files", file)
    request.open("POST", url)
    request.setRequestHeader("Accept", "application/json")
    request.setRequestHeader("X-CSRFToken", token())
    request.responseType = "json"
    request.upload.addEventListener("progress", ({ loaded, total }) => progressed(loaded / total))
    request.addEventListener("error", reject)
    request.addEventListener("load", () => {
      if (request.status === 200 && request.response) resolve(request.response)
      else reject(new Error(String(request.status)))
    })
    request.send(body)
  })
}

async function make(photo, progressed) {
  for (const [number, address] of photo.made.entries()) {
    progressed(number + 1, photo.made.length)
    // What fails is made when somebody asks for it.
    await fetch(address).catch(() => null)
  }
}

// Resolves with the photos that were taken, in order; what was refused is told.
export async function send(files, { upload, says }, told) {
  const photos = [], refused = []
  for (const [number, file] of [...files].entries()) {
    const facts = { name: file.name, number: number + 1, of: files.length }
    try {
      const answer = await post(upload, file, (part) =>
        told(filled(says.sending, { ...facts, percent: Math.round(part * 100) })))
      refused.push(...answer.refused.map(({ name, sentence }) => `${name}: ${sentence}`))
      photos.push(...answer.photos)
      for (const photo of answer.photos) {
        await make(photo, (done, all) => told(filled(says.making, { ...facts, done, all })))
      }
    } catch {
      refused.push(`${file.name}: ${says.failed}`)
    }
  }
  told(refused.join(" ") || filled(says.sent, { of: photos.length }), refused.length > 0)
  return photos
}

// Lets files be dropped on an element, and chosen with a field of files.
export function takesFiles(element, field, take) {
  const marked = (isOver) => element.classList.toggle("takes-files--over", isOver)
  element.classList.add("takes-files")
  element.addEventListener("dragover", (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return
    event.preventDefault()
    marked(true)
  })
  element.addEventListener("dragleave", () => marked(false))
  element.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return
    event.preventDefault()
    marked(false)
    take([...event.dataTransfer.files])
  })
  field?.addEventListener("change", () => {
    if (field.files.length) take([...field.files])
    field.value = ""
  })
}
