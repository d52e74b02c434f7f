// Fetches this page again while it changes, and replaces the parts marked data-live.
"use strict";
(() => {
  const pause = () => Number(document.body.dataset.every || 0);
  let misses = 0;

  // The position of the focused element in its part: the child indices from the part to the element.
  const wayTo = (part, element) => {
    const way = [];
    for (let at = element; at !== part; at = at.parentElement) {
      way.unshift([...at.parentElement.children].indexOf(at));
    }
    return way;
  };

  const replace = (old, fresh) => {
    if (old.innerHTML === fresh.innerHTML) {
      return;
    }
    const focused = old.contains(document.activeElement) ? wayTo(old, document.activeElement) : null;
    const open = [...old.querySelectorAll("details")].map((one) => one.open);
    const scrolled = [...old.querySelectorAll(".wide")].map((one) => one.scrollLeft);
    old.replaceChildren(...fresh.childNodes);
    old.querySelectorAll("details").forEach((one, i) => { one.open = open[i] ?? one.open; });
    old.querySelectorAll(".wide").forEach((one, i) => { one.scrollLeft = scrolled[i] ?? 0; });
    if (focused) {
      focused.reduce((at, i) => at && at.children[i], old)?.focus({ preventScroll: true });
    }
  };

  const take = (text) => {
    const fresh = new DOMParser().parseFromString(text, "text/html");
    document.querySelectorAll("[data-live]").forEach((old) => {
      const one = fresh.getElementById(old.id);
      if (one) {
        replace(old, one);
      }
    });
    if (fresh.body.dataset.every) {
      document.body.dataset.every = fresh.body.dataset.every;
    } else {
      delete document.body.dataset.every;
    }
  };

  const look = async () => {
    if (!document.hidden) {
      try {
        const answer = await fetch(location.href.split("#")[0], { redirect: "error", headers: { accept: "text/html" } });
        if (answer.ok) {
          take(await answer.text());
        }
        misses = answer.ok ? 0 : misses + 1;
      } catch {
        misses += 1;
      }
    }
    wait();
  };

  const wait = () => {
    if (pause() && misses < 20) {
      setTimeout(look, pause() * (1 + misses));
    }
  };
  wait();
})();
