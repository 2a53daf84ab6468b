// SPDX-License-Identifier: MIT
// A scenario: one scene at a time, what comes of a choice, and in the end the way that was taken.
"use strict";

/** What was done with a choice when the learner left: read on, or not yet; or it was the last one. */
const WENT_ON = ".";
const BEING_TOLD = ",";
const ENDED = ":";

class Scenario {
  /**
   * @param {HTMLElement} box
   * @param {BlockPage} page
   */
  constructor(box, page) {
    this.box = box;
    this.page = page;
    this.scenes = /** @type {HTMLElement[]} */ ([...box.querySelectorAll(".scene")]);
    this.after = part(box, ".scene-after", HTMLElement);
    this.actions = part(box, ".actions", HTMLElement);
    /** The choices that were taken. @type {HTMLButtonElement[]} */
    this.way = [];
    /** Whether what comes of the last one is being told. */
    this.telling = false;
    for (const button of this.choices(box)) {
      button.addEventListener("click", () => this.take(button));
    }
    this.takeUp();
    this.show(false);
  }

  /**
   * Take the way up where it was left, as far as its scenes and choices are still there: where one
   * is missing, the learner chooses anew in the scene before.
   */
  takeUp() {
    const { text } = this.page.session.writing(keptId(this.box));
    for (const [, mark, sign] of text.matchAll(/(\d+)([.,:])/g)) {
      const scene = this.scene();
      const taken = scene && this.choices(scene).find(({ dataset }) => dataset.mark === mark);
      if (!taken || (sign === WENT_ON && !this.target(taken))) {
        return;
      }
      this.way.push(taken);
      this.telling = sign === BEING_TOLD && hasConsequence(taken);
    }
  }

  keep() {
    const steps = this.way.map((choice) => {
      const told = this.telling && choice === this.last();
      return `${choice.dataset.mark}${told ? BEING_TOLD : this.target(choice) ? WENT_ON : ENDED}`;
    });
    this.page.session.write(keptId(this.box), steps.join(""));
  }

  last() {
    return this.way[this.way.length - 1];
  }

  /**
   * The scene that the way leads to.
   * @returns {HTMLElement | undefined} none: the last choice has ended it
   */
  scene() {
    const last = this.last();
    return last ? this.target(last) : this.scenes[0];
  }

  /**
   * @param {HTMLElement} place
   * @returns {HTMLButtonElement[]}
   */
  choices(place) {
    return [...place.querySelectorAll("button")].filter(({ dataset }) => dataset.mark);
  }

  /**
   * @param {HTMLButtonElement} choice
   * @returns {HTMLElement | undefined}
   */
  target({ dataset }) {
    return this.scenes.find((scene) => scene.dataset.scene === dataset.target);
  }

  /** @param {boolean} focus - Whether the learner has done something, and reads on here. */
  show(focus) {
    const [last, next] = [this.last(), this.scene()];
    const settled = this.telling || !next;
    const shown = settled ? last && sceneOf(last) : next;
    this.scenes.forEach((scene) => (scene.hidden = scene !== shown));
    const choices = shown ? this.choices(shown) : [];
    for (const button of choices) {
      button.disabled = settled;
      button.classList.toggle("chosen", settled && button === last);
    }
    this.tell();
    if (focus) {
      const here = settled ? this.after : next;
      here.focus({ preventScroll: true });
      // As much of it as there is room for, but its beginning in any case.
      for (const edge of [settled ? this.actions : null, here.firstElementChild]) {
        edge?.scrollIntoView({ block: "nearest" });
      }
    }
  }

  /** What stands below the scene: what comes of a choice, or the end, and how it goes on. */
  tell() {
    const next = this.scene();
    const ended = !this.telling && !(next && this.choices(next).length);
    const then = this.telling ? this.last()?.nextElementSibling?.cloneNode(true).childNodes : null;
    this.after.replaceChildren(...(ended ? this.summary() : then ?? []));
    this.after.classList.toggle("told", ended || this.telling);
    this.actions.replaceChildren();
    if (this.telling) {
      this.offer("scenario_go_on", "primary", () => this.go(this.way, false));
    } else if (this.way.length) {
      this.offer("quiz_again", "", () => this.go([], false));
    }
    if (ended) {
      this.ended();
    }
  }

  /** @param {HTMLButtonElement} choice */
  take(choice) {
    this.go([...this.way, choice], hasConsequence(choice));
  }

  /**
   * @param {HTMLButtonElement[]} way
   * @param {boolean} telling
   */
  go(way, telling) {
    Object.assign(this, { way, telling });
    this.keep();
    this.show(true);
  }

  /** An end is reached: here the share of the best score is known. */
  ended() {
    this.page.session.settle(keptId(this.box), scenarioShare(this.points(), this.best()));
    this.page.done(this.box);
  }

  /** The points of the best way; null: no choice has any. */
  best() {
    const { best } = this.box.dataset;
    return best === undefined ? null : Number(best);
  }

  /** Each choice counts once, however often it was taken. */
  points() {
    return [...new Set(this.way)].reduce((sum, choice) => sum + Number(choice.dataset.points), 0);
  }

  /**
   * The way that was taken, and what it has earned.
   * @returns {HTMLElement[]}
   */
  summary() {
    const { words } = this.page;
    const best = this.best();
    const steps = this.way.map((choice, at) => {
      const points = this.way.indexOf(choice) < at ? 0 : Number(choice.dataset.points);
      const earned = points ? ` (${points > 0 ? "+" : ""}${words.number(points)})` : "";
      const said = choice.textContent?.trim() ?? "";
      const place = element("span", "quiet", `${sceneOf(choice).ariaLabel} › `);
      return element("li", "", place, said + earned);
    });
    const way = [element("p", "verdict", words.say("scenario_way")), element("ol", "", ...steps)];
    const values = { points: words.number(this.points()), best: words.number(best ?? 0) };
    return [
      element("p", "verdict", words.say("scenario_end")),
      ...(steps.length ? way : []),
      ...(best === null ? [] : [element("p", "", words.say("scenario_points", values))]),
    ];
  }

  /**
   * @param {string} label
   * @param {string} name
   * @param {() => void} act
   */
  offer(label, name, act) {
    this.actions.append(textButton(name, this.page.words.say(label), act));
  }
}

/**
 * @param {HTMLButtonElement} choice
 * @returns {HTMLElement}
 */
function sceneOf(choice) {
  return /** @type {HTMLElement} */ (choice.closest(".scene"));
}

/** @param {HTMLButtonElement} choice */
function hasConsequence(choice) {
  return Boolean(choice.nextElementSibling?.firstElementChild);
}

/**
 * The share of the best score, from 0 to 1; all of it where there is nothing to earn.
 * @param {number} points
 * @param {number | null} best
 * @returns {number}
 */
function scenarioShare(points, best) {
  if (best === null || best <= 0) {
    return Number(points >= (best ?? points));
  }
  return Math.min(1, Math.max(0, points / best));
}
