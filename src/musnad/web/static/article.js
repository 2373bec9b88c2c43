// The page of an article: what belongs together lights up together, keys walk through statements, text grows.
"use strict";
(() => {
  const groups = (element) => (element ? (element.dataset.g || "").split(" ").filter(Boolean) : []);
  const light = (event, on) => {
    const element = event.target instanceof Element ? event.target.closest("[data-g]") : null;
    for (const group of groups(element))
      for (const other of document.querySelectorAll(`[data-g~="${group}"]`)) other.classList.toggle("lit", on);
  };
  for (const [name, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]])
    document.addEventListener(name, (event) => light(event, on));

  // n and p walk through the statements, e leads to the page that corrects what has the focus.
  const article = document.querySelector("[data-document]");
  const typing = (target) => target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  const statements = [...document.querySelectorAll("[data-statement]")];
  const walk = (by) => {
    const now = statements.findIndex((card) => card.contains(document.activeElement));
    const next = statements[now < 0 ? (by > 0 ? 0 : statements.length - 1) : Math.min(Math.max(now + by, 0), statements.length - 1)];
    next?.focus();
    next?.scrollIntoView({ block: "center" });
  };
  const correct = () => {
    const at = document.activeElement;
    const link = at?.closest("[data-item]")?.querySelector("a.correct");
    if (link) { location.assign(link.href); return; }
    const mark = at?.closest("[data-layer]");
    if (!mark || !article?.dataset.correct) return;
    const { layer, start, end, id } = mark.dataset;
    location.assign(`${article.dataset.correct}?${new URLSearchParams({ layer, start, end, ...(id && { id }) })}`);
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing(event.target)) return;
    const key = globalThis.keyOf?.(event) ?? event.key;
    if (key === "n" || key === "p") walk(key === "n" ? 1 : -1);
    else if (key === "e") correct();
  });

  // The size of the text is kept in this browser.
  const sizes = document.querySelector("[data-sizes]");
  const root = document.documentElement;
  const kept = () => { try { return Number(localStorage.getItem("musnad-size")) || 0; } catch { return 0; } };
  const put = (size) => { root.dataset.size = String(size); try { localStorage.setItem("musnad-size", String(size)); } catch { /* not kept */ } };
  if (sizes) {
    sizes.hidden = false;
    root.dataset.size = String(kept());
    sizes.addEventListener("click", (event) => {
      const step = Number(event.target.closest("[data-step]")?.dataset.step || 0);
      if (step) put(Math.min(Math.max(Number(root.dataset.size) + step, -2), 4));
    });
  }

  // Words that are marked with the mouse are what a note is about; places count code points of the text.
  const form = document.querySelector("[data-note]");
  const place = (node, offset) => {
    const line = (node.nodeType === 1 ? node : node.parentElement)?.closest("[data-from]");
    if (!line) return null;
    const range = document.createRange();
    range.setStart(line, 0);
    range.setEnd(node, offset);
    const before = range.cloneContents();
    before.querySelectorAll(".ref").forEach((ref) => ref.remove());
    return Number(line.dataset.from) + [...before.textContent].length;
  };
  const about = form?.querySelector("[data-about]");
  const write = (start, end, words) => {
    form.elements.start.value = start;
    form.elements.end.value = end;
    about.hidden = !words;
    about.querySelector("bdi").textContent = words;
  };
  if (form) {
    form.querySelector("[data-hint]").hidden = false;
    about.querySelector("button").addEventListener("click", () => write("", "", ""));
    document.addEventListener("selectionchange", () => {
      const marked = document.getSelection();
      if (!marked || marked.isCollapsed || !marked.rangeCount) return;
      const range = marked.getRangeAt(0);
      const [start, end] = [place(range.startContainer, range.startOffset), place(range.endContainer, range.endOffset)];
      if (start !== null && end !== null && start < end) write(start, end, marked.toString().trim().slice(0, 120));
    });
  }

  const share = document.querySelector("[data-share]");
  if (share && navigator.share) {
    share.hidden = false;
    share.querySelector("button").addEventListener("click", (event) => {
      const { title, url } = event.currentTarget.dataset;
      navigator.share({ title, url }).catch(() => { /* the person changed his mind */ });
    });
  }
  document.querySelector("[data-print]")?.addEventListener("click", () => window.print());
})();
