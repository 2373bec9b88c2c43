// Facets of large results are counted after the page is there; without scripts a link does it.
"use strict";
(async () => {
  const facets = document.querySelector("#facets[data-src]");
  if (!facets) return;
  facets.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(facets.dataset.src);
    if (answer.ok) facets.innerHTML = await answer.text();
  } catch {
    // the link stays
  } finally {
    facets.removeAttribute("aria-busy");
  }
})();
