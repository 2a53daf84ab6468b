// SPDX-License-Identifier: MIT
"use strict";

/**
 * What a package may break in SCORM 2004, and what that costs. The standard is the book Run-Time
 * Environment of SCORM 2004, 3rd and 4th edition, here RTE, whose sections have the same numbers.
 */
const TestLmsScorm2004Rules = (() => {
  const API = "RTE 3.1.3";
  const MODEL = "RTE 4.1.1";
  const TYPE = "RTE 4.1.1.7";
  const { standard, profile, noBreach } = TestLmsRules;

  return new TestLmsRules.Rules("scorm2004", {
    initialized_twice: standard("103", `${API}, Initialize`),
    initialized_again: standard("104", `${API}, Initialize`),
    // The code says which function was called.
    not_initialized: standard("112", `${API}, Initialize`),
    after_terminate: standard("113", `${API}, Terminate`),
    argument_not_empty: standard("201", `${API}, Initialize, Commit, Terminate`),
    not_text: standard("0", `${API}, GetValue, SetValue`),

    unknown_element: standard("401", MODEL),
    index_gap: standard("351", `${MODEL}, collections`),
    index_missing: standard("301", `${MODEL}, collections`),
    no_children: standard("301", `${MODEL}, _children`),
    no_count: standard("301", `${MODEL}, _count`),
    keyword: standard("404", `${MODEL}, keywords`),
    read_only: standard("404", "RTE 4.2"),
    write_only: standard("405", "RTE 4.2"),

    interaction_without_id: standard("408", "RTE 4.2.9, id"),
    response_before_type: standard("408", "RTE 4.2.9, type"),
    objective_without_id: standard("408", "RTE 4.2.17, id"),
    objective_renamed: standard("351", "RTE 4.2.17, id"),
    id_taken: standard("351", "RTE 4.2.9 and 4.2.17, id"),
    one_pattern: standard("351", "RTE 4.2.9, correct_responses"),
    pattern_twice: standard("351", "RTE 4.2.9, correct_responses"),

    too_long: standard("406", `${MODEL}, smallest permitted maximum`),
    too_many_parts: standard("406", "RTE 4.2.9, smallest permitted maximum"),
    bad_identifier: standard("406", `${TYPE}, long_identifier_type`),
    bad_real: standard("406", `${TYPE}, real(10,7)`),
    bad_timestamp: standard("406", `${TYPE}, time(second,10,0)`),
    bad_interval: standard("406", `${TYPE}, timeinterval(second,10,2)`),
    bad_language: standard("406", `${TYPE}, language_type`),
    bad_vocabulary: standard("406", `${TYPE}, state`),
    bad_response: standard("406", "RTE 4.2.9, learner_response and correct_responses"),
    out_of_range: standard("407", "RTE 4.2"),

    // A package may ask for what is not there.
    not_implemented: noBreach("402", MODEL),
    not_set: noBreach("403", `${API}, GetValue`),

    // That the platform does not answer is not the package's doing. The code says what failed.
    connection_lost: noBreach("391", `${API}, Commit`),

    status_never_set: profile("Moodle, D2L: a status that was never set becomes completed"),
    status_lowered: profile("Moodle, Open edX: a result once reported is not taken back"),
    status_not_saved: profile("Open edX, Cornerstone: what a closing window sends may be lost"),
    progress_lowered: profile("Open edX: the progress is what the unit shows as done"),
    score_after_status: profile("Cornerstone: a score after the status is not reported"),
    score_part_missing: profile("Moodle takes the grade from raw, others from scaled"),
    score_outside_bounds: profile("D2L: the grade is a share of the maximum"),
    score_parts_differ: profile("Open edX: what was written last, raw or scaled, is the grade"),
    score_lowered: profile("Moodle: a later, lower score replaces the grade"),
    interaction_renamed: profile("scorm-again: an interaction keeps its id"),
    response_empty: profile("Moodle: an empty response is refused"),
    timestamp_unsafe: profile("Moodle, scorm-again: some ways to write a time are refused"),
    list_too_long: profile("RTE 4.2: smallest permitted maximum of a collection"),
    state_too_long: profile("Moodle: more than 64 KiB is lost when a window closes"),
    state_not_ascii: profile("Moodle: the limit counts bytes, the standard counts characters"),
    exit_not_suspend: profile("RTE 4.2.8: any other exit ends the attempt"),
    session_time_missing: profile("RTE 4.2.21: the time spent is the session's time"),
  });
})();
