// SPDX-License-Identifier: MIT
"use strict";

/**
 * The data model of SCORM 1.2 (RTE 3.4): every element, who may read and write it, its type.
 *
 * @typedef {{reads: boolean, writes: boolean, type: TestLmsType, initial: string,
 *   appends?: boolean}} TestLmsElement
 */
const TestLmsScorm12Model = (() => {
  const types = TestLmsScorm12Types;

  /** @param {string} [initial] @returns {TestLmsElement} what the platform alone sets */
  const own = (initial = "") => ({ reads: true, writes: false, type: types.string4096, initial });
  /** @param {TestLmsType} type @param {string} [initial] @returns {TestLmsElement} */
  const both = (type, initial = "") => ({ reads: true, writes: true, type, initial });
  /** @param {TestLmsType} type @returns {TestLmsElement} */
  const written = (type) => ({ reads: false, writes: true, type, initial: "" });

  /** @param {string} group @returns {Record<string, TestLmsElement>} */
  const score = (group) => ({
    [`${group}.score.raw`]: both(types.score),
    [`${group}.score.min`]: both(types.score),
    [`${group}.score.max`]: both(types.score),
  });

  /** Elements by name, with `n` where a list has an index. @type {Record<string, TestLmsElement>} */
  const elements = {
    "cmi.core.student_id": own(),
    "cmi.core.student_name": own(),
    "cmi.core.lesson_location": both(types.string255),
    "cmi.core.credit": own("credit"),
    "cmi.core.lesson_status": both(types.lessonStatus, "not attempted"),
    "cmi.core.entry": own("ab-initio"),
    ...score("cmi.core"),
    "cmi.core.total_time": own("0000:00:00.00"),
    "cmi.core.lesson_mode": own("normal"),
    "cmi.core.exit": written(types.exit),
    "cmi.core.session_time": written(types.timespan),
    "cmi.suspend_data": both(types.string4096),
    "cmi.launch_data": own(),
    "cmi.comments": { ...both(types.string4096), appends: true },
    "cmi.comments_from_lms": own(),
    "cmi.objectives.n.id": both(types.identifier),
    ...score("cmi.objectives.n"),
    "cmi.objectives.n.status": both(types.objectiveStatus),
    "cmi.student_data.mastery_score": own(),
    "cmi.student_data.max_time_allowed": own(),
    "cmi.student_data.time_limit_action": own(),
    "cmi.student_preference.audio": both(types.audio, "0"),
    "cmi.student_preference.language": both(types.string255),
    "cmi.student_preference.speed": both(types.speed, "0"),
    "cmi.student_preference.text": both(types.textMode, "0"),
    "cmi.interactions.n.id": written(types.identifier),
    "cmi.interactions.n.objectives.n.id": written(types.identifier),
    "cmi.interactions.n.time": written(types.time),
    "cmi.interactions.n.type": written(types.interactionType),
    "cmi.interactions.n.correct_responses.n.pattern": written(types.anyFeedback),
    "cmi.interactions.n.weighting": written(types.decimal),
    "cmi.interactions.n.student_response": written(types.anyFeedback),
    "cmi.interactions.n.result": written(types.result),
    "cmi.interactions.n.latency": written(types.timespan),
  };

  /** Lists that can be counted, and groups that can say what they hold. */
  const lists = ["cmi.objectives", "cmi.interactions", "cmi.interactions.n.objectives",
    "cmi.interactions.n.correct_responses"];
  const groups = ["cmi.core", "cmi.core.score", "cmi.objectives", "cmi.objectives.n.score",
    "cmi.student_data", "cmi.student_preference", "cmi.interactions"];

  /** @param {string} group @returns {string[]} the names one level below a group, in order */
  const children = (group) => {
    const inside = group === "cmi.objectives" || group === "cmi.interactions"
      ? `${group}.n.` : `${group}.`;
    const names = Object.keys(elements).filter((name) => name.startsWith(inside));
    return [...new Set(names.map((name) => name.slice(inside.length).split(".")[0] ?? ""))];
  };

  /** @param {string} element @returns {string} the element with `n` for each index */
  const general = (element) => element.replace(/\.(0|[1-9]\d*)(?=\.)/g, ".n");

  class Model {
    /**
     * @param {Record<string, string>} values what is stored, and what the platform sets
     * @param {string[]} lacks optional elements that this platform does not have
     */
    constructor(values, lacks = []) {
      /** @type {Map<string, string>} */
      this.values = new Map(Object.entries(values));
      this.lacks = lacks;
    }

    /** @param {string} element @returns {string} the stored or initial value */
    value(element) {
      return this.values.get(element) ?? elements[general(element)]?.initial ?? "";
    }

    /** @param {string} list @returns {number} how many entries a list has */
    count(list) {
      const start = `${list}.`;
      const named = [...this.values.keys()].filter((name) => name.startsWith(start));
      const indexes = named.map((name) => parseInt(name.slice(start.length), 10));
      return Math.max(-1, ...indexes.filter(Number.isInteger)) + 1;
    }

    /**
     * Return what LMSGetValue answers.
     *
     * @param {string} element
     * @returns {string}
     * @throws {TestLmsRefusal}
     */
    get(element) {
      const keyword = this.#keyword(element);
      if (keyword !== null) return keyword;
      const { reads } = this.#known(element);
      if (!reads) throw new TestLmsRefusal("write_only");
      this.#checkIndexes(element, "index_missing");
      return this.value(element);
    }

    /**
     * Store a value and return what is stored now.
     *
     * @param {string} element
     * @param {string} value
     * @returns {string}
     * @throws {TestLmsRefusal}
     */
    set(element, value) {
      if (this.#keyword(element) !== null) throw new TestLmsRefusal("keyword");
      const known = this.#known(element);
      if (!known.writes) throw new TestLmsRefusal("read_only");
      this.#checkIndexes(element, "index_gap");
      this.#typeOf(element, known)(value);
      const stored = known.appends ? this.value(element) + value : value;
      if (known.appends) known.type(stored);
      this.values.set(element, stored);
      return stored;
    }

    /** @param {string} element @returns {TestLmsElement} */
    #known(element) {
      const known = elements[general(element)];
      if (!known) throw new TestLmsRefusal("unknown_element");
      this.#checkSupport(element);
      return known;
    }

    /** @param {string} element */
    #checkSupport(element) {
      if (!this.#has(element)) throw new TestLmsRefusal("not_implemented");
    }

    /** @param {string} element @returns {boolean} */
    #has(element) {
      const name = general(element);
      return !this.lacks.some((lack) => name === lack || name.startsWith(`${lack}.`));
    }

    /**
     * Every index is one that exists, or, when writing, the next one.
     *
     * @param {string} element
     * @param {"index_missing" | "index_gap"} rule
     */
    #checkIndexes(element, rule) {
      for (const match of element.matchAll(/\.(\d+)(?=\.)/g)) {
        const count = this.count(element.slice(0, match.index));
        const last = rule === "index_gap" ? count : count - 1;
        if (Number(match[1]) > last) throw new TestLmsRefusal(rule, { count });
      }
    }

    /** @param {string} element @param {TestLmsElement} known @returns {TestLmsType} */
    #typeOf(element, known) {
      if (known.type !== types.anyFeedback) return known.type;
      const interaction = element.split(".").slice(0, 3).join(".");
      return types.feedback[this.value(`${interaction}.type`)] ?? known.type;
    }

    /**
     * Return the value of a keyword, null for any other element.
     *
     * @param {string} element
     * @returns {string | null}
     */
    #keyword(element) {
      if (element === "cmi._version") return "3.4";
      const [, parent, word] = /^(.+)\.(_children|_count)$/.exec(element) ?? [];
      if (!parent) return null;
      const name = general(`${parent}.`).slice(0, -1);
      if (![...Object.keys(elements), ...groups, ...lists].includes(name)) {
        throw new TestLmsRefusal("unknown_element");
      }
      this.#checkSupport(parent);
      return word === "_count" ? this.#counted(parent, name) : this.#listed(name);
    }

    /** @param {string} list @param {string} name @returns {string} */
    #counted(list, name) {
      if (!lists.includes(name)) throw new TestLmsRefusal("no_count");
      this.#checkIndexes(`${list}.`, "index_missing");
      return String(this.count(list));
    }

    /** @param {string} name @returns {string} */
    #listed(name) {
      if (!groups.includes(name)) throw new TestLmsRefusal("no_children");
      const inside = lists.includes(name) ? `${name}.n` : name;
      return children(name).filter((child) => this.#has(`${inside}.${child}`)).join(",");
    }
  }

  return { Model, elements, general };
})();
