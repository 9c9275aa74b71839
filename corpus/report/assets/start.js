document.addEventListener("click", (event) => {
  const asked = event.target.closest("[data-e]");
  if (asked) openEvidence(asked.dataset.e);
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeDrawer(); });
document.getElementById("drawer-close").addEventListener("click", closeDrawer);
wireTables();
wireSwitch();
wireMap();
if (location.hash === "#check") showMap().then(checkNumbers);
// A link may open a list: report.html#e=place%3DEmmen
if (location.hash.startsWith("#e=")) openEvidence(decodeURIComponent(location.hash.slice(3)));
// Or show another definition of size: report.html#size=cbs
if (location.hash.startsWith("#size=")) showDefinition(decodeURIComponent(location.hash.slice(6)));
document.documentElement.dataset.ready = String(Math.round(performance.now()));
