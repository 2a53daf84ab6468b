// SPDX-License-Identifier: MIT

/**
 * The lines of the panel. What a package says is only ever put in as text.
 *
 * @typedef {{kind: string, rule: string, where: string, text: string}} Fault
 * @typedef {{kind: string, at: number | null, text: string, result: string, refused: boolean,
 *   faults: Fault[]}} Entry
 * @typedef {Record<string, string>} Row
 */

/** Older lines go: a package that never stops calling must not fill the memory. */
const MOST_LINES = 2000;

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [className]
 * @param {string} [text]
 * @param {(Node | string)[]} inside
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export const element = (tag, className = "", text = "", ...inside) => {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  made.append(...inside);
  return made;
};

/** @param {Fault} fault */
const faultOf = ({ kind, rule, where, text }) =>
  element("div", `fault ${kind}`, text, element("code", "", `${rule} · ${where}`));

/** @param {string} text @returns {string} what is set, without its last part: `SetValue a.0.` */
const groupOf = (text) => /^SetValue \S+\.\d+\.(?=[^.\s]+ = )/.exec(text)?.[0] ?? "";

/** @param {Entry} entry @param {string} before the text of the line before */
const lineOf = ({ kind, at, text, result, refused, faults }, before) => {
  const group = groupOf(text);
  const short = group && group === groupOf(before) ? `… .${text.slice(group.length)}` : text;
  return element(
    "li",
    [kind, refused ? "refused" : "", faults.length ? "faulty" : ""].join(" "),
    "",
    element("time", "", at === null ? "" : at.toFixed(2)),
    Object.assign(element("span", "text", short), { title: text }),
    Object.assign(element("span", "result", result), { title: result }),
    ...faults.map(faultOf),
  );
};

/**
 * Add lines at the end of the log; it stays at its end if that was in view.
 *
 * What is set of one thing, part after part, is named in full only at first.
 *
 * @param {HTMLElement} log
 * @param {HTMLElement} view what scrolls
 * @param {Entry[]} entries
 */
export const addLines = (log, view, entries) => {
  const atEnd = view.scrollHeight - view.scrollTop - view.clientHeight < 40;
  log.append(...entries.map((each, index) => lineOf(each, entries[index - 1]?.text ?? "")));
  while (log.childElementCount > MOST_LINES) log.firstElementChild?.remove();
  if (atEnd) view.scrollTop = view.scrollHeight;
};

/** @param {HTMLElement} body @param {Row[]} rows of `name` and `value` */
export const fillTable = (body, rows) => {
  const cell = (/** @type {string} */ text) => element("td", "", "", element("div", "", text));
  body.replaceChildren(
    ...rows.map(({ name = "", value = "" }) => element("tr", "", "", cell(name), cell(value))),
  );
};

/**
 * Fill a list whose lines open to show JSON. Lines that have not changed stay as they are, open or
 * closed.
 *
 * @param {HTMLElement} list
 * @param {Row[]} rows
 */
export const fillList = (list, rows) => {
  while (list.childElementCount > rows.length) list.lastElementChild?.remove();
  rows.forEach((row, index) => {
    const known = /** @type {HTMLElement | undefined} */ (list.children[index]);
    const mark = JSON.stringify(row);
    if (known?.dataset["mark"] === mark) return;
    const made = foldOf(row);
    made.dataset["mark"] = mark;
    const details = known?.querySelector("details");
    if (details?.open) made.querySelector("details")?.setAttribute("open", "");
    if (known) known.replaceWith(made);
    else list.append(made);
  });
};

/** @param {Row} row a statement, or a document */
const foldOf = ({ verb, object, result, name, resource, size, json = "" }) => {
  const summary =
    verb === undefined
      ? element("summary", "", "", element("b", "", name), ` ${size} `, element("small", "", resource))
      : element("summary", "", "", element("b", "", verb), ` ${object} `, element("small", "", result));
  return element("li", "", "", element("details", "", "", summary, element("pre", "", json)));
};
