// SPDX-License-Identifier: MIT
// An xAPI course: launched by a platform with the LRS in the page's address, or put somewhere by an
// author who has said which LRS it reports to.
"use strict";

/**
 * @param {CourseData} course
 * @returns {Promise<LrsSitting | LocalTracker>}
 */
async function beginXapi(course) {
  const { iri } = course.unit;
  const launch = readLaunch(window.location.search, iri, course.lrs?.version) ?? ownLaunch(course);
  return launch
    ? new LrsSitting(course, launch, new Statements(course, launch))
    : new LocalTracker(course);
}

/**
 * Nobody has launched the course: its learner is a browser without a name.
 * @param {CourseData} course
 * @returns {XapiLaunch | null}
 */
function ownLaunch({ iri, unit, lrs }) {
  if (!lrs?.endpoint) {
    return null;
  }
  const store = new LocalStore("coursewright:own:");
  const name = store.get("learner") ?? makeUuid();
  const registration = store.get(unit.iri) ?? makeUuid();
  store.set("learner", name);
  store.set(unit.iri, registration);
  return {
    endpoint: lrs.endpoint.replace(/\/*$/, "/"),
    auth: lrs.auth ?? "",
    actor: { objectType: "Agent", account: { homePage: iri, name } },
    registration,
    activity: unit.iri,
    version: lrs.version,
  };
}

TRACKERS["xapi"] = (course) => new LrsTracker(() => beginXapi(course));
