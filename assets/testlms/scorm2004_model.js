// SPDX-License-Identifier: MIT
"use strict";

/** Makes the data model of SCORM 2004 (RTE 4.2) for a launch. */
const TestLmsScorm2004Model = (() => {
  const types = TestLmsScorm2004Types;
  const responses = TestLmsScorm2004Responses;
  const INTERACTION = /^cmi\.interactions\.\d+/;
  const RESPONSE = /^(learner_response|correct_responses\.\d+\.pattern)$/;

  /** @param {string} [initial] @returns {TestLmsElement} what the platform alone sets */
  const own = (initial) => ({ reads: true, writes: false, type: types.string64000, initial });
  /** @param {TestLmsType} type @param {string} [initial] @returns {TestLmsElement} */
  const both = (type, initial) => ({ reads: true, writes: true, type, initial });
  /** @param {TestLmsType} type @returns {TestLmsElement} */
  const written = (type) => ({ reads: false, writes: true, type, initial: "" });

  /** @param {"response" | "pattern"} side @returns {TestLmsElement} by the interaction's type */
  const answer = (side) => ({
    ...both(types.string64000),
    typeOf: (model, element) => {
      const [interaction] = INTERACTION.exec(element) ?? [];
      return responses[model.value(`${interaction}.type`)]?.[side] ?? types.string64000;
    },
  });

  /** @param {string} group @returns {Record<string, TestLmsElement>} */
  const score = (group) => ({
    [`${group}.score.scaled`]: both(types.scaled),
    [`${group}.score.raw`]: both(types.real),
    [`${group}.score.min`]: both(types.real),
    [`${group}.score.max`]: both(types.real),
  });

  /** @type {Record<string, TestLmsElement>} */
  const common = {
    "cmi.comments_from_learner.n.comment": both(types.localized(4000)),
    "cmi.comments_from_learner.n.location": both(types.string250),
    "cmi.comments_from_learner.n.timestamp": both(types.timestamp),
    "cmi.comments_from_lms.n.comment": own(),
    "cmi.comments_from_lms.n.location": own(),
    "cmi.comments_from_lms.n.timestamp": own(),
    "cmi.completion_status": both(types.completion, "unknown"),
    "cmi.completion_threshold": own(),
    "cmi.credit": own("credit"),
    "cmi.entry": own("ab-initio"),
    "cmi.exit": written(types.exit),
    "cmi.interactions.n.id": both(types.identifier),
    "cmi.interactions.n.type": both(TestLmsTypes.oneOf(...Object.keys(responses))),
    "cmi.interactions.n.objectives.n.id": both(types.identifier),
    "cmi.interactions.n.timestamp": both(types.timestamp),
    "cmi.interactions.n.correct_responses.n.pattern": answer("pattern"),
    "cmi.interactions.n.weighting": both(types.real),
    "cmi.interactions.n.learner_response": answer("response"),
    "cmi.interactions.n.result": both(types.result),
    "cmi.interactions.n.latency": both(types.interval),
    "cmi.interactions.n.description": both(types.localized(250)),
    "cmi.launch_data": own(),
    "cmi.learner_id": own(),
    "cmi.learner_name": own(),
    "cmi.learner_preference.audio_level": both(types.positive, "1"),
    "cmi.learner_preference.language": both(types.language, ""),
    "cmi.learner_preference.delivery_speed": both(types.positive, "1"),
    "cmi.learner_preference.audio_captioning": both(types.captioning, "0"),
    "cmi.location": both(types.string1000),
    "cmi.max_time_allowed": own(),
    "cmi.mode": own("normal"),
    "cmi.objectives.n.id": both(types.identifier),
    ...score("cmi.objectives.n"),
    "cmi.objectives.n.success_status": both(types.success, "unknown"),
    "cmi.objectives.n.completion_status": both(types.completion, "unknown"),
    "cmi.objectives.n.progress_measure": both(types.progress),
    "cmi.objectives.n.description": both(types.localized(250)),
    "cmi.progress_measure": both(types.progress),
    "cmi.scaled_passing_score": own(),
    ...score("cmi"),
    "cmi.session_time": written(types.interval),
    "cmi.success_status": both(types.success, "unknown"),
    "cmi.suspend_data": both(types.string64000),
    "cmi.time_limit_action": own("continue,no message"),
    "cmi.total_time": own("PT0S"),
    "adl.nav.request": both(types.navigation("choice"), "_none_"),
    "adl.nav.request_valid.continue": own("unknown"),
    "adl.nav.request_valid.previous": own("unknown"),
    "adl.nav.request_valid.choice.{target}": own("unknown"),
  };

  /** What the 4th edition adds (RTE 4.3, SN 5.6). @type {Record<string, TestLmsElement>} */
  const fourth = {
    ...common,
    "adl.nav.request": both(types.navigation("choice|jump"), "_none_"),
    "adl.nav.request_valid.jump.{target}": own("unknown"),
    "adl.data.n.id": own(),
    "adl.data.n.store": both(types.string64000),
  };

  const lists = ["cmi.comments_from_learner", "cmi.comments_from_lms", "cmi.interactions",
    "cmi.interactions.n.objectives", "cmi.interactions.n.correct_responses", "cmi.objectives"];
  const groups = ["cmi.comments_from_learner", "cmi.comments_from_lms", "cmi.interactions",
    "cmi.learner_preference", "cmi.objectives", "cmi.objectives.n.score", "cmi.score"];

  /**
   * Return whether another entry of the same list has that value.
   *
   * @param {TestLmsModel} model
   * @param {string} element such as `cmi.objectives.2.id`
   * @param {string} value
   * @returns {boolean}
   */
  const taken = (model, element, value) => {
    const [, list = "", field = ""] = /^(.+)\.\d+\.(\w+)$/.exec(element) ?? [];
    const names = Array.from({ length: model.count(list) }, (_, at) => `${list}.${at}.${field}`);
    return names.some((name) => name !== element && model.values.get(name) === value);
  };

  /** @param {TestLmsModel} model @param {string} element @param {string} value */
  const checkObjective = (model, element, value) => {
    const [own = ""] = /^cmi\.objectives\.\d+/.exec(element) ?? [];
    const id = model.values.get(`${own}.id`);
    if (element !== `${own}.id`) {
      if (id === undefined) throw new TestLmsRefusal("objective_without_id");
      return;
    }
    if (taken(model, element, value)) throw new TestLmsRefusal("id_taken");
    if (![undefined, value].includes(id)) throw new TestLmsRefusal("objective_renamed");
  };

  /** @param {TestLmsModel} model @param {string} element @param {string} value */
  const checkInteraction = (model, element, value) => {
    const [own = ""] = INTERACTION.exec(element) ?? [];
    const field = element.slice(own.length + 1);
    const has = (/** @type {string} */ name) => model.values.has(`${own}.${name}`);
    if (field !== "id" && !has("id")) throw new TestLmsRefusal("interaction_without_id");
    if (RESPONSE.test(field) && !has("type")) throw new TestLmsRefusal("response_before_type");
    if (field.startsWith("objectives.") && taken(model, element, value)) {
      throw new TestLmsRefusal("id_taken");
    }
    if (field.startsWith("correct_responses.")) checkPattern(model, element, value);
  };

  /** @param {TestLmsModel} model @param {string} element @param {string} value */
  const checkPattern = (model, element, value) => {
    const [own = ""] = INTERACTION.exec(element) ?? [];
    const alone = responses[model.value(`${own}.type`)]?.patterns === 1;
    if (alone && !element.endsWith(".0.pattern")) throw new TestLmsRefusal("one_pattern");
    if (taken(model, element, value)) throw new TestLmsRefusal("pattern_twice");
  };

  /** @type {NonNullable<TestLmsDefinition["checkSet"]>} */
  const checkSet = (model, element, value) => {
    if (element.startsWith("cmi.objectives.")) checkObjective(model, element, value);
    if (element.startsWith("cmi.interactions.")) checkInteraction(model, element, value);
  };

  /**
   * Return a status that a threshold decides wherever there is one (RTE 4.2.4.1, 4.2.22.1).
   *
   * @param {TestLmsModel} model
   * @param {{status: string, threshold: string, measure: string, words: [string, string]}} names
   * @returns {string}
   */
  const decided = (model, { status, threshold, measure, words: [reached, missed] }) => {
    const [least, measured] = [model.value(threshold), model.value(measure)];
    if (least === "") return model.value(status);
    if (measured === "") return "unknown";
    return Number(measured) >= Number(least) ? reached : missed;
  };

  /** @type {NonNullable<TestLmsDefinition["derived"]>} */
  const derived = {
    "cmi.completion_status": (model) => decided(model, {
      status: "cmi.completion_status",
      threshold: "cmi.completion_threshold",
      measure: "cmi.progress_measure",
      words: ["completed", "incomplete"],
    }),
    "cmi.success_status": (model) => decided(model, {
      status: "cmi.success_status",
      threshold: "cmi.scaled_passing_score",
      measure: "cmi.score.scaled",
      words: ["passed", "failed"],
    }),
  };

  /** @param {TestLmsLaunch} launch */
  return ({ values, lacks, edition = "" }) => {
    const isFourth = edition.includes("4th");
    const shared = isFourth ? ["adl.data"] : [];
    const definition = {
      version: "1.0",
      elements: isFourth ? fourth : common,
      lists: [...lists, ...shared],
      groups: [...groups, ...shared],
      checkSet,
      derived,
    };
    return new TestLmsModel(definition, values, lacks);
  };
})();
