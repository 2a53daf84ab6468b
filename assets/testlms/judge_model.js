// SPDX-License-Identifier: MIT
"use strict";

/**
 * A data model of SCORM: every element, who may read and write it, its type.
 *
 * An element without an initial value has none until it is set. `typeOf` finds the type of one that
 * depends on what else is set. A list has at most so many entries that every platform keeps.
 *
 * @typedef {{reads: boolean, writes: boolean, type: TestLmsType, initial?: string,
 *   appends?: boolean, typeOf?: (model: TestLmsModel, element: string) => TestLmsType}
 * } TestLmsElement
 *
 * `elements` has them by name, with `n` where a list has an index; `lists` can be counted, `groups`
 * can say what they hold. `checkSet` is what the version asks of a value beyond its type, `derived`
 * are elements that are worked out when they are read.
 *
 * @typedef {{version: string, elements: Record<string, TestLmsElement>, lists: string[],
 *   groups: string[],
 *   checkSet?: (model: TestLmsModel, element: string, value: string) => void,
 *   derived?: Record<string, (model: TestLmsModel) => string>}} TestLmsDefinition
 */

class TestLmsModel {
  /**
   * @param {TestLmsDefinition} definition
   * @param {Record<string, string>} values what is stored, and what the platform sets
   * @param {string[]} lacks optional elements that this platform does not have
   */
  constructor(definition, values, lacks = []) {
    this.definition = definition;
    /** @type {Map<string, string>} */
    this.values = new Map(Object.entries(values));
    this.lacks = lacks;
  }

  /** @param {string} element @returns {string} the element with `n` for each index */
  static general(element) {
    return element
      .replace(/(?<=\.)\{target=.+\}$/, "{target}")
      .replace(/\.(0|[1-9]\d*)(?=\.)/g, ".n");
  }

  /** @param {string} element @returns {string} the stored or initial value */
  value(element) {
    const { elements } = this.definition;
    return this.values.get(element) ?? elements[TestLmsModel.general(element)]?.initial ?? "";
  }

  /** @param {string} list @returns {number} how many entries a list has */
  count(list) {
    const start = `${list}.`;
    const named = [...this.values.keys()].filter((name) => name.startsWith(start));
    const indexes = named.map((name) => parseInt(name.slice(start.length), 10));
    return Math.max(-1, ...indexes.filter(Number.isInteger)) + 1;
  }

  /**
   * Return what the platform makes of an element now.
   *
   * @param {string} element
   * @returns {string}
   */
  settled(element) {
    return this.definition.derived?.[element]?.(this) ?? this.value(element);
  }

  /**
   * Return the value that the platform answers with.
   *
   * @param {string} element
   * @returns {string}
   * @throws {TestLmsRefusal}
   */
  get(element) {
    const keyword = this.#keyword(element);
    if (keyword !== null) return keyword;
    const { reads, initial } = this.#known(element);
    if (!reads) throw new TestLmsRefusal("write_only");
    this.#checkIndexes(element, "index_missing");
    if (initial === undefined && !this.values.has(element)) throw new TestLmsRefusal("not_set");
    return this.settled(element);
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
    this.definition.checkSet?.(this, element, value);
    (known.typeOf?.(this, element) ?? known.type)(value);
    const stored = known.appends ? this.value(element) + value : value;
    if (known.appends) known.type(stored);
    this.values.set(element, stored);
    return stored;
  }

  /** @param {string} element @returns {TestLmsElement} */
  #known(element) {
    const known = this.definition.elements[TestLmsModel.general(element)];
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
    const name = TestLmsModel.general(element);
    return !this.lacks.some((lack) => name === lack || name.startsWith(`${lack}.`));
  }

  /**
   * Every index is one that exists, or, when writing, the next one.
   *
   * @param {string} element
   * @param {"index_missing" | "index_gap"} rule
   */
  #checkIndexes(element, rule) {
    for (const match of element.replace(/\{.*/, "").matchAll(/\.(\d+)(?=\.)/g)) {
      const count = this.count(element.slice(0, match.index));
      const last = rule === "index_gap" ? count : count - 1;
      if (Number(match[1]) > last) throw new TestLmsRefusal(rule, { count });
    }
  }

  /**
   * Return the value of a keyword, null for any other element.
   *
   * @param {string} element
   * @returns {string | null}
   */
  #keyword(element) {
    const { version, elements, groups, lists } = this.definition;
    if (element === "cmi._version") return version;
    const [, parent, word] = /^(.+)\.(_children|_count)$/.exec(element) ?? [];
    if (!parent) return null;
    const name = TestLmsModel.general(`${parent}.`).slice(0, -1);
    if (![...Object.keys(elements), ...groups, ...lists].includes(name)) {
      throw new TestLmsRefusal("unknown_element");
    }
    this.#checkSupport(parent);
    return word === "_count" ? this.#counted(parent, name) : this.#listed(name);
  }

  /** @param {string} list @param {string} name @returns {string} */
  #counted(list, name) {
    if (!this.definition.lists.includes(name)) throw new TestLmsRefusal("no_count");
    this.#checkIndexes(`${list}.`, "index_missing");
    return String(this.count(list));
  }

  /** @param {string} name @returns {string} the names one level below a group, in order */
  #listed(name) {
    const { elements, groups, lists } = this.definition;
    if (!groups.includes(name)) throw new TestLmsRefusal("no_children");
    const inside = lists.includes(name) ? `${name}.n.` : `${name}.`;
    const below = Object.keys(elements).filter((element) => element.startsWith(inside));
    const names = new Set(below.map((element) => element.slice(inside.length).split(".")[0] ?? ""));
    return [...names].filter((child) => this.#has(`${inside}${child}`)).join(",");
  }
}
