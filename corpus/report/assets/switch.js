// The switch between definitions of size: every part of the page that depends on one follows.
function showDefinition(id) {
  const known = [...document.querySelectorAll("button[data-definition]")].map((button) => button.dataset.definition);
  if (!known.includes(id)) return;
  for (const part of document.querySelectorAll("[data-of]")) part.hidden = part.dataset.of !== id;
  for (const button of document.querySelectorAll("button[data-definition]"))
    button.setAttribute("aria-pressed", String(button.dataset.definition === id));
}

function wireSwitch() {
  for (const button of document.querySelectorAll("button[data-definition]"))
    button.addEventListener("click", () => showDefinition(button.dataset.definition));
}
