// The form as a spreadsheet: keys, ranges, paste, undo; saved while typing, kept in this browser while the line is down; checked while typing.
// Without it the page is a plain form with buttons.
(() => {
  "use strict";
  const form = document.querySelector("form[data-fill]");
  if (!form || !window.fetch) return;
  const GROUPS = ["category", "subcategory"];
  const SAVE_AFTER = 1200; // milliseconds without a key
  const CHECK_AFTER = 900;
  const PAUSES = [2000, 5000, 15000, 30000];
  const state = form.querySelector("[data-state]");
  const mergeButton = form.querySelector("[data-merge]");
  const field = (name) => form.querySelector(`input[name="${name}"]`);
  let token = field("csrfmiddlewaretoken").value;
  const key = `jiheng.fill.${form.dataset.person}.${form.dataset.dossier}.${form.dataset.form}`;
  const sealed = form.dataset.sealed === "1";

  // -- what stands in the cells ---------------------------------------------------------------------------------------
  const blocks = () => [...form.querySelectorAll("[data-block]")];
  const rowsOf = (block) => [...block.querySelectorAll("[data-row]")];
  const cellsOf = (row) => [...row.querySelectorAll("textarea.cell")];
  const columnOf = (cell) => cell.name.split(".").slice(3).join(".");
  const clean = (text) => text.replace(/\r\n?/g, "\n").trim();

  function content() {
    const found = { extra: field("extra").value.split(",").filter(Boolean), blocks: {} };
    for (const block of blocks()) {
      found.blocks[block.dataset.block] = rowsOf(block).map((row) => {
        const cells = {};
        for (const cell of cellsOf(row)) if (clean(cell.value)) cells[columnOf(cell)] = clean(cell.value);
        return { id: row.dataset.row, cells };
      });
    }
    return found;
  }
  const snapshot = () => JSON.stringify(content());

  function newName() {
    return `n${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`;
  }

  function newRow(block, name) {
    const row = block.querySelector("template").content.firstElementChild.cloneNode(true);
    row.dataset.row = name;
    for (const cell of cellsOf(row)) cell.name = cell.name.replace(".0new.", `.${name}.`);
    for (const button of row.querySelectorAll("button")) button.value = button.value.replace(":0new", `:${name}`);
    return row;
  }

  function fill(row, cells) {
    for (const cell of cellsOf(row)) {
      const text = cells[columnOf(cell)] || "";
      if (clean(cell.value) !== text) cell.value = text;
    }
  }

  function setContent(wanted) {
    for (const block of blocks()) {
      const rows = wanted.blocks[block.dataset.block] || [];
      const known = new Map(rowsOf(block).map((row) => [row.dataset.row, row]));
      if (!block.dataset.grows) {
        if (rows[0] && known.size) fill(known.values().next().value, rows[0].cells);
        continue;
      }
      const body = block.querySelector("tbody");
      const kept = rows.map((one) => {
        const row = known.get(one.id) || newRow(block, one.id);
        fill(row, one.cells);
        return row;
      });
      const focused = document.activeElement;
      body.replaceChildren(...kept);
      if (focused && focused.isConnected) focused.focus();
    }
  }

  // -- undo -----------------------------------------------------------------------------------------------------------
  let history = [snapshot()];
  let at = 0;

  function commit() {
    const now = snapshot();
    if (now !== history[at]) {
      history = [...history.slice(Math.max(0, at - 200), at + 1), now];
      at = history.length - 1;
    }
  }

  function step(by) {
    commit();
    if (at + by < 0 || at + by >= history.length) return;
    at += by;
    setRange(null);
    setContent(JSON.parse(history[at]));
    changed(false);
  }

  // -- saving ---------------------------------------------------------------------------------------------------------
  let saved = snapshot();
  let base = field("base").value;
  let busy = false;
  let stopped = sealed;
  let tries = 0;
  let renewed = false; // the token was taken over anew and nothing was saved since
  let saveTimer = 0;
  let checkTimer = 0;

  function say(now, more) {
    state.dataset.now = now;
    state.textContent = [state.dataset[now] || "", more || ""].filter(Boolean).join(" ");
    if (now === "stale") mergeButton.hidden = false;
  }

  function keepHere() {
    try {
      localStorage.setItem(key, JSON.stringify({ content: content(), base, seen: field("seen").value, basedOn: field("based_on").value }));
    } catch (error) { /* storage is full or forbidden: the page itself still has the text */ }
  }

  function forgetHere() {
    try { localStorage.removeItem(key); } catch (error) { /* nothing was kept */ }
  }

  function changed(fresh = true) {
    if (sealed) return;
    if (fresh) at = Math.min(at, history.length - 1);
    keepHere();
    if (stopped) return;
    if (state.dataset.now !== "offline") say("unsaved");
    clearTimeout(saveTimer);
    saveTimer = setTimeout(save, SAVE_AFTER);
    clearTimeout(checkTimer);
    checkTimer = setTimeout(check, CHECK_AFTER);
  }

  function send(address, body, options) {
    return fetch(address, {
      method: "POST",
      redirect: "manual",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body,
      ...options,
    });
  }

  async function save() {
    clearTimeout(saveTimer);
    if (busy || stopped) return;
    const now = snapshot();
    if (now === saved) { forgetHere(); say("saved"); return; }
    busy = true;
    say("saving");
    try {
      const body = JSON.stringify({ content: JSON.parse(now), seen: field("seen").value, based_on: field("based_on").value });
      const answer = await send(form.dataset.save, body, { keepalive: body.length < 60000 });
      if (answer.type === "opaqueredirect") later("signedOut");
      else if (answer.status === 403) await signedInAgain();
      else if (answer.status === 409) refused(await answer.json());
      else if (!answer.ok) later("failed");
      else done(now, await answer.json());
    } catch (error) {
      later("offline");
    }
    busy = false;
    if (!stopped && tries === 0 && snapshot() !== saved) saveTimer = setTimeout(save, SAVE_AFTER);
  }

  /** Who signed in anew has another token: this page takes it over and goes on. */
  async function signedInAgain() {
    const answer = await fetch(location.pathname, { redirect: "manual" });
    const found = answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[name=csrfmiddlewaretoken]") : null;
    if (found && found.value) {
      token = found.value;
      for (const hidden of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) hidden.value = token;
      if (!renewed) tries = 0;
      renewed = true;
    }
    later(found ? "failed" : "signedOut");
  }

  function done(now, answer) {
    saved = now;
    base = now;
    tries = 0;
    renewed = false;
    field("seen").value = answer.seen;
    field("based_on").value = answer.based_on;
    field("base").value = now;
    if (snapshot() === now) { forgetHere(); say("saved", answer.at); } else { keepHere(); say("unsaved"); }
  }

  function refused(answer) {
    stopped = true;
    if (answer.state === "stale") { say("stale"); return; }
    state.dataset.now = "refused";
    state.textContent = answer.text;
  }

  function later(why) {
    keepHere();
    say(why);
    saveTimer = setTimeout(save, PAUSES[Math.min(tries, PAUSES.length - 1)]);
    tries += 1;
  }

  window.addEventListener("online", () => { if (snapshot() !== saved) save(); });
  window.addEventListener("offline", () => { if (snapshot() !== saved) { keepHere(); say("offline"); } });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden" && snapshot() !== saved) { keepHere(); save(); } });

  function restore() {
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(key) || "null"); } catch (error) { kept = null; }
    if (!kept || sealed) return;
    const merged = new URLSearchParams(location.search).has("merged");
    if (merged || JSON.stringify(kept.content.blocks) === JSON.stringify(content().blocks)) { forgetHere(); return; }
    const current = kept.seen === field("seen").value && kept.basedOn === field("based_on").value;
    setContent(kept.content);
    commit();
    if (current) { say("restored"); saveTimer = setTimeout(save, SAVE_AFTER); return; }
    field("base").value = base = kept.base;
    field("seen").value = kept.seen;
    field("based_on").value = kept.basedOn;
    stopped = true;
    say("stale");
  }

  // -- checking -------------------------------------------------------------------------------------------------------
  let checking = null;

  function noteOf(note) {
    const line = document.createElement("div");
    line.className = `note note-${note.kind}`;
    const part = (tag, text, name) => {
      const element = document.createElement(tag);
      element.textContent = text;
      if (name) element.className = name;
      line.append(element, " ");
    };
    if (note.column) part("b", note.column);
    line.append(note.text, " ");
    if (note.advice) part("small", note.advice);
    if (note.code) part("small", note.code, "code");
    return line;
  }

  function show(found) {
    const worst = ["unread", "must_fix", "question", "note"];
    for (const said of form.querySelectorAll(".said")) if (said.tagName !== "TH") said.replaceChildren();
    for (const cell of form.querySelectorAll("textarea.cell")) {
      const notes = found.cells[cell.name] || [];
      const holder = cell.parentElement;
      holder.classList.remove(...worst.map((kind) => `mark-${kind}`));
      const kind = worst.find((one) => notes.some((note) => note.kind === one));
      if (kind) holder.classList.add(`mark-${kind}`);
      const said = holder.querySelector(".said") || cell.closest("[data-row]").querySelector(".said");
      said.append(...notes.map(noteOf));
    }
    document.getElementById("general").replaceChildren(...found.general.map(noteOf));
    document.getElementById("summary").textContent = found.summary;
  }

  async function check() {
    clearTimeout(checkTimer);
    if (checking) checking.abort();
    checking = new AbortController();
    try {
      const answer = await send(form.dataset.check, JSON.stringify({ content: content() }), { signal: checking.signal });
      if (answer.ok) show(await answer.json());
    } catch (error) { /* the line is down, or a newer question is under way: the next change asks again */ }
  }

  // -- rows -----------------------------------------------------------------------------------------------------------
  /** Each row gets its groups written down, so that none loses them when rows are moved or taken out. */
  function spellOut(block) {
    let above = {};
    for (const row of rowsOf(block)) {
      const cells = Object.fromEntries(cellsOf(row).map((cell) => [columnOf(cell), cell]));
      if (!Object.values(cells).some((cell) => clean(cell.value))) continue;
      if (cells.category && clean(cells.category.value)) above = {};
      for (const name of GROUPS) {
        if (!cells[name]) continue;
        if (clean(cells[name].value)) above[name] = cells[name].value;
        else if (above[name]) cells[name].value = above[name];
      }
    }
  }

  function deed(what, block, row) {
    commit();
    spellOut(block);
    const column = document.activeElement && document.activeElement.name ? columnOf(document.activeElement) : "";
    let next = row;
    if (what === "add") {
      next = newRow(block, newName());
      if (row) {
        const above = Object.fromEntries(cellsOf(row).map((cell) => [columnOf(cell), cell.value]));
        for (const cell of cellsOf(next)) if (GROUPS.includes(columnOf(cell))) cell.value = above[columnOf(cell)] || "";
        row.after(next);
      } else block.querySelector("tbody").append(next);
    } else if (what === "delete") {
      next = row.nextElementSibling || row.previousElementSibling;
      row.remove();
    } else if (what === "up" && row.previousElementSibling) row.previousElementSibling.before(row);
    else if (what === "down" && row.nextElementSibling) row.nextElementSibling.after(row);
    if (next) {
      const cells = cellsOf(next);
      go(cells.find((cell) => columnOf(cell) === column) || cells[Math.min(2, cells.length - 1)]);
    }
    commit();
    changed();
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.hasAttribute("data-undo")) step(-1);
    else if (button.hasAttribute("data-redo")) step(1);
    else if (button.name === "do" && button.value === "check") { event.preventDefault(); check(); save(); }
    else if (button.name === "do" && button.value === "save" && !stopped) { event.preventDefault(); commit(); save(); }
    else if (button.name === "do" && /^(add|delete|up|down):/.test(button.value)) {
      event.preventDefault();
      const [what, name, id] = button.value.split(":");
      const block = form.querySelector(`[data-block="${name}"]`);
      deed(what, block, rowsOf(block).find((row) => row.dataset.row === id));
    }
  });

  // -- keys -----------------------------------------------------------------------------------------------------------
  // A cell is chosen (keys move), typed into (keys still move) or edited (keys move within the text), as in a spreadsheet.
  let before = "";
  let range = null; // from the chosen cell to another: more than one cell is chosen
  let dragged = null;
  const rangeSaid = form.querySelector("[data-range]");

  function go(cell, mode = "") {
    if (!cell) return;
    setRange(null);
    cell.focus();
    if (!mode) cell.select();
    cell.dataset.mode = mode;
  }

  function inGrid(cell) {
    const block = cell.closest("[data-block]");
    return block && block.dataset.grows ? block : null;
  }

  function beside(cell, down, right) {
    const block = inGrid(cell);
    const rows = rowsOf(block);
    const row = cell.closest("[data-row]");
    const cells = cellsOf(row);
    const target = rows[rows.indexOf(row) + down];
    return target ? cellsOf(target)[cells.indexOf(cell) + right] : undefined;
  }

  function along(cell, by) {
    const all = rowsOf(inGrid(cell)).flatMap(cellsOf);
    return all[all.indexOf(cell) + by];
  }

  form.addEventListener("focusin", (event) => {
    if (!event.target.matches("textarea.cell") || !inGrid(event.target)) return;
    if (range && event.target !== range.from) setRange(null);
    before = event.target.value;
    event.target.dataset.mode = "";
  });
  form.addEventListener("focusout", (event) => {
    if (event.target.matches("textarea.cell")) delete event.target.dataset.mode;
  });
  form.addEventListener("mouseup", (event) => {
    const cell = event.target;
    if (range || !cell.matches("textarea.cell") || !inGrid(cell)) return;
    if (cell.dataset.chosen === "1") { cell.dataset.mode = "edit"; return; }
    for (const other of form.querySelectorAll("[data-chosen]")) delete other.dataset.chosen;
    cell.dataset.chosen = "1";
    if (cell.selectionStart === cell.selectionEnd) { event.preventDefault(); cell.select(); }
  });
  form.addEventListener("input", (event) => {
    if (!event.target.matches("textarea.cell")) return;
    setRange(null);
    if (inGrid(event.target) && !event.target.dataset.mode) event.target.dataset.mode = "type";
    changed();
  });
  form.addEventListener("change", commit);

  function enter(cell, event) {
    if (event.altKey) {
      cell.setRangeText("\n", cell.selectionStart, cell.selectionEnd, "end");
      cell.dataset.mode = "edit";
      changed();
      return;
    }
    commit();
    const target = beside(cell, event.shiftKey ? -1 : 1, 0);
    if (target) go(target);
    else if (!event.shiftKey && !sealed) deed("add", inGrid(cell), cell.closest("[data-row]"));
  }

  const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

  function row(cell, what) {
    if (!sealed) deed(what, inGrid(cell), cell.closest("[data-row]"));
  }

  form.addEventListener("keydown", (event) => {
    const cell = event.target;
    if (!cell.matches("textarea.cell") || event.isComposing || event.keyCode === 229) return;
    const undoing = (event.ctrlKey || event.metaKey) && !event.altKey ? event.key.toLowerCase() : "";
    if (!inGrid(cell)) {
      if (undoing === "s") { event.preventDefault(); save(); }
      return;
    }
    const editing = cell.dataset.mode === "edit";
    const take = () => event.preventDefault();
    if (event.altKey && event.key === "ArrowUp") { take(); row(cell, "up"); }
    else if (event.altKey && event.key === "ArrowDown") { take(); row(cell, "down"); }
    else if (event.altKey && event.key === "Insert") { take(); row(cell, "add"); }
    else if (event.altKey && event.key === "Delete") { take(); row(cell, "delete"); }
    else if (event.key === "F2") { take(); setRange(null); cell.dataset.mode = "edit"; cell.setSelectionRange(cell.value.length, cell.value.length); }
    else if (event.key === "Escape") {
      take();
      if (!range && cell.value !== before) { cell.value = before; changed(); }
      go(cell);
    }
    else if (event.key === "Enter") { take(); enter(cell, event); }
    else if (ARROWS[event.key] && event.shiftKey && !editing && !event.ctrlKey && !event.metaKey) { take(); extend(cell, ...ARROWS[event.key]); }
    else if ((event.key === "Delete" || event.key === "Backspace") && range) { take(); wipe(); }
    else if (event.key === "Tab") {
      const target = along(cell, event.shiftKey ? -1 : 1);
      if (target) { take(); commit(); go(target); }
    } else if (ARROWS[event.key] && !editing && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
      take();
      commit();
      go(beside(cell, ...ARROWS[event.key]));
    } else if (undoing === "s") { take(); commit(); save(); }
    else if (undoing === "z" && !editing && !event.shiftKey) { take(); step(-1); }
    else if ((undoing === "y" || (undoing === "z" && event.shiftKey)) && !editing) { take(); step(1); }
    else if (event.key === " " && cell.closest(".look-tick") && !editing) {
      take();
      cell.value = clean(cell.value) ? "" : "√";
      commit();
      changed();
    }
  });

  // -- ranges ---------------------------------------------------------------------------------------------------------
  // From the chosen cell to another of the same block: shown, copied, cut, cleared, pasted over; one step back undoes each.

  /** The cells of the range, row by row; none where only one cell is chosen. */
  function ranged() {
    if (!range) return [];
    const rows = rowsOf(inGrid(range.from));
    const places = [range.from, range.to].map((cell) => {
      const row = cell.closest("[data-row]");
      return [rows.indexOf(row), cellsOf(row).indexOf(cell)];
    });
    const [top, left] = [0, 1].map((side) => Math.min(places[0][side], places[1][side]));
    const [bottom, right] = [0, 1].map((side) => Math.max(places[0][side], places[1][side]));
    return rows.slice(top, bottom + 1).map((row) => cellsOf(row).slice(left, right + 1));
  }

  function setRange(from, to) {
    if (!range && !to) return;
    for (const cell of form.querySelectorAll(".in-range")) cell.classList.remove("in-range");
    range = to && to !== from ? { from, to } : null;
    const cells = ranged();
    for (const cell of cells.flat()) cell.classList.add("in-range");
    rangeSaid.textContent = range ? rangeSaid.dataset.words.replace("{rows}", cells.length).replace("{columns}", cells[0].length) : "";
  }

  function extend(cell, down, right) {
    const target = beside(range ? range.to : cell, down, right);
    if (!target) return;
    setRange(cell, target);
    target.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function wipe() {
    if (sealed) return;
    commit();
    for (const cell of ranged().flat()) cell.value = "";
    before = range.from.value;
    commit();
    changed();
  }

  form.addEventListener("mousedown", (event) => {
    const cell = event.target;
    if (event.button || !cell.matches("textarea.cell") || !inGrid(cell)) return;
    const chosen = document.activeElement;
    const joins = event.shiftKey && chosen !== cell && chosen.matches("textarea.cell") && chosen.dataset.mode !== "edit";
    if (joins && inGrid(chosen) === inGrid(cell)) {
      event.preventDefault();
      setRange(chosen, cell);
      return;
    }
    setRange(null);
    dragged = cell;
  });
  document.addEventListener("mousemove", (event) => {
    if (!dragged || !(event.buttons & 1) || dragged.dataset.mode === "edit") return;
    const over = document.elementFromPoint(event.clientX, event.clientY);
    const cell = over && (over.matches("textarea.cell") ? over : over.querySelector(":scope > textarea.cell"));
    if (cell && inGrid(cell) === inGrid(dragged)) setRange(dragged, cell);
  });
  document.addEventListener("mouseup", () => { dragged = null; });
  form.addEventListener("dragstart", (event) => { if (dragged) event.preventDefault(); }); // the text of a chosen cell would be dragged

  /** As spreadsheets write it: what :func:`grid` reads. */
  function written() {
    const quoted = (text) => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    return ranged().map((line) => line.map((cell) => quoted(clean(cell.value))).join("\t")).join("\n");
  }

  for (const kind of ["copy", "cut"]) {
    form.addEventListener(kind, (event) => {
      if (!range) return;
      event.preventDefault();
      event.clipboardData.setData("text/plain", written());
      if (kind === "cut") wipe();
    });
  }

  // -- paste ----------------------------------------------------------------------------------------------------------
  /** Tabs between columns, line breaks between rows, quotes around cells that hold either; empty rows at the end are not there. */
  function grid(text) {
    const rows = [[""]];
    let quoted = false;
    const plain = text.replace(/\r\n?/g, "\n");
    for (let index = 0; index < plain.length; index += 1) {
      const sign = plain[index];
      const line = rows[rows.length - 1];
      if (quoted) {
        if (sign === '"' && plain[index + 1] === '"') { line[line.length - 1] += '"'; index += 1; }
        else if (sign === '"') quoted = false;
        else line[line.length - 1] += sign;
      } else if (sign === '"' && line[line.length - 1] === "") quoted = true;
      else if (sign === "\t") line.push("");
      else if (sign === "\n") rows.push([""]);
      else line[line.length - 1] += sign;
    }
    while (rows.length && !rows[rows.length - 1].some((cell) => cell.trim())) rows.pop();
    return rows.map((line) => line.map(clean));
  }

  form.addEventListener("paste", (event) => {
    const cell = event.target;
    if (!cell.matches("textarea.cell") || !inGrid(cell) || sealed) return;
    const cells = grid(event.clipboardData.getData("text/plain"));
    const single = cells.length === 0 || (cells.length === 1 && cells[0].length === 1);
    if ((single && !range) || cell.dataset.mode === "edit") return;
    event.preventDefault();
    commit();
    const first = range ? ranged()[0][0] : cell;
    const block = inGrid(first);
    const start = cellsOf(first.closest("[data-row]")).indexOf(first);
    let target = first.closest("[data-row]");
    let last = first;
    cells.forEach((line, number) => {
      if (number) {
        if (!target.nextElementSibling) target.after(newRow(block, newName()));
        target = target.nextElementSibling;
      }
      const own = cellsOf(target);
      line.forEach((text, column) => { if (own[start + column]) (last = own[start + column]).value = text; });
    });
    commit();
    changed();
    go(first);
    before = first.value;
    setRange(first, last);
  });

  // -- files ----------------------------------------------------------------------------------------------------------
  const drop = document.querySelector("[data-drop]");
  if (drop) {
    const page = document.documentElement;
    const files = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
    page.addEventListener("dragover", (event) => {
      if (!files(event)) return;
      event.preventDefault();
      drop.closest("details").open = true;
      drop.classList.add("over");
    });
    page.addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop.classList.remove("over"); });
    page.addEventListener("drop", (event) => {
      if (!files(event)) return;
      event.preventDefault();
      drop.classList.remove("over");
      drop.querySelector("input[type=file]").files = event.dataTransfer.files;
      drop.requestSubmit();
    });
  }

  for (const hidden of form.querySelectorAll(".scripted")) hidden.hidden = false;
  form.addEventListener("submit", () => { keepHere(); stopped = true; });
  restore();
  if (!state.dataset.now && !sealed) say("saved");
  if (!sealed) checkTimer = setTimeout(check, 300);
})();
