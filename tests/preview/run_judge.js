// Plays calls against a SCORM judge outside a browser: cases as JSON in, records as JSON out.
"use strict";

const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const vm = require("node:vm");

const [folder, version] = process.argv.slice(2);
const page = readFileSync(join(folder, `${version}.html`), "utf8");
const scripts = [...page.matchAll(/src="((?:judge|scorm)\w*\.js)"/g)].map((match) => match[1]);
const context = vm.createContext({});
for (const name of scripts) {
  vm.runInContext(readFileSync(join(folder, name), "utf8"), context, { filename: name });
}
const judge = vm.runInContext("TestLmsJudge", context);
const [standard] = Object.values(vm.runInContext("TEST_LMS_VERSIONS", context));

const FUNCTIONS = {
  init: "initialize", finish: "finish", commit: "commit", get: "getValue", set: "setValue",
  error: "lastError", text: "errorString", why: "diagnostic",
};

const play = ({ launch, calls }) => {
  const records = [];
  let connected = true;
  const keep = (record) => records.push(record);
  const api = judge.makeApi(standard, { values: {}, ...launch }, keep, () => connected);
  const results = calls.flatMap(([name, ...values]) => {
    if (name === "lose" || name === "find") {
      connected = name === "find";
      return [];
    }
    const result = api[standard.functions[FUNCTIONS[name]]](...values);
    return [{ result, code: api[standard.functions.lastError]() }];
  });
  return { records, results };
};

const cases = JSON.parse(readFileSync(0, "utf8"));
const { rules } = standard.rules;
process.stdout.write(JSON.stringify({ rules, played: cases.map(play) }));
