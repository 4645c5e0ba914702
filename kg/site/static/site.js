// Comfort alone: every page can be read, filtered and left without this.
const root = document.documentElement;
const dark = () =>
  (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";

const button = document.getElementById("theme");
if (button) {
  const show = () => button.setAttribute("aria-pressed", String(dark()));
  button.hidden = false;
  show();
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("kg-theme", root.dataset.theme); } catch { /* storage may be off */ }
    show();
  });
}

// In the reader: who points at a note sees its words in the text.
for (const note of document.querySelectorAll(".note[data-key]")) {
  const pieces = document.querySelectorAll(`.text .t${note.dataset.key}`);
  const light = (on) => pieces.forEach((piece) => piece.classList.toggle("lit", on));
  for (const name of ["mouseenter", "focusin"]) note.addEventListener(name, () => light(true));
  for (const name of ["mouseleave", "focusout"]) note.addEventListener(name, () => light(false));
}

// A slash goes to the ask box, as in many tools.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, .CodeMirror, [contenteditable]")) return;
  const box = document.getElementById("ask") || document.querySelector(".bar-ask input");
  if (box) { event.preventDefault(); box.focus(); box.select(); }
});
