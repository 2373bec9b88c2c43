(() => {
  "use strict";
  const groups = (element) => (element ? (element.dataset.g || "").split(" ").filter(Boolean) : []);
  const light = (event, on) => {
    const element = event.target instanceof Element ? event.target.closest("[data-g]") : null;
    for (const group of groups(element)) {
      for (const other of document.querySelectorAll(`[data-g~="${group}"]`)) other.classList.toggle("lit", on);
    }
  };
  for (const [name, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    document.addEventListener(name, (event) => light(event, on));
  }
})();
