// The two sliders of a network: they show the ties that were told in some days, without loading the page again.
"use strict";
(() => {
  // On a narrow screen a picture begins in its middle, one in columns with the first.
  const graph = document.querySelector(".graph");
  if (graph && !graph.querySelector(".head")) graph.scrollLeft = (document.dir === "rtl" ? -1 : 1) * (graph.scrollWidth - graph.clientWidth) / 2;

  const form = document.querySelector("form.days");
  const slide = form?.querySelector(".slide");
  if (!slide) return;
  const low = slide.querySelector(".low");
  const high = slide.querySelector(".high");
  const since = form.querySelector("#since");
  const until = form.querySelector("#until");
  const told = form.querySelector("output");
  const start = Date.parse(form.dataset.first + "T00:00:00Z");
  const dayOf = (count) => new Date(start + count * 86400000).toISOString().slice(0, 10);
  const lines = [...document.querySelectorAll(".network .line")].map((line) => ({
    line, days: line.dataset.days.split(" ").filter(Boolean).map(Number),
    item: document.getElementById("edge-" + line.dataset.edge),
  }));
  const nodes = [...document.querySelectorAll(".network .node")];
  const bars = [...document.querySelectorAll(".strip a")];
  const digits = new Intl.NumberFormat(`${document.documentElement.lang}-u-nu-${document.documentElement.dataset.digits}`);
  slide.hidden = false;

  const show = () => {
    const [from, to] = [Math.min(+low.value, +high.value), Math.max(+low.value, +high.value)];
    const whole = from === 0 && to === +form.dataset.count;
    since.value = dayOf(from);
    until.value = dayOf(to);
    low.setAttribute("aria-valuetext", since.value);
    high.setAttribute("aria-valuetext", until.value);
    let count = 0;
    const tied = new Set();
    for (const { line, days, item } of lines) {
      const fits = whole || days.some((day) => day >= from && day <= to);
      line.classList.toggle("off", !fits);
      if (item) item.hidden = !fits;
      count += fits;
      if (fits) tied.add(line.dataset.start).add(line.dataset.end);
    }
    for (const node of nodes) node.classList.toggle("off", !tied.has(node.dataset.key));
    for (const bar of bars)
      bar.querySelector(".day").classList.toggle("lit-day", +bar.dataset.last >= from && +bar.dataset.first <= to);
    told.value = `${digits.format(count)} / ${digits.format(lines.length)}`;
  };
  low.addEventListener("input", show);
  high.addEventListener("input", show);
  show();
  if (low.value === "0" && high.value === form.dataset.count) told.value = "";
})();
