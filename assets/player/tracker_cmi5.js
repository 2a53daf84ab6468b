// SPDX-License-Identifier: MIT
// A unit of a cmi5 course (version 1.0): the statements of xAPI, and those that cmi5 defines, by which
// alone the platform decides (section 9).
"use strict";

const CMI5 = "https://w3id.org/xapi/cmi5/context";
const SESSION_ID = `${CMI5}/extensions/sessionid`;
/** What is not with the platform when the page closes is kept in this browser alone. */
const SOON_MS = 100;
/** The verbs by which a course moves on (section 9.3). */
const MOVING_ON = ["completed", "passed", "failed"];

class Cmi5Sitting extends LrsSitting {
  /**
   * @param {CourseData} course
   * @param {XapiLaunch} launch
   * @param {Cmi5Kept} kept
   */
  constructor(course, launch, kept) {
    const statements = new Cmi5Statements(course, launch, kept.session.data);
    super(course, launch, statements);
    this.kept = kept;
    this.mode = cmi5Mode(kept.session.data.launchMode);
    this.own = statements;
    this.saveAfterMs = SOON_MS;
    /** What an earlier session could not send. */
    this.earlier = this.queue.hold((statement) => !statements.isOwn(statement));
  }

  /** @returns {Promise<Opened>} */
  async open() {
    const { data, silent } = this.kept.session;
    const opened = await super.open();
    const { masteryScore: passMark = null, returnURL = "" } = data;
    return { ...opened, mode: this.mode, passMark, returnTo: httpOnly(returnURL), silent };
  }

  sayInitialized() {
    if (!this.kept.session.begun) {
      super.sayInitialized();
      this.kept.keep({ ...this.kept.session, begun: true });
    }
    void this.queue.send().then(() => this.sendEarlier());
  }

  /**
   * Send what an earlier session has left, but for its own end. The platform may have some of it:
   * its answer came when the page was gone. One by one, as what it refuses takes others along.
   */
  async sendEarlier() {
    for (const [name, statement] of this.earlier) {
      const adopted = this.own.adopted(statement);
      const due = adopted && !(await this.isStored(adopted["id"]));
      const verdict = due ? await this.queue.post([[name, adopted]]) : "taken";
      if (verdict === "lost" || verdict === "expired") {
        return;
      }
      this.queue.outbox.remove([name]);
    }
  }

  /** @param {string} statementId */
  async isStored(statementId) {
    const answer = await this.client.ask("GET", "statements", { query: { statementId } });
    return answer?.ok ?? false;
  }

  /**
   * No score with "completed", and "passed" once: there is no better one (9.3, 9.5.1).
   * @param {string} verb
   * @param {Json} result
   */
  tell(verb, result) {
    const { score, ...rest } = result;
    const { masteryScore } = this.kept.session.data;
    const short = masteryScore !== undefined && (score?.scaled ?? 0) < masteryScore;
    if (this.mode === "normal" && !(verb === "passed" && short)) {
      super.tell(verb, verb === "completed" ? rest : result);
    }
  }

  tellBetterScore() {}

  /** The state is not sent side by side with "terminated": nothing is taken after that (8.1.2). */
  part() {
    this.queue.flush();
    this.kept.keep({ ...this.kept.session, ended: true });
  }
}

class Cmi5Statements extends Statements {
  /**
   * @param {CourseData} course
   * @param {XapiLaunch} launch
   * @param {Cmi5Data} data
   */
  constructor(course, launch, data) {
    super(course, launch);
    this.data = data;
  }

  get sessionId() {
    return this.data.contextTemplate["extensions"]?.[SESSION_ID];
  }

  /**
   * @param {string} verb
   * @param {Json} object
   * @param {{result?: Json, context?: Json, at?: Date}} [more]
   * @returns {Json}
   */
  statement(verb, object, more = {}) {
    const statement = super.statement(verb, object, more);
    return { ...statement, context: this.context(statement["context"]) };
  }

  /**
   * What cmi5 defines carries its category, and what moves on says so (sections 9.6.2 and 9.6.3).
   * @param {string} verb
   * @param {Json} [result]
   * @returns {Json}
   */
  ofUnit(verb, result) {
    const statement = super.ofUnit(verb, result);
    const moves = MOVING_ON.includes(verb);
    const category = ["cmi5", ...(moves ? ["moveon"] : [])];
    const { masteryScore } = this.data;
    const marked = moves && verb !== "completed" && masteryScore !== undefined;
    const context = joinedContext(statement["context"], {
      contextActivities: { category: category.map((name) => ({ id: `${CMI5}/categories/${name}` })) },
      ...(marked ? { extensions: { [`${CMI5}/extensions/masteryscore`]: masteryScore } } : {}),
    });
    return { ...statement, context };
  }

  /** @param {Json} statement */
  isOwn(statement) {
    return statement["context"].extensions?.[SESSION_ID] === this.sessionId;
  }

  /**
   * A statement of an earlier session as one of this one. Its id stays, so that it counts once.
   * @param {Json} statement
   * @returns {Json | null}
   */
  adopted(statement) {
    const ends = /\/(initialized|terminated)$/.test(statement["verb"].id);
    return ends ? null : { ...statement, context: this.context(statement["context"]) };
  }

  /**
   * @param {Json} context
   * @returns {Json} built on the platform's template (section 10.2.1)
   */
  context(context) {
    return joinedContext(context, this.data.contextTemplate);
  }
}

/**
 * Both of two contexts; where they contradict each other, the second holds.
 * @param {Json} context
 * @param {Json} more
 * @returns {Json}
 */
function joinedContext(context, more) {
  const [one = {}, other = {}] = [context["contextActivities"], more["contextActivities"]];
  const activities = Object.fromEntries(
    [...new Set([...Object.keys(one), ...Object.keys(other)])].map((kind) => {
      const all = [one[kind], other[kind]].flatMap((each) => each ?? []);
      return [kind, [...new Map(all.map((each) => [each.id, each])).values()]];
    }),
  );
  const extensions = { ...context["extensions"], ...more["extensions"] };
  return {
    ...context,
    ...more,
    ...(Object.keys(activities).length ? { contextActivities: activities } : {}),
    ...(Object.keys(extensions).length ? { extensions } : {}),
  };
}

/**
 * @param {string | undefined} launchMode
 * @returns {Mode}
 */
function cmi5Mode(launchMode) {
  return launchMode === "Browse" ? "browse" : launchMode === "Review" ? "review" : "normal";
}

/**
 * An address that a learner may be led to; anything else is dropped, scripts above all.
 * @param {string} address
 */
function httpOnly(address) {
  return /^https?:\/\//i.test(address) ? address : "";
}

TRACKERS["cmi5"] = (course) => new LrsTracker(() => beginCmi5(course));
