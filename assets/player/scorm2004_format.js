// SPDX-License-Identifier: MIT
// How SCORM 2004 writes times and answers (Run-Time Environment, sections 4.1.1 and 4.2.9).
"use strict";

/** How long a text may be that stands among others, and one by itself. */
const SCORM2004_TEXT = 250;
const SCORM2004_LONG_TEXT = 4000;
/** As many ways to answer a fill-in as every platform keeps. */
const SCORM2004_WAYS = 5;

/**
 * timeinterval(second,10,2): `PT249.5S`.
 * @param {number} seconds
 * @returns {string}
 */
function scorm2004Span(seconds) {
  return `PT${scormNumber(Math.max(seconds, 0))}S`;
}

/**
 * time(second,10,0), of the learner's clock: Moodle takes no zone with it, nor thousandths.
 * @param {Date} at
 * @returns {string}
 */
function scorm2004Moment(at) {
  const day = [at.getMonth() + 1, at.getDate()].map(twoDigits);
  const clock = [at.getHours(), at.getMinutes(), at.getSeconds()].map(twoDigits);
  return `${at.getFullYear()}-${day.join("-")}T${clock.join(":")}`;
}

/**
 * What is told of an answer, in the order in which it is to be set.
 * @param {Interaction} interaction
 * @param {string} language
 * @returns {[string, string][]} fields of an interaction and their values
 */
function scorm2004Interaction({ question, response, grade, latency_s, at }, language) {
  const said = scorm2004Text(question, response);
  const stem = scorm2004Line(question.stem, SCORM2004_TEXT);
  const patterns = question.right.length ? scorm2004Patterns(question) : [];
  return [
    ["id", question.id],
    ["type", interactionType(question)],
    ...numberedFields("objectives", "id", question.objectives),
    ["timestamp", scorm2004Moment(at)],
    ...numberedFields("correct_responses", "pattern", patterns),
    ["weighting", scormNumber(question.points)],
    ...optionalField("learner_response", said),
    ["result", grade.right === null ? "neutral" : grade.right ? "correct" : "incorrect"],
    ["latency", scorm2004Span(latency_s)],
    ...optionalField("description", stem && `{lang=${language}}${stem}`),
  ];
}

/**
 * @param {QuestionData} question
 * @returns {string[]}
 */
function scorm2004Patterns(question) {
  const patterns = interactionPatterns(question);
  return interactionType(question) === "fill-in" ? patterns.slice(0, SCORM2004_WAYS) : patterns;
}

/**
 * A response; what the standard has no room for is cut off.
 * @param {QuestionData} question
 * @param {string[]} response
 * @returns {string}
 */
function scorm2004Text(question, response) {
  switch (interactionType(question)) {
    case "fill-in":
      return response.map((each) => scorm2004Line(each, SCORM2004_TEXT)).join("[,]");
    case "long-fill-in":
    case "other":
      return scorm2004Line(interactionResponse(question, response), SCORM2004_LONG_TEXT);
    default:
      return interactionResponse(question, response);
  }
}

/**
 * Moodle takes texts of one line alone.
 * @param {string} text
 * @param {number} letters
 */
function scorm2004Line(text, letters) {
  return text.replace(/\s+/g, " ").trim().slice(0, letters);
}

/**
 * Some platforms refuse an empty value.
 * @param {string} field
 * @param {string} value
 * @returns {[string, string][]}
 */
function optionalField(field, value) {
  return value ? [[field, value]] : [];
}
