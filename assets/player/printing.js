// SPDX-License-Identifier: MIT
// On paper: the screen that is shown, or all of the course. Clips become what is said in them.
"use strict";

/**
 * Print something else than the page.
 * @param {...Node} held
 */
function printAlone(...held) {
  document.querySelector(".printed")?.remove();
  const paper = element("div", "printed", ...held);
  document.body.append(paper);
  document.documentElement.classList.add("printing");
  window.addEventListener(
    "afterprint",
    () => {
      paper.remove();
      document.documentElement.classList.remove("printing");
    },
    { once: true },
  );
  window.print();
}

/**
 * Every screen that is open to the learner, under the titles of the modules.
 * @param {SessionApi} session
 * @returns {HTMLElement[]}
 */
function wholeCourse(session) {
  return session.course.modules.flatMap((module) => {
    const screens = module.lessons.flatMap((lesson) => lesson.screens);
    const open = screens.filter((screen) => session.isOpen(screen.id));
    const title = element("h1", "module-title", module.title);
    const held = open.map((screen) => onPaper(screen, session.course));
    return held.length ? [element("section", "", title, ...held)] : [];
  });
}

/**
 * @param {ScreenData} screen
 * @param {CourseData} course
 * @returns {HTMLElement}
 */
function onPaper(screen, course) {
  const template = part(document, `#screen-${screen.id}`, HTMLTemplateElement);
  const content = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  for (const box of content.querySelectorAll("[data-clip]")) {
    const clip = course.clips[/** @type {HTMLElement} */ (box).dataset.clip ?? ""];
    const said = Object.values(clip?.cues ?? {})[0] ?? [];
    // Before it is in the page: a video there would be loaded.
    box.querySelector(".stage")?.remove();
    box.querySelector(".said")?.append(said.map((cue) => cue[2]).join(" "));
  }
  // As they stand in the page, they would tell the answer.
  for (const list of content.querySelectorAll(".order, .pairs")) {
    list.append(...shuffled([...list.children]));
  }
  content.querySelectorAll(".spot").forEach(putSpot);
  content.querySelectorAll("details").forEach((box) => box.setAttribute("open", ""));
  return element("article", "", content);
}

/** What is folded away on the page is open on paper. */
function openForPrint() {
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details")].filter((box) => !box.open);
    opened.forEach((box) => box.setAttribute("open", ""));
  });
  window.addEventListener("afterprint", () => {
    opened.forEach((box) => box.removeAttribute("open"));
  });
}
