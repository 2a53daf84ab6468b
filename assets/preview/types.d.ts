// SPDX-License-Identifier: MIT
// What the live preview and its page tell each other. For the checker alone.

/** The answer to `poll`. */
interface LiveNews {
  /** What the page says that it knows when it asks again. */
  mark: string;
  /** Of the page: another one than its own means that there is a newer page. */
  version: number;
  /** Where the author is, and how often the author went somewhere. */
  screen: string;
  went: number;
  ended: boolean;
  /** Why the course can't be shown; empty: it can. */
  problem: string;
  /** What there is to say of clips, by their `src`. */
  notes: Record<string, string>;
  /** In the language of the studio, which is named. */
  words: { ended: string; language: string };
}

/** What a tab keeps from one loading of the page to the next. */
interface LiveKept {
  /** Ids of the screens, to find the neighbour of one that is gone. */
  order: string[];
  /** `went` of the last answer. */
  went: number;
  /** The screen that was scrolled, and how far. */
  screen: string;
  y: number;
  main: number;
}
