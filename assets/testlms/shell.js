// SPDX-License-Identifier: MIT
"use strict";

/** Opens a package in the test platform: the API first, then the package that looks for it. */
(async () => {
  /** Whether the platform's server answers, as the panel around this page said last. */
  const line = { connected: /** @type {boolean | undefined} */ (undefined) };
  // The package could say so, too: all it can do is to make its own calls fail.
  window.addEventListener("message", ({ source, data }) => {
    if (source === window.parent && typeof data?.connected === "boolean") {
      line.connected = data.connected;
    }
  });

  // Asked for by the page, not written into it: when a page is reloaded, the one before it has by
  // now sent what it had to save.
  const answer = await fetch("launch", { method: "POST" });
  /** @type {TestLmsLaunch & {title: string, sco: string, records: string, connected: boolean}} */
  const launch = await answer.json();
  line.connected ??= launch.connected;
  const sender = new TestLmsSender.Sender(launch.records);
  for (const [name, version] of Object.entries(TEST_LMS_VERSIONS)) {
    const keep = (/** @type {TestLmsRecord} */ record) => sender.keep(record);
    const api = TestLmsJudge.makeApi(version, launch, keep, () => line.connected ?? true);
    Object.assign(window, { [name]: api });
  }

  document.title = launch.title;
  const frame = document.createElement("iframe");
  frame.title = launch.title;
  frame.allow = "autoplay; fullscreen";
  frame.src = launch.sco;
  document.body.append(frame);
})();
