// Sends chosen or dropped files one by one, shows how far each is, and goes on after a dropped connection. Without it the form sends all at once.
(() => {
  "use strict";
  const form = document.querySelector("form[data-upload]");
  const list = document.querySelector("[data-list]");
  if (!form || !list || !window.FormData) return;
  const words = list.dataset;
  const input = form.querySelector("input[type=file]");
  const PAUSES = [1000, 3000, 10000, 30000]; // milliseconds before each further try
  const waiting = [];
  let running = false;

  function row(file) {
    const item = document.createElement("li");
    item.innerHTML = '<span class="name"></span><progress max="100" value="0"></progress><span class="said"></span>';
    item.querySelector(".name").textContent = file.name;
    item.querySelector("progress").setAttribute("aria-label", file.name);
    list.append(item);
    list.hidden = false;
    return item;
  }

  function say(item, state, text, address) {
    item.dataset.state = state;
    const said = item.querySelector(".said");
    said.textContent = text;
    if (address) {
      const link = document.createElement("a");
      link.href = address;
      link.textContent = item.querySelector(".name").textContent;
      item.querySelector(".name").replaceChildren(link);
    }
  }

  function again(task) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet small";
    button.textContent = words.again;
    button.addEventListener("click", () => { task.tries = 0; add(task); });
    task.item.querySelector(".said").append(" ", button);
  }

  function add(task) {
    say(task.item, "waiting", words.waiting);
    waiting.push(task);
    next();
  }

  function next() {
    if (running || !waiting.length) return;
    running = true;
    send(waiting.shift());
  }

  function lost(task) {
    const pause = PAUSES[task.tries];
    task.tries += 1;
    if (pause === undefined) {
      say(task.item, "failed", words.failed);
      again(task);
      return;
    }
    say(task.item, "waiting", words.lost);
    const go = () => { window.removeEventListener("online", go); window.clearTimeout(timer); add(task); };
    const timer = window.setTimeout(go, pause);
    window.addEventListener("online", go);
  }

  function send(task) {
    const body = new FormData(form);
    body.delete("files");
    body.append("files", task.file, task.file.name);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) task.item.querySelector("progress").value = (100 * event.loaded) / event.total;
    });
    say(task.item, "sending", words.sending);
    request.addEventListener("loadend", () => {
      running = false;
      answered(task, request);
      next();
    });
    request.send(body);
  }

  function answered(task, request) {
    if (request.status === 0 || request.status >= 500) { lost(task); return; }
    let outcomes;
    try { outcomes = JSON.parse(request.responseText).outcomes; } catch { outcomes = null; }
    if (!outcomes) { say(task.item, "failed", words.signedOut); again(task); return; }
    task.item.querySelector("progress").value = 100;
    outcomes.forEach((one, at) => {
      const item = at ? row({ name: one.name }) : task.item;
      item.querySelector(".name").textContent = one.name;
      item.querySelector("progress").value = 100;
      if (one.kept) say(item, "kept", words.kept, one.address);
      else say(item, "turned", `${words.turned}：${one.reason}`);
    });
  }

  function take(files) {
    for (const file of files) add({ file, item: row(file), tries: 0 });
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    take([...input.files]);
    input.value = "";
  });
  form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    take([...event.dataTransfer.files]);
  });
})();
