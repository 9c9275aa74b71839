document.addEventListener("click", (event) => {
  const asked = event.target.closest("[data-e]");
  if (asked) openEvidence(asked.dataset.e);
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeDrawer(); });
document.getElementById("drawer-close").addEventListener("click", closeDrawer);
wireTables();
// The text is on screen before the map is drawn.
requestAnimationFrame(() => setTimeout(async () => {
  try {
    await drawMap();
    if (location.hash === "#check") await checkNumbers();
  } finally {
    document.documentElement.dataset.ready = String(Math.round(performance.now()));
  }
}));
