// SPDX-License-Identifier: MIT
"use strict";

/** The data types of SCORM 2004 (RTE 4.1.1.7), but for the responses of interactions. */
const TestLmsScorm2004Types = (() => {
  const { written, atMost, all, orBlank, between, oneOf } = TestLmsTypes;

  const real = written(/^-?\d{1,10}(\.\d{1,7})?$/, "bad_real");
  const positive = all(real, between(0, 9999999999));
  const language = written(/^(([a-z]{2,8}|[ix])(-[a-z0-9]{1,8})*)$/i, "bad_language");

  // The characters of a URI; a URN has a namespace (RFC 3986, RFC 8141).
  const uri = /^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[0-9a-f]{2})+$/i;
  const urn = /^(?!urn:)|^urn:[a-z0-9][a-z0-9-]{0,30}[a-z0-9]:./i;
  const identifier = all(
    atMost(4000),
    written(uri, "bad_identifier"),
    written(urn, "bad_identifier"),
  );

  /** Part after part may be left out from the end; the zone stands after a fraction alone. */
  const TIME = RegExp(
    "^(19[7-9]\\d|20[0-2]\\d|203[0-8])(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01])" +
      "(T([01]\\d|2[0-3])(:[0-5]\\d(:[0-5]\\d(\\.\\d{1,2}" +
      "(Z|[+-]([01]\\d|2[0-3])(:[0-5]\\d)?)?)?)?)?)?)?)?$",
  );

  /** @type {TestLmsType} */
  const timestamp = (value) => {
    const [year, month = 1, day = 1] = value.slice(0, 10).split("-").map(Number);
    const lastDay = new Date(Date.UTC(year ?? 0, month, 0)).getUTCDate();
    if (!TIME.test(value) || day > lastDay) throw new TestLmsRefusal("bad_timestamp");
  };

  const interval = written(
    /^P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/,
    "bad_interval",
  );

  /** @param {number} limit in characters, `{lang=fr}` not counted @returns {TestLmsType} */
  const localized = (limit) => (value) => {
    const [mark, tag] = /^\{lang=([^}]*)\}/.exec(value) ?? [];
    if (tag !== undefined) language(tag);
    atMost(limit)(value.slice(mark?.length ?? 0));
  };

  /** @type {TestLmsType} a word or a number */
  const result = (value) =>
    (/^-?\d/.test(value) ? real : oneOf("correct", "incorrect", "unanticipated", "neutral"))(value);

  const NAVIGATION = ["continue", "previous", "exit", "exitAll", "abandon", "abandonAll",
    "suspendAll", "_none_"];

  /** @param {string} targeted what may be asked of an activity @returns {TestLmsType} */
  const navigation = (targeted) => (value) => {
    const known = RegExp(`^\\{target=[^}\\s]+\\}(${targeted})$`).test(value);
    if (!known) oneOf(...NAVIGATION)(value);
  };

  return {
    string250: atMost(250),
    string1000: atMost(1000),
    string64000: atMost(64000),
    identifier,
    real,
    positive,
    scaled: all(real, between(-1, 1)),
    progress: all(real, between(0, 1)),
    timestamp,
    interval,
    localized,
    language: orBlank(all(atMost(250), language)),
    result,
    navigation,
    completion: oneOf("completed", "incomplete", "not attempted", "unknown"),
    success: oneOf("passed", "failed", "unknown"),
    exit: oneOf("time-out", "suspend", "logout", "normal", ""),
    captioning: oneOf("-1", "0", "1"),
  };
})();
