// SPDX-License-Identifier: MIT
// What is said in xAPI statements (xAPI 1.0.3, Data; xAPI video profile 1.0).
"use strict";

const ADL = "http://adlnet.gov/expapi";
const VIDEO = "https://w3id.org/xapi/video";
const PAGE_TYPE = "http://activitystrea.ms/schema/1.0/page";
/** The share of a video that counts as all of it. */
const VIDEO_THRESHOLD = 0.9;

/** @typedef {Record<string, any>} Json */

class Statements {
  /**
   * @param {CourseData} course
   * @param {XapiLaunch} launch
   */
  constructor(course, launch) {
    this.course = course;
    this.launch = launch;
    /** One view of each clip. @type {Map<string, string>} */
    this.views = new Map();
  }

  /**
   * @param {string} verb - Its IRI.
   * @param {Json} object
   * @param {{result?: Json, context?: Json, at?: Date}} [more]
   * @returns {Json}
   */
  statement(verb, object, { result, context = {}, at = new Date() } = {}) {
    const { actor, registration } = this.launch;
    const part = ![this.course.iri, this.launch.activity].includes(object["id"]);
    const activities = {
      ...(part ? { grouping: [{ id: this.course.iri }] } : {}),
      ...context["contextActivities"],
    };
    return {
      id: makeUuid(),
      actor,
      verb: { id: verb, display: { en: verb.slice(verb.lastIndexOf("/") + 1) } },
      object,
      ...(result ? { result } : {}),
      context: {
        ...(registration ? { registration } : {}),
        language: this.course.language,
        ...context,
        ...(Object.keys(activities).length ? { contextActivities: activities } : {}),
      },
      timestamp: at.toISOString(),
    };
  }

  /**
   * @param {string} verb - The last word of an ADL verb.
   * @param {Json} [result]
   * @returns {Json}
   */
  ofUnit(verb, result) {
    const { course, launch } = this;
    const kind = course.unit.id === course.id ? "course" : "module";
    const object = this.activity(launch.activity, `${ADL}/activities/${kind}`, course.unit.title);
    return this.statement(`${ADL}/verbs/${verb}`, object, result ? { result } : {});
  }

  /**
   * @param {ScreenData} screen
   * @returns {Json}
   */
  experienced(screen) {
    const object = this.activity(screen.iri, PAGE_TYPE, screen.title);
    const module = this.course.modules.find((each) =>
      each.lessons.some((lesson) => lesson.screens.includes(screen)),
    );
    const parent = module ? [this.activity(module.iri, `${ADL}/activities/module`, module.title)] : [];
    return this.statement(`${ADL}/verbs/experienced`, object, {
      context: { contextActivities: { parent } },
    });
  }

  /**
   * @param {Interaction} interaction
   * @returns {Json}
   */
  answered({ question, response, grade, latency_s, at }) {
    const { iri } = question.quiz;
    const clip = Object.values(this.course.clips).find((each) => each.iri === iri);
    const parent = [
      clip ? this.clip(clip) : this.activity(iri, `${ADL}/activities/assessment`, ""),
    ];
    return this.statement(`${ADL}/verbs/answered`, this.interaction(question), {
      at,
      context: { contextActivities: { parent } },
      result: {
        response: interactionResponse(question, response),
        ...(grade.right === null
          ? {}
          : { success: grade.right, score: xapiScore(grade.share, question.points) }),
        duration: xapiDuration(latency_s),
      },
    });
  }

  /**
   * @param {QuizAttempt} attempt
   * @returns {Json}
   */
  attempted({ quiz, share, passed }) {
    const verb = passed === null ? "completed" : passed ? "passed" : "failed";
    const { iri, title } = this.screens().find(({ id }) => id === quiz.screen) ?? this.course;
    const object = this.activity(quiz.iri, `${ADL}/activities/assessment`, title);
    const result = { completion: true, score: xapiScore(share, 100) };
    return this.statement(`${ADL}/verbs/${verb}`, object, {
      result: passed === null ? result : { ...result, success: passed },
      context: { contextActivities: { parent: [this.activity(iri, PAGE_TYPE, title)] } },
    });
  }

  screens() {
    return this.course.modules.flatMap((m) => m.lessons.flatMap(({ screens }) => screens));
  }

