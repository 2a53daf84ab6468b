// Plays calls against the SCORM 1.2 judge outside a browser: cases as JSON in, records as JSON out.
"use strict";

const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const vm = require("node:vm");

const folder = process.argv[2];
const scripts = ["scorm12_rules", "scorm12_types", "scorm12_model", "scorm12_profile", "scorm12"];
const context = vm.createContext({});
for (const name of scripts) {
  vm.runInContext(readFileSync(join(folder, `${name}.js`), "utf8"), context, { filename: name });
}
const judge = vm.runInContext("TestLmsScorm12", context);
const rules = vm.runInContext("TestLmsScorm12Rules.rules", context);

const FUNCTIONS = {
  init: "LMSInitialize", finish: "LMSFinish", commit: "LMSCommit", get: "LMSGetValue",
  set: "LMSSetValue", error: "LMSGetLastError", text: "LMSGetErrorString", why: "LMSGetDiagnostic",
};

const play = ({ launch, calls }) => {
  const records = [];
  const api = judge.makeApi({ values: {}, ...launch }, (record) => records.push(record));
  const results = calls.map(([name, ...values]) => {
    const result = api[FUNCTIONS[name]](...values);
    return { result, code: api.LMSGetLastError() };
  });
  return { records, results };
};

const cases = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify({ rules, played: cases.map(play) }));
