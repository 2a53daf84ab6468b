// SPDX-License-Identifier: MIT
// What the session and the trackers say to each other. For the checker alone: no package holds this
// file.

/** What a platform says when a course is opened. `state` is empty at the first time. */
interface Opened {
  state: string;
  /** The id of the screen where the learner left; may be empty. */
  location: string;
  mode: Mode;
  learner: string;
  missed?: Missed | null;
  /** From which score on the platform wants the course to be passed; it outdoes the author's. */
  passMark?: number | null;
  /** Where a learner goes who leaves; empty: the platform does not say. */
  returnTo?: string;
  /** Whether the learner wants no sound. */
  silent?: boolean;
}

/** What a browser has kept and the platform has not; `base` is what the platform had last of it. */
interface Missed {
  state: string;
  base: string;
}

/**
 * Takes in a progress that was kept elsewhere; both began with `base`. Tells whether more was saved
 * since, for both together.
 */
type StateListener = (state: string, base: string) => boolean;

/**
 * Why progress is not as safe as it should be. The platform can't be reached now (`lost`), or has
 * ended the sitting (`expired`), and the browser keeps what is to be sent; or it does not (`unkept`).
 * There is no platform where one should be (`alone`), the browser keeps nothing where there is none
 * (`memory`), the course is open in two windows (`twice`).
 */
type Trouble = "lost" | "expired" | "unkept" | "alone" | "memory" | "twice";

type ScormFunction = "initialize" | "finish" | "commit" | "get" | "set" | "error";

/** What one version of SCORM calls things, and how it writes them; it knows what it has told. */
interface ScormDialect {
  /** What the platform's object is called, and its functions. */
  api: string;
  functions: Record<ScormFunction, string>;
  elements: Record<"state" | "location" | "mode" | "learner" | "name" | "time" | "exit", string>;
  /** The code of a sitting that was begun before: it goes on. */
  alreadyRunning: string | null;
  /** Codes that say that the sitting is over, and that a value will never be taken. */
  over: RegExp;
  refused: RegExp;
  /** Whether the end of a sitting keeps what was set without a commit. */
  finishCommits: boolean;
  /** How a stretch of time is written. */
  span(seconds: number): string;
  /** Reads how the course stands there, and says "incomplete" where nothing is known. */
  begin(lms: ScormCalls): void;
  tellProgress(lms: ScormCalls, progress: number): void;
  /** The score, then the status. */
  tellResult(lms: ScormCalls, result: Result): void;
  /** Fields and values, in their order. */
  interaction(interaction: Interaction): [string, string][];
  objective(mastery: number): [string, string][];
}

type MakeTracker = (course: CourseData) => Tracker;

/** What is to be told of one answer: the fields of an interaction, after its id. */
interface ScormAnswer {
  kind: "answer";
  /** How many there were before it, for platforms that don't tell. */
  index: number;
  fields: [string, string][];
  /** Whether it was set. */
  handed?: boolean;
}

interface ScormObjective {
  kind: "objective";
  id: string;
  mastery: number;
  handed?: boolean;
}

type ScormReport = ScormAnswer | ScormObjective;

/** One answer to one question. */
interface Interaction {
  question: QuestionData;
  /** How many were reported before it, in all sittings. */
  index: number;
  /** Ids of what was chosen, or what was typed. */
  response: string[];
  grade: Grade;
  /** How long the learner took. */
  latency_s: number;
  /** When it was answered. */
  at: Date;
}

/** An attempt at a quiz that is over; `passed` is null where there is no mark to reach. */
interface QuizAttempt {
  quiz: QuizData;
  share: number;
  passed: boolean | null;
}

/** Something that happened to a clip. `from` and `to` belong to `seeked`. */
interface VideoEvent {
  kind: "initialized" | "played" | "paused" | "seeked" | "completed" | "terminated";
  clip: ClipData;
  /** The screen it stands on. */
  screen: string;
  at: number;
  from?: number;
  to?: number;
  /** What was played so far: start and end of each stretch, in order. */
  segments: [number, number][];
  /** The share of the clip that was played. */
  progress: number;
  speed: number;
  volume: number;
  /** Language of the captions that are shown; empty: none are. */
  captions: string;
  fullScreen: boolean;
}

/** Where the course stands. `success` and `score` are null until there is something to say. */
interface Result {
  completion: boolean;
  success: boolean | null;
  /** Points earned over points to earn; null where nothing is graded or answered yet. */
  score: number | null;
}

/** Translates for one kind of platform; what there is to say, the session decides. */
interface Tracker {
  /** Calls `listener` at once, and whenever the trouble is another one; null: all is well. */
  onTrouble(listener: (trouble: Trouble | null) => void): void;
  /** Calls `listener`, from before `open` on, with progress that another window or device has made. */
  onState(listener: StateListener): void;
  /** Never rejects: without a platform it opens with an empty state. */
  open(): Promise<Opened>;
  /** A screen was seen for the first time. */
  experienced(screen: ScreenData): void;
  /**
   * Keeps the state (ASCII, under 4,096 characters). It may wait a little before it is sent, but
   * not when something was answered or reached just before, or the learner went to another screen.
   */
  save(state: string, location: string, progress: number): void;
  answered(interaction: Interaction): void;
  objective(id: string, mastery: number): void;
  attempted(attempt: QuizAttempt): void;
  video(event: VideoEvent): void;
  result(result: Result): void;
  /** Sends at once all that waits: the page may be gone soon. */
  flush(): void;
  /** Ends the sitting; may be called again, and does nothing then. */
  close(): void;
}
