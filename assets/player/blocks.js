// SPDX-License-Identifier: MIT
// Blocks that do something: each kind's function is given its element on the page.
"use strict";

/**
 * Begin all that a screen's blocks do.
 * @param {ParentNode} place
 * @param {BlockPage} page
 */
function startBlocks(place, page) {
  for (const box of place.querySelectorAll("[data-block]")) {
    if (box instanceof HTMLElement) {
      BLOCKS[box.dataset.block ?? ""]?.(box, page);
    }
  }
}

/** @type {Record<string, (box: HTMLElement, page: BlockPage) => void>} */
const BLOCKS = {
  tabs: startTabs,
  process: startProcess,
  flashcards: startCards,
  comparison: startComparison,
  image: startEnlarging,
  "image-hotspots": startSpots,
  embed: startEmbed,
  reflection: startReflection,
  checklist: startTicks,
  assignment: startTicks,
  gate: startGate,
  poll: startPoll,
  discussion: startDiscussion,
  certificate: startCertificate,
  scenario: (box, page) => void new Scenario(box, page),
};

/** The step that an arrow key takes, in the direction in which the page reads; 0: no arrow. */
const TAB_ARROWS = new Map([["ArrowRight", 1], ["ArrowDown", 1], ["ArrowLeft", -1], ["ArrowUp", -1]]);

/**
 * @param {KeyboardEvent} event
 * @returns {number}
 */
function arrowStep(event) {
  const step = TAB_ARROWS.get(event.key) ?? 0;
  const sideways = event.key === "ArrowRight" || event.key === "ArrowLeft";
  return sideways && document.documentElement.dir === "rtl" ? -step : step;
}

/**
 * The pattern of the ARIA Authoring Practices: one stop for the Tab key, arrows choose.
 * @param {HTMLElement} box
 */
function startTabs(box) {
  const tabs = [...box.querySelectorAll("button")];
  const panels = [...box.querySelectorAll(".panel")];
  /** @param {number} at */
  const choose = (at) => {
    tabs.forEach((tab, n) => {
      tab.setAttribute("aria-selected", String(n === at));
      tab.tabIndex = n === at ? 0 : -1;
    });
    panels.forEach((panel, n) => panel.toggleAttribute("hidden", n !== at));
  };
  tabs.forEach((tab, at) => {
    tab.addEventListener("click", () => choose(at));
    tab.addEventListener("keydown", (event) => {
      const ends = event.key === "Home" ? 0 : event.key === "End" ? tabs.length - 1 : -1;
      const to = ends < 0 ? (at + arrowStep(event) + tabs.length) % tabs.length : ends;
      if (ends >= 0 || arrowStep(event)) {
        event.preventDefault();
        choose(to);
        tabs[to]?.focus();
      }
    });
  });
  choose(0);
}

/** @param {HTMLElement} box */
function startProcess(box) {
  const steps = [...box.querySelectorAll(".step")];
  const dots = [...box.querySelectorAll(".dots i")];
  const back = part(box, ".step-back", HTMLButtonElement);
  const next = part(box, ".step-next", HTMLButtonElement);
  let at = 0;
  const show = () => {
    steps.forEach((step, n) => step.toggleAttribute("hidden", n !== at));
    dots.forEach((dot, n) => dot.classList.toggle("now", n === at));
    back.disabled = at === 0;
    next.disabled = at >= steps.length - 1;
  };
  /** @param {number} by */
  const go = (by) => {
    at += by;
    show();
    const step = steps[at];
    if (step instanceof HTMLElement) {
      step.focus({ preventScroll: true });
    }
  };
  back.addEventListener("click", () => go(-1));
  next.addEventListener("click", () => go(1));
  show();
}

/** @param {HTMLElement} box */
function startCards(box) {
  for (const card of box.querySelectorAll(".card")) {
    const button = part(card, ".turn", HTMLButtonElement);
    const back = part(card, ".turned", HTMLElement);
    back.hidden = true;
    card.addEventListener("click", (event) => {
      const chosen = String(window.getSelection() ?? "");
      if (chosen || (event.target instanceof Element && event.target.closest("a"))) {
        return;
      }
      back.hidden = !back.hidden;
      card.classList.toggle("over", !back.hidden);
      button.setAttribute("aria-pressed", String(!back.hidden));
    });
  }
}

/**
 * @param {HTMLElement} box
 * @param {BlockPage} page
 */
function startComparison(box, { words }) {
  const slider = part(box, "input", HTMLInputElement);
  const pictures = part(box, ".compared", HTMLElement);
  const show = () => {
    const name = slider.dataset.name ?? "";
    const share = words.percent(Number(slider.value) / 100);
    pictures.style.setProperty("--at", `${slider.value}%`);
    slider.setAttribute("aria-valuetext", words.say("compare_at", { name, share }));
  };
  slider.addEventListener("input", show);
  // The pictures themselves can be pulled, too: the slider is for keys and small hands.
  pictures.addEventListener("pointermove", (event) => {
    if (event.buttons || event.pointerType === "touch") {
      const frame = pictures.getBoundingClientRect();
      const share = (event.clientX - frame.left) / frame.width;
      const rtl = document.documentElement.dir === "rtl";
      slider.value = String(100 * (rtl ? 1 - share : share));
      show();
    }
  });
  show();
}

/**
 * @param {HTMLElement} box
 * @param {BlockPage} page
 */
function startEnlarging(box, { words }) {
  const button = part(box, ".enlarge", HTMLButtonElement);
  button.addEventListener("click", () => {
    const picture = part(button, "img", HTMLImageElement);
    const close = element("button", "icon", "✕");
    close.setAttribute("aria-label", words.say("close"));
    const dialog = element("dialog", "enlarged", close, picture.cloneNode());
    dialog.setAttribute("aria-label", picture.alt || words.say("enlarge"));
    dialog.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** @param {HTMLElement} box */
function startSpots(box) {
  const spots = [...box.querySelectorAll("button")];
  const notes = [...box.querySelectorAll(".notes li")];
  /** @param {number} at - Which note is open; -1: none. */
  const open = (at) => {
    spots.forEach((spot, n) => spot.setAttribute("aria-expanded", String(n === at)));
    notes.forEach((note, n) => note.toggleAttribute("hidden", n !== at));
  };
  spots.forEach((spot, at) => {
    spot.style.left = `${Number(spot.dataset.x) * 100}%`;
    spot.style.top = `${Number(spot.dataset.y) * 100}%`;
    spot.addEventListener("click", () => {
      open(spot.getAttribute("aria-expanded") === "true" ? -1 : at);
    });
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      open(-1);
    }
  });
  open(-1);
}

/**
 * Nothing is asked of another server before the learner wants it.
 * @param {HTMLElement} box
 * @param {BlockPage} page
 */
function startEmbed(box, { words }) {
  const place = part(box, ".frame", HTMLElement);
  part(box, ".embed-load", HTMLButtonElement).addEventListener("click", () => {
    if (!navigator.onLine) {
      part(place, "p", HTMLElement).textContent = words.say("embed_offline");
      return;
    }
    const frame = document.createElement("iframe");
    const address = new URL(box.dataset.address ?? "");
    // A page from the platform's own server could take its own cage away.
    const own = address.origin === location.origin ? "" : " allow-same-origin";
    frame.setAttribute("sandbox", `allow-scripts allow-forms allow-popups${own}`);
    frame.referrerPolicy = "strict-origin";
    frame.allow = "fullscreen";
    frame.title = part(box, "h2", HTMLElement).textContent ?? "";
    frame.src = address.href;
    place.replaceChildren(frame);
    frame.focus();
  });
}