  /**
   * @param {QuestionData} question
   * @returns {Json}
   */
  interaction(question) {
    return {
      id: question.iri,
      definition: {
        type: `${ADL}/activities/cmi.interaction`,
        name: this.said(question.stem),
        description: this.said(question.stem),
        ...xapiInteraction(question, (text) => this.said(text)),
      },
    };
  }

  /**
   * @param {VideoEvent} event
   * @returns {Json}
   */
  video(event) {
    const ended = event.kind === "completed" && event.progress >= VIDEO_THRESHOLD;
    const kind = event.kind === "completed" && !ended ? "paused" : event.kind;
    const own = ["played", "paused", "seeked"].includes(kind);
    const verb = own ? `${VIDEO}/verbs/${kind}` : `${ADL}/verbs/${kind}`;
    const object = this.clip(event.clip);
    const result = videoResult(kind, event);
    return this.statement(verb, object, {
      ...(result ? { result } : {}),
      context: {
        contextActivities: { category: [{ id: VIDEO }] },
        extensions: this.videoContext(kind, event),
      },
    });
  }

  /**
   * @param {string} kind
   * @param {VideoEvent} event
   * @returns {Json}
   */
  videoContext(kind, event) {
    const { iri, duration_s } = event.clip;
    if (kind === "initialized" || !this.views.has(iri)) {
      this.views.set(iri, makeUuid());
    }
    return videoExtensions({
      "session-id": this.views.get(iri),
      length: rounded(duration_s),
      "completion-threshold": VIDEO_THRESHOLD,
      "cc-subtitle-enabled": Boolean(event.captions),
      ...(event.captions ? { "cc-subtitle-lang": event.captions } : {}),
      speed: `${event.speed}x`,
      volume: rounded(event.volume),
      "full-screen": event.fullScreen,
      "screen-size": `${window.screen.width}x${window.screen.height}`,
      "user-agent": navigator.userAgent,
    });
  }

  /**
   * @param {ClipData} clip
   * @returns {Json}
   */
  clip({ iri, title }) {
    return this.activity(iri, `${VIDEO}/activity-type/video`, title);
  }

  /**
   * @param {string} id
   * @param {string} type
   * @param {string} name - May be empty.
   * @returns {Json}
   */
  activity(id, type, name) {
    return { id, definition: { type, ...(name ? { name: this.said(name) } : {}) } };
  }

  /**
   * @param {string} text
   * @returns {Json} a language map
   */
  said(text) {
    return { [this.course.language]: text };
  }
}

/**
 * @param {string} kind
 * @param {VideoEvent} event
 * @returns {Json | null}
 */
function videoResult(kind, event) {
  if (kind === "initialized") {
    return null;
  }
  if (kind === "seeked") {
    const jump = { "time-from": rounded(event.from ?? 0), "time-to": rounded(event.to ?? 0) };
    return { extensions: videoExtensions(jump) };
  }
  const time = { time: rounded(event.at) };
  if (kind === "played") {
    return { extensions: videoExtensions(time) };
  }
  const stretches = event.segments.map(([start, end]) => `${rounded(start)}[.]${rounded(end)}`);
  const played = { "played-segments": stretches.join("[,]"), progress: rounded(event.progress) };
  const extensions = videoExtensions({ ...time, ...played });
  return kind === "completed"
    ? { completion: true, duration: xapiDuration(event.clip.duration_s), extensions }
    : { extensions };
}

/**
 * @param {Json} values
 * @returns {Json} the same under the IRIs of the video profile
 */
function videoExtensions(values) {
  const named = Object.entries(values).map(([name, value]) => [`${VIDEO}/extensions/${name}`, value]);
  return Object.fromEntries(named);
}

/**
 * @param {number} share
 * @param {number} points
 * @returns {Json}
 */
function xapiScore(share, points) {
  return { scaled: rounded(share), raw: rounded(share * points), min: 0, max: points };
}

/**
 * ISO 8601, to a hundredth of a second.
 * @param {number} seconds
 * @returns {string}
 */
function xapiDuration(seconds) {
  return `PT${Math.max(0, Math.round(seconds * 100) / 100)}S`;
}
