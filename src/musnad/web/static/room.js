// What every page of the room does beyond links and forms. Pages can be read without it.
"use strict";
(() => {
  // The key by the sign it writes; on a keyboard of another script, such as Arabic, by its place (j where ت is written).
  globalThis.keyOf = ({ key, code, shiftKey }) => {
    if (key.length > 1 || /[ -~]/.test(key)) return key;
    if (code === "Slash") return shiftKey ? "?" : "/";
    return /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(code)?.[1].toLowerCase() ?? key;
  };
  const typing = (target) => target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  const keys = document.getElementById("keys");
  const items = () => [...document.querySelectorAll("[data-item]")].filter((item) => item.offsetParent !== null);
  let going = false;

  const step = (by) => {
    const all = items();
    if (!all.length) return;
    const now = all.findIndex((item) => item === document.activeElement || item.contains(document.activeElement));
    const next = all[Math.min(Math.max(now + by, 0), all.length - 1)];
    const target = next.matches("a, button, [tabindex]") ? next : next.querySelector("a, button, [tabindex]") || next;
    target.focus();
    next.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const key = keyOf(event);
    if (going && /^[1-9]$/.test(key)) {
      document.querySelectorAll("header.room nav a")[Number(key) - 1]?.click();
      going = false;
      return;
    }
    going = key === "g";
    if (key === "/") {
      event.preventDefault();
      document.querySelector("[data-key='/']")?.focus();
    } else if (key === "j" || key === "k") step(key === "j" ? 1 : -1);
    else if (key === "?" && !keys?.open) keys?.showModal();
  });

  // A menu closes when something else is clicked or Escape is pressed; the focus goes back to what opens it.
  const menus = () => document.querySelectorAll("details.manner[open], details.menu[open]");
  document.addEventListener("click", (event) => menus().forEach((menu) => menu.contains(event.target) || (menu.open = false)));
  document.addEventListener("keydown", (event) => event.key === "Escape" && menus().forEach((menu) => {
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  }));

  // The message of an edit is shown once: a reload does not show it again.
  const shown = new URL(location.href);
  if (shown.searchParams.has("done")) {
    shown.searchParams.delete("done");
    history.replaceState(null, "", shown);
  }

  // Links that copy their own address.
  document.querySelectorAll("a.permalink, [data-copy]").forEach((link) =>
    link.addEventListener("click", async (event) => {
      if (!navigator.clipboard) return;
      event.preventDefault();
      await navigator.clipboard.writeText(new URL(link.dataset.copy ?? link.href, location.href).href);
      link.classList.add("copied");
      setTimeout(() => link.classList.remove("copied"), 1500);
    }));
})();
