// SPDX-License-Identifier: MIT
"use strict";

/**
 * What a package may break in SCORM 1.2, and what that costs. The standard is SCORM 1.2, The SCORM
 * Run-Time Environment, 1 October 2001, here RTE.
 */
const TestLmsScorm12Rules = (() => {
  const API = "RTE 3.3";
  const MODEL = "RTE 3.4";
  const { standard, profile, noBreach } = TestLmsRules;

  return new TestLmsRules.Rules("scorm12", {
    initialized_twice: standard("101", `${API}, LMSInitialize`),
    initialized_again: standard("101", `${API}, LMSInitialize`),
    not_initialized: standard("301", `${API}, LMSInitialize`),
    after_finish: standard("301", `${API}, LMSFinish`),
    argument_not_empty: standard("201", `${API}, LMSInitialize, LMSCommit, LMSFinish`),
    not_text: standard("0", `${API}, LMSGetValue, LMSSetValue`),

    unknown_element: standard("201", MODEL),
    index_gap: standard("201", `${MODEL}, lists`),
    index_missing: standard("201", `${MODEL}, lists`),
    no_children: standard("202", `${MODEL}, _children`),
    no_count: standard("203", `${MODEL}, _count`),
    keyword: standard("402", `${MODEL}, keywords`),
    read_only: standard("403", MODEL),
    write_only: standard("404", MODEL),

    too_long: standard("405", `${MODEL}, data types`),
    not_ascii: standard("405", `${MODEL}, CMIString255 and CMIString4096`),
    bad_identifier: standard("405", `${MODEL}, CMIIdentifier`),
    bad_decimal: standard("405", `${MODEL}, CMIDecimal`),
    bad_integer: standard("405", `${MODEL}, CMISInteger`),
    out_of_range: standard("405", MODEL),
    bad_time: standard("405", `${MODEL}, CMITime`),
    bad_timespan: standard("405", `${MODEL}, CMITimespan`),
    bad_vocabulary: standard("405", `${MODEL}, CMIVocabulary`),
    bad_response: standard("405", `${MODEL}, CMIFeedback`),

    // A package may ask for an element that a platform need not have.
    not_implemented: noBreach("401", MODEL),

    // That the platform does not answer is not the package's doing.
    connection_lost: noBreach("101", "RTE 3.3, General exception"),

    status_never_set: profile("Moodle: a status that was never set becomes completed"),
    status_lowered: profile("Moodle, Open edX: a result once reported is not taken back"),
    score_after_status: profile("Cornerstone: a score after the status is not reported"),
    score_without_bounds: profile("D2L: no grade without a maximum"),
    score_outside_bounds: profile("Moodle, D2L: the grade is a share of the maximum"),
    score_empty: profile("Open edX: an empty score drops what follows it"),
    score_lowered: profile("Moodle: a later, lower score replaces the grade"),
    response_before_type: profile("RTE 3.4, CMIFeedback: the type says how a response is written"),
    interaction_without_id: profile("Moodle: an interaction is found by its id"),
    clock_over_59: profile("Moodle: minutes and seconds are added as they are"),
    commit_missing: profile("Moodle: what is not committed may be lost when a window closes"),
    exit_not_suspend: profile("Moodle: without it the next launch does not resume"),
    session_time_missing: profile("Moodle: the time spent is the session's time"),
  });
})();
