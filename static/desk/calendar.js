// What is scheduled is dragged to another day of the calendar: its own form is sent with that day,
// and the hour it had. Whether it may go there is decided by the server, in words.

const slots = document.querySelectorAll(".slot[data-hour]");
let dragged = null;

for (const slot of slots) {
  slot.draggable = true;
  slot.addEventListener("dragstart", (event) => {
    dragged = slot;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", slot.textContent.trim());
  });
  slot.addEventListener("dragend", () => {
    dragged = null;
  });
}

for (const day of document.querySelectorAll("[data-day]")) {
  day.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    day.classList.add("days__day--target");
  });
  day.addEventListener("dragleave", () => day.classList.remove("days__day--target"));
  day.addEventListener("drop", (event) => {
    day.classList.remove("days__day--target");
    if (!dragged || dragged.closest("[data-day]") === day) return;
    event.preventDefault();
    const form = dragged.querySelector("form");
    form.elements["move-publish-at"].value = `${day.dataset.day}T${dragged.dataset.hour}`;
    form.submit();
  });
}
