// SPDX-License-Identifier: MIT

/**
 * The panel of the test LMS. It shows what its server tells, and asks it to do what buttons say.
 * It hears nothing of the package itself, which is another origin and not trusted.
 */
import { addLines, element, fillList, fillTable } from "./lines.js";

/**
 * @typedef {import("./lines.js").Entry} Entry
 * @typedef {import("./lines.js").Row} Row
 * @typedef {{mark: string, total: number, entries: Entry[], ended: boolean, connected: boolean,
 *   window: {number: number, address: string}, mode: string, attempt: string, unit: number,
 *   units: [string, string][], tiles: [string, string][], details: Record<string, Row[]>,
 *   faults: number, faults_said: string, advice_said: string}} News
 */

/** What the package may do in its frame: anything but to lead this window away. */
const ALLOWED = "allow-downloads allow-forms allow-modals allow-pointer-lock allow-popups " +
  "allow-popups-to-escape-sandbox allow-presentation allow-same-origin allow-scripts";
const RETRY_MS = 1000;
/** The tabs whose lines open; the others but the first are tables. */
const LISTS = ["statements", "documents"];

/** @param {string} id @returns {HTMLElement} */
const at = (id) => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`there is no ${id}`);
  return found;
};
/** @param {string} name @returns {string[]} */
const words = (name) => (document.documentElement.dataset[name] ?? "").split(" ").filter(Boolean);

/** All lines so far, for who copies them. @type {Entry[]} */
const log = [];
/** @type {News | undefined} */
let news;
let tab = words("tabs")[0] ?? "";
let shownWindow = 0;

/** @param {string} action @param {object} wish */
const ask = async (action, wish = {}) => {
  await fetch(action, { method: "POST", body: JSON.stringify(wish) });
};

/** @returns {HTMLIFrameElement | null} */
const frame = () => document.querySelector("#stage iframe");

/** @param {News} told */
const showWindow = ({ window: { number, address }, ended, connected }) => {
  const wanted = address && !ended ? number : 0;
  if (wanted !== shownWindow) {
    frame()?.remove();
    if (wanted) at("stage").append(made(address));
    shownWindow = wanted;
  }
  frame()?.contentWindow?.postMessage({ connected }, "*");
  at("closed").hidden = Boolean(wanted) || ended;
  at("ended").hidden = !ended;
};

/** @param {string} address */
const made = (address) => {
  const frame = element("iframe");
  frame.title = document.querySelector("main")?.dataset["title"] ?? "";
  frame.setAttribute("sandbox", ALLOWED);
  frame.allow = "autoplay; fullscreen; clipboard-write";
  frame.referrerPolicy = "no-referrer";
  frame.src = address;
  return frame;
};

/** @param {News} told */
const showButtons = ({ window: { address }, ended, connected, mode }) => {
  const { lose = "", find = "" } = at("connection").dataset;
  at("connection").textContent = connected ? lose : find;
  for (const button of document.querySelectorAll("button")) button.disabled = ended;
  /** @type {HTMLButtonElement} */ (at("close")).disabled = ended || !address;
  for (const each of ["browse", "review"]) {
    const inMode = mode === each && Boolean(address);
    at(each).setAttribute("aria-pressed", String(inMode));
    at(`mode-${each}`).hidden = !inMode;
  }
  at("offline").hidden = connected;
};

/** @param {News} told */
const showUnits = ({ units, unit }) => {
  const list = /** @type {HTMLSelectElement} */ (at("units"));
  list.hidden = units.length < 2;
  const texts = units.map(([title, state]) => `${title} · ${state}`);
  const options = texts.map((text, index) => new Option(text, String(index)));
  const same = list.length === texts.length && texts.every((t, i) => list.options[i]?.text === t);
  if (!same) list.replaceChildren(...options);
  list.value = String(unit);
};

/** @param {News} told */
const showTiles = ({ tiles, attempt, faults, faults_said, advice_said }) => {
  const tile = (/** @type {[string, string]} */ [name, value]) =>
    element("div", "", "", element("dt", "", name),
      Object.assign(element("dd", "", value), { title: value }));
  at("tiles").replaceChildren(...tiles.map(tile));
  at("attempt").textContent = attempt;
  if (at("faults").textContent !== faults_said) at("faults").textContent = faults_said;
  at("faults").classList.toggle("bad", faults > 0);
  at("advice").hidden = !advice_said;
  at("advice").textContent = advice_said;
};

