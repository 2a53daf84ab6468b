// SPDX-License-Identifier: MIT
"use strict";

/** Opens a package in the test platform: the API first, then the package that looks for it. */
{
  /** @type {TestLmsLaunch & {sco: string, records: string}} */
  const launch = JSON.parse(document.getElementById("launch")?.textContent ?? "{}");
  const sender = new TestLmsSender.Sender(launch.records);
  Object.assign(window, { API: TestLmsScorm12.makeApi(launch, (record) => sender.keep(record)) });

  const frame = document.createElement("iframe");
  frame.title = document.title;
  frame.allow = "autoplay; fullscreen";
  frame.src = launch.sco;
  document.body.append(frame);
}
