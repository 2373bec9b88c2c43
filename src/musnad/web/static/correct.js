// Correcting an article where it stands. The forms are those of the correct page; without this they are pages.
"use strict";
(() => {
  const article = document.querySelector("[data-correct]");
  const typing = (target) => target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  const points = (text) => [...text].length; // code points, where a string counts UTF-16
  const letters = (text) => points(text.replace(/\s/gu, ""));

  // Text nodes that are words of the article: numbers of statements stand among them and are none.
  const nodesOf = (boxes) => boxes.flatMap((box) => {
    const walk = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walk.nextNode()) if (!walk.currentNode.parentElement.closest(".ref, sup, .unseen")) found.push(walk.currentNode);
    return found;
  });

  // How many characters of some boxes stand before an end of a range; null where the end is in none of them.
  const before = (boxes, node, offset, count) => {
    const end = document.createRange();
    end.setStart(node, offset);
    let sum = 0;
    for (const one of nodesOf(boxes)) {
      if (one === node) return sum + count(one.data.slice(0, offset));
      if (end.comparePoint(one, 0) >= 0) return sum;
      sum += count(one.data);
    }
    return sum;
  };

  const chosen = () => {
    const selection = getSelection();
    return selection.rangeCount && !selection.isCollapsed && selection.toString().trim() ? selection.getRangeAt(0) : null;
  };
  const inside = (range, boxes) => boxes.some((box) => box.contains(range.startContainer)) && boxes.some((box) => box.contains(range.endContainer));

  // Fields take the words selected in the sentence above them: its lines say where in the text they begin.
  const taken = (root) => {
    const range = chosen();
    const lines = [...root.querySelectorAll("[data-from]")];
    if (!range || !inside(range, lines)) return null;
    const place = (node, offset) => {
      const line = lines.find((one) => one.contains(node));
      return Number(line.dataset.from) + before([line], node, offset, points);
    };
    let [start, end] = [place(range.startContainer, range.startOffset), place(range.endContainer, range.endOffset)];
    const words = range.toString();
    start += points(words) - points(words.trimStart());
    end -= points(words) - points(words.trimEnd());
    return start < end ? { start, end, words: words.trim().replace(/\s+/gu, " ") } : null;
  };

  const equip = (root) => {
    let last = null;
    const remember = () => { last = taken(root) || last; };
    document.addEventListener("selectionchange", remember);
    for (const button of root.querySelectorAll("[data-take]")) {
      button.hidden = false;
      button.addEventListener("click", () => {
        const got = taken(root) || last;
        if (!got) return;
        const place = root.querySelector(`[name="${button.dataset.take}"]`);
        const words = root.querySelector(`[name="${button.dataset.take}-words"]`);
        place.value = `${got.start}-${got.end}`;
        words.value = got.words;
        words.focus();
      });
    }
    root.querySelectorAll(".context").forEach((context) => caret(context));
    return () => document.removeEventListener("selectionchange", remember);
  };

  // The words of a box as one string, with the way from a place in it to a place in the page and back.
  const flat = (box) => {
    const nodes = nodesOf([box]);
    const starts = [];
    let text = "";
    for (const node of nodes) { starts.push(text.length); text += node.data; }
    return {
      text,
      at: (node, offset) => {
        const index = nodes.indexOf(node);
        return index >= 0 ? starts[index] + offset : before([box], node, offset, (part) => part.length);
      },
      point: (place, isEnd) => {
        let index = starts.findLastIndex((start) => start <= place);
        if (isEnd && index > 0 && starts[index] === place) index -= 1; // at the end of what stands before
        return [nodes[index], place - starts[index]];
      },
    };
  };
  const marksOf = new Intl.Segmenter("ar", { granularity: "grapheme" });
  const words = /[\p{L}\p{M}\p{N}]+/gu;

  // A stretch of text that keys walk through: arrows go from word to word, with Shift they select letter by letter.
  const walk = (box, event) => {
    const { text, at, point } = flat(box);
    const selection = getSelection();
    const here = selection.rangeCount && box.contains(selection.anchorNode) && box.contains(selection.focusNode);
    const anchor = here ? at(selection.anchorNode, selection.anchorOffset) : 0;
    const focus = here ? at(selection.focusNode, selection.focusOffset) : 0;
    const line = box.querySelector("[dir]") || box; // a box may be part of a page that runs the other way
    const onward = (event.key === "ArrowLeft") === (getComputedStyle(line).direction === "rtl");
    const all = [...text.matchAll(words)].map((word) => [word.index, word.index + word[0].length]);
    if (!all.length) return;
    let [from, to] = [anchor, focus];
    if (!event.shiftKey || !here) {
      const [low, high] = [Math.min(anchor, focus), Math.max(anchor, focus)];
      const next = !here ? all[0] : onward ? all.find(([start]) => start >= high) : all.findLast(([, end]) => end <= low);
      [from, to] = next || (onward ? all.at(-1) : all[0]);
    } else if (event.ctrlKey) {
      to = onward ? all.find(([, end]) => end > focus)?.[1] ?? text.length : all.findLast(([start]) => start < focus)?.[0] ?? 0;
    } else {
      const letters = [...marksOf.segment(text)].map((one) => one.index).concat(text.length);
      to = onward ? letters.find((place) => place > focus) ?? text.length : letters.findLast((place) => place < focus) ?? 0;
    }
    selection.setBaseAndExtent(...point(from, from > to), ...point(to, to >= from));
    selection.focusNode?.parentElement?.scrollIntoView({ block: "nearest" });
  };

  const caret = (box) => {
    if (box.dataset.caret !== undefined) return;
    box.dataset.caret = "";
    if (!box.hasAttribute("tabindex")) box.tabIndex = 0;
    box.addEventListener("keydown", (event) => {
      if (event.target !== box || !/^Arrow(Left|Right)$/.test(event.key) || event.altKey || event.metaKey) return;
      event.preventDefault();
      walk(box, event);
    });
  };

  const page = document.querySelector("[data-sheet]");
  if (page && !article) equip(page);
  if (!article) return;

  // The dialog over the article.
  let dialog = null, release = () => {}, opener = null;
  const close = () => dialog?.close();
  const sheetIn = (text) => {
    const got = new DOMParser().parseFromString(text, "text/html");
    const style = got.querySelector('link[href*="correct.css"]');
    if (style && !document.querySelector(`link[href="${style.getAttribute("href")}"]`)) document.head.append(style);
    return got.querySelector("[data-sheet]");
  };

  // Where the focus goes in a form: to what is wrong, to the link that was moved or added, else to its first choice.
  const firstOf = (did) => {
    const [what, slot] = (did || "").split(":");
    const links = [...dialog.querySelectorAll("fieldset.link")];
    const link = what === "add" ? links.at(-1) : slot ? dialog.querySelector(`#link-${slot}`) || links[0] : null;
    return dialog.querySelector("[aria-invalid]") || link?.querySelector("input:not([type=hidden])")
      || dialog.querySelector("form.correct .field select") || dialog.querySelector("a, form.correct input:not([type=hidden])");
  };

  const fill = (sheet, did) => {
    release();
    const title = document.createElement("h2");
    title.textContent = sheet.dataset.title;
    title.tabIndex = -1;
    dialog.setAttribute("aria-label", sheet.dataset.title);
    dialog.replaceChildren(title, document.adoptNode(sheet));
    release = equip(dialog);
    dialog.querySelectorAll("[data-close]").forEach((button) => { button.hidden = false; button.addEventListener("click", close); });
    dialog.scrollTop = 0;
    (firstOf(did) || title).focus();
  };

  const ask = async (address, options, did) => {
    const answer = await fetch(address, { credentials: "same-origin", ...options });
    if (answer.redirected) {
      try { sessionStorage.setItem("musnad-correct", JSON.stringify({ ...opener?.place, scroll: scrollY })); } catch { /* focus does not return */ }
      location.assign(answer.url);
      return;
    }
    const sheet = sheetIn(await answer.text());
    if (sheet) fill(sheet, did);
    else location.assign(address);
  };

  const open = (address, place) => {
    if (!dialog) {
      dialog = document.createElement("dialog");
      dialog.className = "correcting";
      dialog.addEventListener("close", () => { release(); release = () => {}; dialog.replaceChildren(); opener?.element?.focus({ preventScroll: true }); });
      dialog.addEventListener("click", (event) => {
        const link = event.target.closest("a[href*='/correct?']");
        if (!link) return;
        event.preventDefault();
        ask(link.href);
      });
      dialog.addEventListener("submit", (event) => {
        const form = event.target;
        if (form.method !== "post") return;
        event.preventDefault();
        const data = new FormData(form, event.submitter);
        ask(form.action, { method: "POST", body: new URLSearchParams(data) }, data.get("do"));
      });
      document.body.append(dialog);
    }
    opener = { element: document.activeElement, place };
    if (!dialog.open) dialog.showModal();
    ask(address).catch(() => location.assign(address));
  };

  const boxes = () => [...document.querySelectorAll("article[data-correct] .text")];
  const byLetters = (range) => {
    const all = boxes();
    const words = range.toString();
    if (!inside(range, all) || !words.trim()) return null;
    const start = before(all, range.startContainer, range.startOffset, letters);
    const end = before(all, range.endContainer, range.endOffset, letters);
    return start < end ? `${start}-${end}` : null;
  };
  const openWords = () => {
    const range = chosen();
    const place = range && byLetters(range);
    if (!place) return false;
    open(`${article.dataset.correct}?${new URLSearchParams({ letters: place })}`, { letters: place });
    return true;
  };

  // What the keyboard is at: the mark, or the link of a card or a row.
  const openHere = () => {
    const at = document.activeElement;
    const link = at?.closest("a.correct") || at?.closest("[data-item]")?.querySelector("a.correct");
    if (link) { open(link.href, { href: link.getAttribute("href") }); return true; }
    const mark = at?.closest("[data-layer]");
    if (!mark) return false;
    const { layer, start, end, id } = mark.dataset;
    open(`${article.dataset.correct}?${new URLSearchParams({ layer, start, end, ...(id && { id }) })}`, { layer, start, id: mark.id });
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || dialog?.open) return;
    const key = globalThis.keyOf?.(event) ?? event.key;
    if (key === "c" && openWords() || key === "e" && (openWords() || openHere())) {
      event.preventDefault();
      event.stopPropagation();
    }
  }, true);
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a.correct") : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    link.focus();
    open(link.href, { href: link.getAttribute("href") });
  });

  // A button beside the selected words, for the mouse and for touch.
  const grasp = document.createElement("button");
  grasp.type = "button";
  grasp.className = "grasp";
  grasp.hidden = true;
  grasp.textContent = document.querySelector("a.correct")?.textContent.trim() || "✎";
  grasp.addEventListener("pointerdown", (event) => event.preventDefault()); // else the selection goes first
  grasp.addEventListener("click", () => { grasp.hidden = true; openWords(); });
  document.body.append(grasp);
  document.addEventListener("selectionchange", () => {
    const range = dialog?.open ? null : chosen();
    const place = range && inside(range, boxes()) ? range.getBoundingClientRect() : null;
    grasp.hidden = !place;
    if (!place) return;
    grasp.style.insetBlockStart = `${place.bottom + scrollY + 4}px`;
    grasp.style.left = `${Math.max(4, Math.min(place.left + scrollX, document.documentElement.clientWidth - 90))}px`;
  });
  boxes().forEach((box) => caret(box));

  // After an edit the page is loaded anew: the focus goes back to where it was.
  let back = null;
  try { back = JSON.parse(sessionStorage.getItem("musnad-correct")); sessionStorage.removeItem("musnad-correct"); } catch { /* none */ }
  if (back && new URLSearchParams(location.search).has("at")) {
    const marks = [...document.querySelectorAll("[data-layer]")];
    const again = marks.find((mark) => back.id && mark.id === back.id) || marks.find((mark) => mark.dataset.layer === back.layer && mark.dataset.start === back.start)
      || [...document.querySelectorAll("a.correct")].find((link) => link.getAttribute("href") === back.href) || document.getElementById("at");
    if (again) {
      if (!again.matches("a, button, [tabindex]")) again.tabIndex = -1;
      again.focus({ preventScroll: true });
      scrollTo({ top: back.scroll, behavior: "instant" });
    }
  }
})();