const showTab = () => {
  for (const each of document.querySelectorAll("[role=tab]")) {
    const button = /** @type {HTMLElement} */ (each);
    const chosen = button.dataset["tab"] === tab;
    button.setAttribute("aria-selected", String(chosen));
    button.tabIndex = chosen ? 0 : -1;
    if (chosen) at("shown").setAttribute("aria-labelledby", button.id);
  }
  const rows = news?.details[tab];
  at("log").hidden = rows !== undefined;
  at("table").hidden = !rows?.length || LISTS.includes(tab);
  at("list").hidden = !rows?.length || !LISTS.includes(tab);
  at("nothing").hidden = (rows ?? log).length > 0;
  if (!rows) return;
  if (LISTS.includes(tab)) fillList(at("list"), rows);
  else fillTable(/** @type {HTMLElement} */ (document.querySelector("#table tbody")), rows);
};

/** @param {string} name the tab to show: the log at its end, all else at its beginning */
const choose = (name) => {
  tab = name;
  showTab();
  at("shown").scrollTop = at("log").hidden ? 0 : at("shown").scrollHeight;
};

/** @param {News} told */
const show = (told) => {
  news = told;
  log.push(...told.entries);
  showWindow(told);
  showButtons(told);
  showUnits(told);
  showTiles(told);
  addLines(at("log"), at("shown"), told.entries);
  showTab();
  const broken = told.entries.flatMap((entry) => entry.faults);
  const standard = broken.filter(({ kind }) => kind === "standard");
  if (standard.length) at("told").textContent = standard.map(({ text }) => text).join(" ");
};

const listen = async () => {
  for (let known = ""; !news?.ended; ) {
    try {
      const query = new URLSearchParams({ known, entries: String(log.length) });
      const told = /** @type {News} */ (await (await fetch(`news?${query}`)).json());
      show(told);
      known = log.length < told.total ? "" : told.mark;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
};

const asJson = () => {
  const { tiles = [], details = {}, attempt = "" } = news ?? {};
  return JSON.stringify({ attempt, tiles: Object.fromEntries(tiles), log, ...details }, null, 2);
};

const save = () => {
  const address = URL.createObjectURL(new Blob([asJson()], { type: "application/json" }));
  const name = `${(at("package").textContent ?? "").replace(/\.zip$/i, "")}-log.json`;
  Object.assign(element("a"), { href: address, download: name }).click();
  URL.revokeObjectURL(address);
};

const copy = async () => {
  await navigator.clipboard.writeText(asJson());
  at("told").textContent = at("copy").dataset["done"] ?? "";
};

/** @param {KeyboardEvent} event the arrow keys go from tab to tab */
const walk = (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  const names = words("tabs");
  choose(names[(names.indexOf(tab) + step + names.length) % names.length] ?? tab);
  /** @type {HTMLElement | null} */ (document.querySelector(`[data-tab="${tab}"]`))?.focus();
};

const prepare = () => {
  const names = words("tabs");
  for (const each of document.querySelectorAll("[role=tab]")) {
    const button = /** @type {HTMLElement} */ (each);
    const name = button.dataset["tab"] ?? "";
    button.id = `tab-${name}`;
    button.hidden = !names.includes(name);
    button.setAttribute("aria-controls", "shown");
    button.addEventListener("click", () => choose(name));
  }
  at("tabs").addEventListener("keydown", walk);
  at("judged").hidden = names.length === 0;
  at("plain").hidden = names.length > 0;
  for (const mode of ["browse", "review"]) at(mode).hidden = !words("modes").includes(mode);
  for (const id of ["connection", "anew"]) at(id).hidden = names.length === 0;
};

const wire = () => {
  const unit = () => news?.unit ?? 0;
  const launch = (mode = "") => void ask("launch", { mode, unit: unit() });
  at("close").addEventListener("click", () => void ask("close"));
  at("connection").addEventListener("click", () =>
    void ask("connection", { connected: !(news?.connected ?? true) }));
  for (const id of ["resume", "again"]) at(id).addEventListener("click", () => launch());
  at("anew").addEventListener("click", () => void ask("anew"));
  for (const mode of ["browse", "review"]) at(mode).addEventListener("click", () => launch(mode));
  const units = /** @type {HTMLSelectElement} */ (at("units"));
  units.addEventListener("change", () => void ask("launch", { unit: Number(units.value) }));
  const only = /** @type {HTMLInputElement} */ (at("faults-only"));
  only.addEventListener("change", () => at("log").classList.toggle("only", only.checked));
  at("copy").addEventListener("click", () => void copy());
  at("save").addEventListener("click", save);
};

prepare();
wire();
void listen();
