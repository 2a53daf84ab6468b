// SPDX-License-Identifier: MIT
// A scenario: one scene at a time, what comes of a choice, and the way that was taken in the end.
"use strict";

class Scenario {
  /**
   * @param {HTMLElement} box
   * @param {BlockPage} page
   */
  constructor(box, page) {
    this.box = box;
    this.page = page;
    this.scenes = /** @type {HTMLElement[]} */ ([...box.querySelectorAll("[data-scene]")]);
    this.after = part(box, ".scene-after", HTMLElement);
    this.actions = part(box, ".actions", HTMLElement);
    /** The choices that were taken. @type {HTMLButtonElement[]} */
    this.way = [];
    for (const button of this.buttons(box)) {
      button.addEventListener("click", () => this.take(button));
    }
    this.show(this.takeUp(), false);
  }

  /**
   * Take the way up where it was left, as far as its scenes and choices are still there.
   * @returns {HTMLElement | undefined} the scene that it leads to; none: the end
   */
  takeUp() {
    const marks = this.page.session.writing(keptId(this.box)).text.split(".");
    let scene = this.scenes[0];
    for (const mark of marks) {
      const taken = scene && this.buttons(scene).find((each) => each.dataset.mark === mark);
      if (!taken) {
        return scene;
      }
      this.way.push(taken);
      scene = this.target(taken);
    }
    return scene;
  }

  /** @param {HTMLElement} place */
  buttons(place) {
    const found = place.querySelectorAll(".scene-choices button");
    return /** @type {HTMLButtonElement[]} */ ([...found]);
  }

  /**
   * @param {HTMLButtonElement} choice
   * @returns {HTMLElement | undefined}
   */
  target({ dataset }) {
    return this.scenes.find((scene) => scene.dataset.scene === dataset.target);
  }

  /**
   * @param {HTMLElement | undefined} scene - None: the last choice has ended it.
   * @param {boolean} focus
   */
  show(scene, focus) {
    const shown = scene ?? this.way[this.way.length - 1]?.closest(".scene") ?? null;
    this.scenes.forEach((each) => (each.hidden = each !== shown));
    this.after.replaceChildren();
    this.actions.replaceChildren();
    for (const button of scene ? this.buttons(scene) : []) {
      button.disabled = false;
      button.classList.remove("chosen");
    }
    if (!scene || !this.buttons(scene).length) {
      this.end();
    }
    if (focus) {
      (scene ?? this.after).focus();
    }
  }

  /** @param {HTMLButtonElement} choice */
  take(choice) {
    this.way.push(choice);
    this.keep();
    const scene = /** @type {HTMLElement} */ (choice.closest(".scene"));
    this.buttons(scene).forEach((button) => (button.disabled = true));
    choice.classList.add("chosen");
    const then = choice.nextElementSibling;
    if (!then?.textContent?.trim()) {
      this.show(this.target(choice), true);
      return;
    }
    this.after.replaceChildren(...then.cloneNode(true).childNodes);
    this.after.classList.add("told");
    this.offer("scenario_go_on", () => this.show(this.target(choice), true));
    this.after.focus();
  }

  keep() {
    const marks = this.way.map((choice) => choice.dataset.mark ?? "");
    this.page.session.write(keptId(this.box), marks.join("."));
  }

  /** Show the way that was taken, and what it has earned. */
  end() {
    const { session, words } = this.page;
    const steps = this.way.map((choice) => {
      const { title = "" } = /** @type {HTMLElement} */ (choice.closest(".scene")).dataset;
      return element("li", "", `${title} → ${choice.innerText.trim()}`);
    });
    const best = Number(this.box.dataset.best);
    const points = this.points();
    this.after.classList.add("told");
    this.after.replaceChildren(
      element("p", "verdict", words.say("scenario_way")),
      element("ol", "", ...steps),
      ...(best > 0 ? [element("p", "", words.say("scenario_points", { points, best }))] : []),
    );
    session.settle(keptId(this.box), best > 0 ? Math.min(1, Math.max(0, points / best)) : 1);
    this.page.done(this.box);
    this.offer("quiz_again", () => {
      this.way = [];
      this.keep();
      this.show(this.scenes[0], true);
    });
  }

  /** Each choice counts once, however often it was taken. */
  points() {
    return [...new Set(this.way)].reduce((sum, { dataset }) => sum + Number(dataset.points), 0);
  }

  /**
   * @param {string} label
   * @param {() => void} act
   */
  offer(label, act) {
    const button = element("button", "primary", this.page.words.say(label));
    button.type = "button";
    button.addEventListener("click", act);
    this.actions.replaceChildren(button);
  }
}

/**
 * @param {HTMLElement} box
 * @param {BlockPage} page
 */
function startScenario(box, page) {
  new Scenario(box, page);
}
