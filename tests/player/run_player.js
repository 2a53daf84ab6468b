// Runs the scripts of the learner's page that need no page: requests as JSON in, answers out.
"use strict";

const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const vm = require("node:vm");

const folder = process.argv[2];
const context = vm.createContext({ setTimeout, clearTimeout });
const LOGIC = [
  "readings", "grading", "conditions", "responses", "quizzes", "places", "completion", "bits", "text_codec",
  "state", "merge", "session", "local_store",
  "interactions", "scorm_values", "scorm12_format", "scorm2004_format", "segments",
];
for (const name of LOGIC) {
  vm.runInContext(readFileSync(join(folder, `${name}.js`), "utf8"), context, { filename: name });
}
const the = (name) => vm.runInContext(name, context);

/** A platform that only listens. */
class Listener {
  constructor(opened) {
    this.opened = opened;
    this.told = [];
    for (const word of ["experienced", "answered", "objective", "attempted", "video", "result", "flush", "close"]) {
      this[word] = (...values) => this.told.push([word, ...values]);
    }
  }

  onState() {}

  async open() {
    return this.opened;
  }

  save(state, location, progress) {
    this.saved = { state, location, progress };
  }
}

const bySlot = (map) => [...map].sort(([a], [b]) => a - b);
/** As the scripts make them: `instanceof` knows those of another context for strangers. */
const [OwnMap, OwnSet] = [the("Map"), the("Set")];
const asState = ({
  seen, answers, marks = [], texts = [], responses = [], drawn = [], quizzes = [], watched = [], ...rest
}) => ({
  ...rest,
  responses: new OwnMap(responses),
  drawn: new OwnSet(drawn),
  quizzes: new OwnMap(quizzes),
  watched: new OwnMap(watched),
  seen: new OwnSet(seen),
  answers: new OwnMap(answers),
  marks: new OwnMap(marks.map(([slot, set]) => [slot, new OwnSet(set)])),
  texts: new OwnMap(texts),
});
const asJson = ({ seen, answers, marks, texts, responses, drawn, quizzes, watched, ...rest }) => ({
  ...rest,
  responses: bySlot(responses),
  drawn: [...drawn].sort((a, b) => a - b),
  quizzes: bySlot(quizzes),
  watched: bySlot(watched),
  seen: [...seen].sort((a, b) => a - b),
  answers: bySlot(answers),
  marks: bySlot(marks).map(([slot, set]) => [slot, [...set].sort((a, b) => a - b)]),
  texts: bySlot(texts),
});

const ANSWERS = {
  grade: ({ question, response }) => the("gradeAnswer")(question, response),
  holds: ({ condition, scores, mastery, seen, skipped }) => the("conditionHolds")(condition, {
    scores: new Map(scores), mastery: new Map(mastery), seen: new Set(seen), skipped: new Set(skipped),
  }),
  pack: (state) => the("packState")(asState(state)),
  unpack: (text) => asJson(the("unpackState")(text)),
  response: ({ question, response }) =>
    the("unpackResponse")(question, the("packResponse")(question, response)),
  parts: ({ played, before, duration_s }) => {
    const segments = new (the("Segments"))();
    segments.before = before;
    segments.played = played;
    return segments.parts(duration_s, 8);
  },
  merge: ({ one, other, base, course }) => asJson(the("mergeStates")(
    asState(one), asState(other), asState(base), new (the("Quizzes"))(course),
  )),
  descends: ({ state, before }) => the("descends")(asState(state), asState(before)),
  cut: (state) => [...the("cutTexts")(asState(state))],
  span12: (seconds) => the("scorm12Span")(seconds),
  span2004: (seconds) => the("scorm2004Span")(seconds),
  moment2004: (...when) => the("scorm2004Moment")(new Date(...when[0])),
  answer2004: ({ question, response, ...rest }) => {
    const at = new Date(2026, 10, 26, 9, 4, 31);
    const asked = { objectives: [], points: 1, stem: "", ...question };
    const interaction = { question: asked, response, grade: { right: true }, latency_s: 3.456, at, ...rest };
    return the("scorm2004Interaction")(interaction, "fr");
  },
  number: (value) => the("scormNumber")(value),
  play: async ({ course, opened, steps }) => {
    const listener = new Listener(opened);
    const session = new (the("Session"))(course, listener);
    await session.open();
    const returned = steps.map(([word, ...values]) => (
      typeof session[word] === "function" ? session[word](...values) : session[word]) ?? null);
    return {
      returned, told: listener.told, saved: listener.saved, result: session.result(),
      location: session.location,
    };
  },
};

(async () => {
  const requests = JSON.parse(readFileSync(0, "utf8"));
  const answers = [];
  for (const [name, value] of requests) {
    answers.push(await ANSWERS[name](value));
  }
  process.stdout.write(JSON.stringify(answers));
})();
