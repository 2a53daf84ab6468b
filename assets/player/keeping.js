// SPDX-License-Identifier: MIT
// Blocks that keep something of the learner, or lead to other people.
"use strict";

const SAVE_WRITING_MS = 600;

/** @param {HTMLElement} box */
function keptId(box) {
  return box.dataset.keep ?? "";
}

/**
 * @param {HTMLElement} box
 * @param {BlockPage} page
 */
function startReflection(box, { session, words }) {
  const field = part(box, "textarea", HTMLTextAreaElement);
  const status = part(box, "[role=status]", HTMLElement);
  let timer = 0;
  const tell = () => {
    const { text, cut } = session.writing(keptId(box));
    status.textContent = text && words.say(cut ? "writing_cut" : "writing_kept");
    status.classList.toggle("warn", cut);
  };
  const save = () => {
    window.clearTimeout(timer);
    if (timer) {
      timer = 0;
      session.write(keptId(box), field.value);
      tell();
    }
  };
  field.value = session.writing(keptId(box)).text;
  field.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(save, SAVE_WRITING_MS);
  });
  field.addEventListener("blur", save);
  // Before the page itself hears of it, and sends all that there is.
  window.addEventListener("pagehide", save, { capture: true });
  document.addEventListener("visibilitychange", save, { capture: true });
  tell();
}

/**
 * A checklist, or the criteria of an assignment.
 * @param {HTMLElement} box
 * @param {BlockPage} page
 */
function startTicks(box, { session }) {
  const inputs = takeUpMarks(box, session);
  for (const input of inputs) {
    input.addEventListener("change", () => session.keepMarks(keptId(box), marksOf(inputs)));
  }
}

/**
 * Each entry has a number that stays with it, whatever the next publication moves.
 * @param {HTMLElement} box
 * @param {SessionApi} session
 * @returns {HTMLInputElement[]}
 */
function takeUpMarks(box, session) {
  const marks = session.marks(keptId(box));
  const inputs = [...box.querySelectorAll("input")];
  inputs.forEach((input) => {
    input.checked = marks.has(Number(input.value));
  });
  return inputs;
}

/**
 * @param {HTMLInputElement[]} inputs
 * @returns {Set<number>}
 */
function marksOf(inputs) {
  return new Set(inputs.filter((input) => input.checked).map((input) => Number(input.value)));
}

/**
 * @param {HTMLElement} box
 * @param {BlockPage} page
 */
function startPoll(box, { session, words }) {
  const inputs = takeUpMarks(box, session);
  const button = part(box, "button", HTMLButtonElement);
  const status = part(box, "[role=status]", HTMLElement);
  const answered = () => session.marks(keptId(box)).size > 0;
  /** @param {boolean} changed */
  const show = (changed) => {
    button.disabled = !marksOf(inputs).size;
    status.textContent = !changed && answered() ? words.say("poll_kept") : "";
  };
  inputs.forEach((input) => input.addEventListener("change", () => show(true)));
  const shownAt = Date.now();
  button.addEventListener("click", () => {
    const chosen = inputs.filter((input) => input.checked).map((input) => input.dataset.id ?? "");
    session.keepMarks(keptId(box), marksOf(inputs));
    session.vote(keptId(box), chosen, (Date.now() - shownAt) / 1000);
    show(false);
  });
  show(false);
}

/**
 * What follows on the screen is hidden until the learner goes on.
 * @param {HTMLElement} box
 * @param {BlockPage} page
 */
function startGate(box, { session, done }) {
  const button = part(box, "button", HTMLButtonElement);
  const open = () => {
    for (let next = box.nextElementSibling; next; next = next.nextElementSibling) {
      next.toggleAttribute("hidden", false);
      if (next instanceof HTMLElement && next.dataset.block === "gate" && !isOpen(next)) {
        break;
      }
    }
    box.hidden = true;
    done(box);
  };
  /** @param {HTMLElement} gate */
  const isOpen = (gate) => session.marks(keptId(gate)).has(0);
  button.addEventListener("click", () => {
    session.keepMarks(keptId(box), new Set([0]));
    open();
    const next = box.nextElementSibling;
    if (next instanceof HTMLElement) {
      next.tabIndex = -1;
      next.focus();
    }
  });
  if (isOpen(box)) {
    box.hidden = true;
    done(box);
    return;
  }
  for (let next = box.nextElementSibling; next; next = next.nextElementSibling) {
    next.toggleAttribute("hidden", true);
  }
}

/**
 * @param {HTMLElement} box
 * @param {BlockPage} page
 */
function startDiscussion(box, { words }) {
  const status = part(box, "[role=status]", HTMLElement);
  part(box, ".copy", HTMLButtonElement).addEventListener("click", () => {
    const prompt = part(box, ".prompt", HTMLElement);
    const copied = navigator.clipboard?.writeText(prompt.innerText) ?? Promise.reject();
    copied.then(
      () => {
        status.textContent = words.say("copied");
      },
      () => {
        // The browser does not let a page copy: have it chosen, so that Ctrl+C will do.
        window.getSelection()?.selectAllChildren(prompt);
        status.textContent = words.say("copy_yourself");
      },
    );
  });
}

/**
 * @param {HTMLElement} box
 * @param {BlockPage} page
 */
function startCertificate(box, { session, words }) {
  const paper = part(box, ".paper", HTMLElement);
  const name = part(box, "input", HTMLInputElement);
  const date = new Intl.DateTimeFormat(words.language, { dateStyle: "long" }).format(new Date());
  const show = () => {
    const { completion, score } = session.result();
    part(box, ".not-yet", HTMLElement).hidden = completion;
    part(box, ".ready", HTMLElement).hidden = !completion;
    part(paper, ".holder", HTMLElement).textContent = name.value || words.say("certificate_name");
    part(paper, ".date", HTMLElement).textContent = words.say("certificate_date", { date });
    part(paper, ".score", HTMLElement).textContent =
      score === null ? "" : words.say("certificate_score", { score: words.percent(score) });
  };
  name.value = session.learner;
  name.addEventListener("input", show);
  session.onChange(() => box.isConnected && show());
  part(box, ".print", HTMLButtonElement).addEventListener("click", () => {
    box.classList.add("printed");
    document.body.classList.add("printing-one");
    window.print();
    document.body.classList.remove("printing-one");
    box.classList.remove("printed");
  });
  show();
}
