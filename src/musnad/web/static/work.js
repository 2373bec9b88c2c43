// Shows how far the work is, without loading the page anew. Without this file the page does it by itself.
(() => {
  "use strict";
  const every = 1000;
  const shown = () => document.getElementById("jobs");

  async function renew() {
    const list = shown();
    if (!list || list.dataset.busy !== "yes") return;
    const busy = document.activeElement && list.contains(document.activeElement);
    const open = list.querySelector("details[open]");
    if (!busy && !open && !document.hidden) {
      try {
        const answer = await fetch(list.dataset.from, { credentials: "same-origin" });
        if (answer.ok) {
          const page = new DOMParser().parseFromString(await answer.text(), "text/html");
          const fresh = page.getElementById("jobs");
          if (fresh) list.replaceWith(document.adoptNode(fresh));
        }
      } catch { /* the room is closed, or busy: the next time tells */ }
    }
    setTimeout(renew, every);
  }
  setTimeout(renew, every);
})();
