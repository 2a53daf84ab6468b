// SPDX-License-Identifier: MIT
"use strict";

/** Opens a package in the test platform: the API first, then the package that looks for it. */
(async () => {
  // Asked for by the page, not written into it: when a page is reloaded, the one before it has by
  // now sent what it had to save.
  const answer = await fetch("launch", { method: "POST" });
  /** @type {TestLmsLaunch & {title: string, sco: string, records: string}} */
  const launch = await answer.json();
  const sender = new TestLmsSender.Sender(launch.records);
  for (const [name, version] of Object.entries(TEST_LMS_VERSIONS)) {
    const api = TestLmsJudge.makeApi(version, launch, (record) => sender.keep(record));
    Object.assign(window, { [name]: api });
  }

  document.title = launch.title;
  const frame = document.createElement("iframe");
  frame.title = launch.title;
  frame.allow = "autoplay; fullscreen";
  frame.src = launch.sco;
  document.body.append(frame);
})();
