// On the page of a review: j and k go from finding to finding and show each in the document, Enter opens its form. Everything is also a link.
(() => {
  "use strict";
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
  const items = () => [...document.querySelectorAll(".finding[data-number]")];
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

  function show(item, move = true) {
    if (!item) return;
    document.querySelectorAll(".current").forEach((one) => one.classList.remove("current"));
    item.classList.add("current");
    const number = item.dataset.number;
    const behavior = calm.matches ? "auto" : "smooth";
    const mark = document.getElementById(`m${number}`);
    document.querySelectorAll(`.page [data-number="${number}"] .mark`).forEach((one) => one.classList.add("current"));
    if (mark) {
      mark.classList.add("current");
      mark.scrollIntoView({ block: "center", inline: "nearest", behavior });
    }
    if (move) item.scrollIntoView({ block: "nearest", behavior });
    item.focus({ preventScroll: true });
  }

  function current() {
    return document.querySelector(".finding.current");
  }

  function step(by) {
    const all = items();
    const at = all.indexOf(current());
    show(all[Math.min(Math.max(at + by, 0), all.length - 1)]);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "Enter" && event.target === current()) current().querySelector("a.decide").click();
    else return;
    event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#f"], a[href^="#m"]');
    if (!link) return;
    const item = document.getElementById(`f${link.getAttribute("href").slice(2)}`);
    if (!item) return;
    event.preventDefault();
    history.replaceState(null, "", `#${item.id}`);
    show(item);
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    const field = event.target.querySelector && event.target.querySelector(".decision select, .decision textarea");
    if (field) field.focus();
  });

  function start() {
    if (location.hash.startsWith("#f")) show(document.getElementById(location.hash.slice(1)));
  }
  window.addEventListener("hashchange", start);
  start();
})();
