// SPDX-License-Identifier: MIT
"use strict";

/** Makes the data model of SCORM 1.2 (RTE 3.4) for a launch. */
const TestLmsScorm12Model = (() => {
  const types = TestLmsScorm12Types;

  /**
   * @param {TestLmsModel} model
   * @param {string} element of an interaction
   * @returns {TestLmsType}
   */
  const feedbackOf = (model, element) => {
    const interaction = element.split(".").slice(0, 3).join(".");
    return types.feedback[model.value(`${interaction}.type`)] ?? types.anyFeedback;
  };

  /** @param {string} [initial] @returns {TestLmsElement} what the platform alone sets */
  const own = (initial = "") => ({ reads: true, writes: false, type: types.string4096, initial });
  /** @param {TestLmsType} type @param {string} [initial] @returns {TestLmsElement} */
  const both = (type, initial = "") => ({ reads: true, writes: true, type, initial });
  /** @param {TestLmsType} type @returns {TestLmsElement} */
  const written = (type) => ({ reads: false, writes: true, type, initial: "" });
  const feedback = { ...written(types.anyFeedback), typeOf: feedbackOf };

  /** @param {string} group @returns {Record<string, TestLmsElement>} */
  const score = (group) => ({
    [`${group}.score.raw`]: both(types.score),
    [`${group}.score.min`]: both(types.score),
    [`${group}.score.max`]: both(types.score),
  });

  /** @type {Record<string, TestLmsElement>} */
  const elements = {
    "cmi.core.student_id": own(),
    "cmi.core.student_name": own(),
    "cmi.core.lesson_location": both(types.string255),
    "cmi.core.credit": own("credit"),
    "cmi.core.lesson_status": both(types.lessonStatus, "not attempted"),
    "cmi.core.entry": own("ab-initio"),
    ...score("cmi.core"),
    "cmi.core.total_time": own("0000:00:00.00"),
    "cmi.core.lesson_mode": own("normal"),
    "cmi.core.exit": written(types.exit),
    "cmi.core.session_time": written(types.timespan),
    "cmi.suspend_data": both(types.string4096),
    "cmi.launch_data": own(),
    "cmi.comments": { ...both(types.string4096), appends: true },
    "cmi.comments_from_lms": own(),
    "cmi.objectives.n.id": both(types.identifier),
    ...score("cmi.objectives.n"),
    "cmi.objectives.n.status": both(types.objectiveStatus),
    "cmi.student_data.mastery_score": own(),
    "cmi.student_data.max_time_allowed": own(),
    "cmi.student_data.time_limit_action": own(),
    "cmi.student_preference.audio": both(types.audio, "0"),
    "cmi.student_preference.language": both(types.string255),
    "cmi.student_preference.speed": both(types.speed, "0"),
    "cmi.student_preference.text": both(types.textMode, "0"),
    "cmi.interactions.n.id": written(types.identifier),
    "cmi.interactions.n.objectives.n.id": written(types.identifier),
    "cmi.interactions.n.time": written(types.time),
    "cmi.interactions.n.type": written(types.interactionType),
    "cmi.interactions.n.correct_responses.n.pattern": feedback,
    "cmi.interactions.n.weighting": written(types.decimal),
    "cmi.interactions.n.student_response": feedback,
    "cmi.interactions.n.result": written(types.result),
    "cmi.interactions.n.latency": written(types.timespan),
  };

  const lists = ["cmi.objectives", "cmi.interactions", "cmi.interactions.n.objectives",
    "cmi.interactions.n.correct_responses"];
  const groups = ["cmi.core", "cmi.core.score", "cmi.objectives", "cmi.objectives.n.score",
    "cmi.student_data", "cmi.student_preference", "cmi.interactions"];

  /** @param {TestLmsLaunch} launch */
  return ({ values, lacks }) =>
    new TestLmsModel({ version: "3.4", elements, lists, groups }, values, lacks);
})();
