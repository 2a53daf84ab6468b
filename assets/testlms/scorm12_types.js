// SPDX-License-Identifier: MIT
"use strict";

/** The data types of SCORM 1.2 (RTE 3.4). */
const TestLmsScorm12Types = (() => {
  const { written, atMost, all, orBlank, between, oneOf } = TestLmsTypes;

  // Control characters other than line ends and tabs are no text in any platform's database.
  const ascii = written(/^[\t\n\r\x20-\x7e]*$/, "not_ascii");
  const string255 = all(atMost(255), ascii);
  const string4096 = all(atMost(4096), ascii);
  const identifier = all(atMost(255), written(/^[\x21-\x7e]+$/, "bad_identifier"));
  const decimal = written(/^-?\d+(\.\d+)?$/, "bad_decimal");
  const integer = written(/^[-+]?\d{1,5}$/, "bad_integer");
  const time = written(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/, "bad_time");
  const timespan = written(/^\d{2,4}:\d{2}:\d{2}(\.\d{1,2})?$/, "bad_timespan");

  const STATUS = ["passed", "completed", "failed", "incomplete", "browsed"];
  const RESULT = ["correct", "wrong", "unanticipated", "neutral"];

  /** @type {TestLmsType} CMIVocabulary (Result): a word or a number */
  const result = (value) => (/^-?\d/.test(value) ? decimal : oneOf(...RESULT))(value);

  /** @param {string} item @returns {RegExp} items between commas; braces may hold them as a set */
  const list = (item) => RegExp(`^(\\{${item}(,${item})*\\}|${item}(,${item})*)$`);

  /**
   * CMIFeedback, by the type of the interaction. Each choice is a single character.
   *
   * @type {Record<string, TestLmsType>}
   */
  const feedback = Object.fromEntries(
    Object.entries({
      "true-false": /^[01tf]$/,
      choice: list("[0-9a-z]"),
      "fill-in": /^/,
      matching: list("[0-9a-z]\\.[0-9a-z]"),
      performance: /^/,
      sequencing: /^[0-9a-z](,[0-9a-z])*$/,
      likert: /^[0-9a-z]$/,
      numeric: /^-?\d+(\.\d+)?$/,
    }).map(([type, pattern]) => [type, all(atMost(255), written(pattern, "bad_response"))]),
  );

  return {
    string255,
    string4096,
    identifier,
    decimal,
    time,
    timespan,
    result,
    feedback,
    /** What is checked while the type of the interaction is not known. @type {TestLmsType} */
    anyFeedback: atMost(255),
    score: orBlank(all(decimal, between(0, 100))),
    lessonStatus: oneOf(...STATUS),
    objectiveStatus: oneOf(...STATUS, "not attempted"),
    exit: oneOf("time-out", "suspend", "logout", ""),
    interactionType: oneOf(...Object.keys(feedback)),
    audio: all(integer, between(-1, 100)),
    speed: all(integer, between(-100, 100)),
    textMode: all(integer, between(-1, 1)),
  };
})();
