document.addEventListener("click", (event) => {
  const asked = event.target.closest("[data-e]");
  if (asked) openEvidence(asked.dataset.e);
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeDrawer(); });
document.getElementById("drawer-close").addEventListener("click", closeDrawer);
wireTables();
wireMap();
if (location.hash === "#check") checkNumbers();
document.documentElement.dataset.ready = String(Math.round(performance.now()));
