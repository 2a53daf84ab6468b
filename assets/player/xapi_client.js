// SPDX-License-Identifier: MIT
// The launch of an xAPI course and its requests to the LRS (xAPI 1.0.3, Communication).
"use strict";

/**
 * What a platform gives along. `activity` is the id under which it knows what it launches.
 * @typedef {{endpoint: string, auth: string, actor: Record<string, any>, registration: string,
 *   activity: string, version: string}} XapiLaunch
 * @typedef {{query?: Record<string, string>, body?: string, keepalive?: boolean,
 *   conditions?: Record<string, string>}} XapiRequest
 */

const XAPI_VERSION = "1.0.3";
const UUID_SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Read what the platform gave along in the page's address; null where it gave none.
 * @param {string} search
 * @param {string} activity
 * @param {string} [version]
 * @returns {XapiLaunch | null}
 */
function readLaunch(search, activity, version = XAPI_VERSION) {
  const query = new URLSearchParams(search);
  const endpoint = query.get("endpoint");
  const actor = readActor(query.get("actor") ?? "");
  if (!endpoint || !actor) {
    return null;
  }
  const registration = query.get("registration") ?? "";
  return {
    endpoint: endpoint.endsWith("/") ? endpoint : `${endpoint}/`,
    auth: query.get("auth") ?? "",
    actor,
    registration: UUID_SHAPE.test(registration) ? registration : "",
    activity,
    version,
  };
}

/**
 * An agent; in the way of version 0.90 too, whose fields are lists. Some platforms encode twice.
 * @param {string} text
 * @returns {Record<string, any> | null}
 */
function readActor(text) {
  try {
    const given = JSON.parse(text.startsWith("%") ? decodeURIComponent(text) : text);
    const first = (/** @type {any} */ value) => (Array.isArray(value) ? value[0] : value);
    const fields = Object.entries(given).map(([name, value]) => [name, first(value)]);
    const actor = Object.fromEntries(fields);
    const old = actor.account?.accountServiceHomePage;
    if (old) {
      actor.account = { homePage: old, name: actor.account.accountName };
    }
    return { ...actor, objectType: actor.objectType === "Group" ? "Group" : "Agent" };
  } catch {
    return null;
  }
}

/** Requests to one LRS. */
class XapiClient {
  /** @param {XapiLaunch} launch */
  constructor(launch) {
    this.launch = launch;
  }

  /**
   * @param {string} method
   * @param {string} resource
   * @param {XapiRequest} [request]
   * @returns {Promise<Response | null>} null: the LRS was not reached.
   */
  async ask(method, resource, { query = {}, body, keepalive = false, conditions = {} } = {}) {
    const address = `${this.launch.endpoint}${resource}`;
    const words = new URLSearchParams(query).toString();
    /** @type {Record<string, string>} */
    const headers = { "X-Experience-API-Version": this.launch.version, ...conditions };
    if (this.launch.auth) {
      headers["Authorization"] = this.launch.auth;
    }
    if (body !== undefined) {
      headers["Content-Type"] = "application/json";
    }
    /** @type {RequestInit} */
    const options = { method, headers, keepalive, cache: "no-store" };
    try {
      return await fetch(words ? `${address}?${words}` : address, { ...options, body: body ?? null });
    } catch {
      return null;
    }
  }

  /**
   * @param {string} name
   * @returns {Record<string, string>}
   */
  stateQuery(name) {
    const { activity, actor, registration } = this.launch;
    const query = { activityId: activity, agent: JSON.stringify(actor), stateId: name };
    return registration ? { ...query, registration } : query;
  }
}

/**
 * What an LRS makes of a request: it has it, it will never take it, it does not let this learner do
 * that, it wants to know again who the learner is, or it was not there.
 * @typedef {"taken" | "refused" | "forbidden" | "expired" | "lost"} LrsVerdict
 */

/**
 * @param {Response | null} answer
 * @returns {LrsVerdict}
 */
function verdictOf(answer) {
  if (!answer || answer.status >= 500 || [404, 408, 429].includes(answer.status)) {
    return "lost";
  }
  const verdicts = /** @type {Record<number, LrsVerdict>} */ ({ 401: "expired", 403: "forbidden" });
  return answer.ok ? "taken" : (verdicts[answer.status] ?? "refused");
}

/**
 * @param {LrsVerdict} verdict
 * @returns {"lost" | "expired" | null}
 */
function troubleOf(verdict) {
  return verdict === "lost" ? "lost" : verdict === "expired" || verdict === "forbidden" ? "expired" : null;
}

/**
 * A random UUID (version 4). `crypto.randomUUID` is missing on pages without https.
 * @returns {string}
 */
function makeUuid() {
  const bytes = [...crypto.getRandomValues(new Uint8Array(16))];
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
