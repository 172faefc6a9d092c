// Makes the pages quicker; everything works without it.
"use strict";

(() => {
  const WAIT = 120;
  const form = document.querySelector("form.search");
  const box = document.getElementById("query");
  const announcer = document.getElementById("announcer");
  let timer = 0;
  let running = null;
  let shown = box ? box.value.trim() : "";

  // Search as you type: the server draws the page, the part with the results is taken from it.
  const search = async () => {
    const query = box.value.trim();
    if (query === shown) return;
    if (running) running.abort();
    running = new AbortController();
    const asked = new URLSearchParams(new FormData(form));
    asked.set("q", query);
    if (!query) asked.delete("q");
    const address = asked.size ? `/?${asked}` : "/";
    try {
      const answer = await fetch(address, { signal: running.signal, headers: { Accept: "text/html" } });
      const found = new DOMParser().parseFromString(await answer.text(), "text/html");
      const results = found.getElementById("results");
      const old = document.getElementById("results");
      if (!results || !old) { location.assign(address); return; }
      old.replaceWith(document.adoptNode(results));
      shown = query;
      document.title = found.title;
      history.replaceState(null, "", address);
      updateChoices(found);
      const told = document.getElementById("told");
      announcer.textContent = told ? told.textContent : "";
    } catch (error) {
      if (error.name !== "AbortError") announcer.textContent = String(error.message);
    }
  };

  // The links that change a choice lead back to what is shown now.
  const updateChoices = (found) => {
    for (const link of document.querySelectorAll("a[data-choice]")) {
      const { choice, value } = link.dataset;
      const fresh = found.querySelector(`a[data-choice="${choice}"][data-value="${value}"]`);
      if (fresh) link.setAttribute("href", fresh.getAttribute("href"));
    }
  };

  const links = () => [...document.querySelectorAll(".hits a")];

  const move = (event, step) => {
    const all = links();
    const place = all.indexOf(document.activeElement);
    if (place < 0 && document.activeElement !== box) return;
    event.preventDefault();
    const next = place + step;
    if (next < 0) box.focus();
    else if (next < all.length) all[next].focus();
  };

  if (box && form && document.getElementById("results")) {
    box.addEventListener("input", (event) => {
      if (event.isComposing) return;
      clearTimeout(timer);
      timer = setTimeout(search, WAIT);
    });
    box.addEventListener("compositionend", () => {
      clearTimeout(timer);
      timer = setTimeout(search, WAIT);
    });
    form.addEventListener("submit", (event) => {
      const first = links()[0];
      if (first && box.value.trim() === shown && shown) {
        event.preventDefault();
        first.click();
      }
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const isTyping = event.target.closest("input, textarea, [contenteditable]");
    // In the empty search too: whoever is there already presses it from habit, and no term begins with it.
    if (event.key === "/" && box && (!isTyping || (event.target === box && !box.value))) {
      event.preventDefault();
      box.focus();
      box.select();
    } else if (event.key === "ArrowDown") move(event, 1);
    else if (event.key === "ArrowUp") move(event, -1);
    else if (event.key === "Escape" && box && links().includes(document.activeElement)) box.focus();
  });

  // Copying. Only a safe origin has a clipboard; elsewhere the old way is tried.
  const copy = async (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "unseen";
    document.body.append(area);
    area.select();
    const isDone = document.execCommand("copy");
    area.remove();
    if (!isDone) throw new Error("copy");
    return undefined;
  };

  for (const button of document.querySelectorAll("button.copy")) button.hidden = false;
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button.copy");
    if (!button) return;
    try {
      await copy(button.dataset.copy);
      announcer.textContent = button.dataset.done;
      button.classList.add("done");
      setTimeout(() => button.classList.remove("done"), 1500);
    } catch {
      button.hidden = true;
    }
  });
})();
