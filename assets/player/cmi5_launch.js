// SPDX-License-Identifier: MIT
// The launch of a cmi5 unit (version 1.0, sections 8 to 11): a token that is given once, what the
// platform says of the launch, and what the learner prefers. A unit that is reloaded is in the same
// session, so the tab keeps all that.
"use strict";

const LAUNCH_DATA = "LMS.LaunchData";
const PREFERENCES = "cmi5LearnerPreferences";
const LAUNCH_TRIES = 3;
const LAUNCH_PAUSE_MS = 1000;

/**
 * @typedef {object} Cmi5Data - What the platform says of a launch (section 10).
 * @property {Json} contextTemplate
 * @property {string} [launchMode] - Normal, Browse or Review.
 * @property {number} [masteryScore]
 * @property {string} [returnURL]
 */

/**
 * A session as this tab keeps it, since its token is given once.
 * @typedef {{auth: string, data: Cmi5Data, silent: boolean, begun: boolean, ended: boolean}}
 *   Cmi5Session
 */

/** The session of one launch, kept as long as the tab is open. */
class Cmi5Kept {
  /**
   * @param {LocalStore} store
   * @param {Cmi5Session} session
   */
  constructor(store, session) {
    this.store = store;
    this.session = session;
  }

  /** @param {Cmi5Session} session */
  keep(session) {
    this.session = session;
    this.store.set("session", JSON.stringify(session));
  }
}

/**
 * @param {CourseData} course
 * @returns {Promise<LrsSitting | LocalTracker>}
 */
async function beginCmi5(course) {
  const query = new URLSearchParams(window.location.search);
  const activity = query.get("activityId") ?? "";
  const fetchUrl = query.get("fetch") ?? "";
  const launch = readLaunch(window.location.search, activity);
  if (!launch || !fetchUrl) {
    return new LocalTracker(course);
  }
  const store = new LocalStore(`coursewright:launch:${fetchUrl}:`, tabStorage());
  const known = store.get("session");
  /** @type {Cmi5Session | "lost" | "expired"} */
  const session = known ? JSON.parse(known) : await launchCmi5(launch, fetchUrl);
  if (typeof session === "string") {
    return keptApart(new LocalTracker(course, null), session);
  }
  if (session.ended) {
    // The page was reloaded. What is done now is sent in the next session.
    return keptApart(new LocalTracker(course, undefined, registrationPlace(course, launch)), "expired");
  }
  const kept = new Cmi5Kept(store, session);
  kept.keep(session);
  return new Cmi5Sitting(course, { ...launch, auth: session.auth }, kept);
}

/**
 * Progress that no platform gets in this sitting.
 * @param {LocalTracker} tracker
 * @param {"lost" | "expired"} trouble
 */
function keptApart(tracker, trouble) {
  tracker.troubles.note({ lasting: tracker.store.storage !== null });
  tracker.troubles.withPlatform("launch", trouble);
  return tracker;
}

/**
 * @param {XapiLaunch} launch
 * @param {string} fetchUrl
 * @returns {Promise<Cmi5Session | "lost" | "expired">}
 */
async function launchCmi5(launch, fetchUrl) {
  const token = await fetchToken(fetchUrl);
  if (!token?.["auth-token"]) {
    return token ? "expired" : "lost";
  }
  const auth = `Basic ${token["auth-token"]}`;
  const client = new XapiClient({ ...launch, auth });
  const data = await askAgain(client, "activities/state", client.stateQuery(LAUNCH_DATA));
  if (!data?.ok) {
    return data ? "expired" : "lost";
  }
  const query = { agent: JSON.stringify(launch.actor), profileId: PREFERENCES };
  const preferences = await askAgain(client, "agents/profile", query);
  const wishes = preferences?.ok ? await jsonOf(preferences) : null;
  const silent = wishes?.["audioPreference"] === "off";
  return { auth, data: { contextTemplate: {}, ...(await jsonOf(data)) }, silent, begun: false, ended: false };
}

/**
 * The token of a launch; it is given once (section 8.2).
 * @param {string} fetchUrl
 * @returns {Promise<Json | null>} null: the platform was not reached
 */
async function fetchToken(fetchUrl) {
  try {
    const answer = await fetch(fetchUrl, { method: "POST", cache: "no-store" });
    return (await jsonOf(answer)) ?? {};
  } catch {
    return null;
  }
}

/**
 * @param {XapiClient} client
 * @param {string} resource
 * @param {Record<string, string>} query
 */
async function askAgain(client, resource, query) {
  for (let tries = 1; ; tries += 1) {
    const answer = await client.ask("GET", resource, { query });
    if (answer || tries === LAUNCH_TRIES) {
      return answer;
    }
    await new Promise((resolve) => setTimeout(resolve, LAUNCH_PAUSE_MS));
  }
}

/**
 * @param {Response} answer
 * @returns {Promise<Json | null>}
 */
async function jsonOf(answer) {
  try {
    return await answer.json();
  } catch {
    return null;
  }
}

/** The storage of this tab; null where the browser refuses. */
function tabStorage() {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
