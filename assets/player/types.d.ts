// SPDX-License-Identifier: MIT
// What the scripts of the learner's page hand to each other. For the checker alone: no package
// holds this file. Times are seconds, shares and scores run from 0 to 1.

/** The course as the page knows it: the JSON in `<script type="application/json" id="course">`. */
interface CourseData {
  id: string;
  title: string;
  /** BCP 47 tag of the course's only language. */
  language: string;
  /** Its xAPI activity id. */
  iri: string;
  /** Which tracker talks to the platform; null where there is none. */
  tracker: "scorm12" | "xapi" | "preview" | null;
  /** What was launched: the whole course, or a part of it. */
  unit: { id: string; title: string; iri: string };
  modules: ModuleData[];
  questions: QuestionData[];
  /** The slots of the blocks that keep something of the learner, by the block's id. */
  kept: Record<string, number>;
  clips: Record<string, ClipData>;
  objectives: { id: string; text: string }[];
  completion: CompletionData;
  /** The page's own words, by message id without its `player.` prefix. */
  labels: Record<string, string>;
}

interface NodeData {
  id: string;
  title: string;
  iri: string;
}

interface ModuleData extends NodeData {
  lessons: LessonData[];
}

interface LessonData extends NodeData {
  screens: ScreenData[];
}

interface ScreenData extends NodeData {
  /** Its bit among those of the seen screens. */
  slot: number;
  /** Learner time. */
  duration_s: number;
  /** Ids of the clips shown on it. */
  clips: string[];
  /** Placements of the questions asked on it. */
  questions: string[];
}

/** One question at one place: the same question may be asked by several quizzes. */
interface QuestionData {
  /** `block/question`. */
  placement: string;
  /** Its place among the answers that are kept. */
  slot: number;
  id: string;
  iri: string;
  /** The activity id of its quiz, and the screen that the quiz stands on. */
  quiz: { id: string; iri: string; screen: string };
  type: "single-choice" | "multiple-choice" | "true-false";
  /** The question in plain text. */
  stem: string;
  points: number;
  /** How often it may be answered; 0 means without limit. */
  tries: number;
  graded: boolean;
  partialCredit: boolean;
  shuffle: boolean;
  /** In the author's order, plain text; a true/false has `true` and `false`. */
  choices: { id: string; text: string }[];
  /** The ids of the right choices. */
  right: string[];
  objectives: string[];
}

interface ClipData {
  title: string;
  iri: string;
  src: string;
  mime: string;
  duration_s: number;
  /** Captions by language, the course's first: start, end, text. */
  cues: Record<string, [number, number, string][]>;
}

interface CompletionData {
  /** Which share of the screens has to be seen. */
  screens: number;
  /** From which score on the course is passed; null: there is no pass mark. */
  passMark: number | null;
  reportFailed: boolean;
}

/** The share of the points that an answer earns, and whether all of it is right. */
interface Grade {
  share: number;
  right: boolean;
}

/** What is known of a question at its place. */
interface AnswerState {
  /** How often it was answered. */
  tries: number;
  /** The best share that an answer to it has earned. */
  share: number;
  right: boolean;
}

/** What a learner has written; `cut`: its end did not fit in the state of an earlier sitting. */
interface KeptText {
  text: string;
  cut: boolean;
}

/** What a learner has done, as it is packed for the platform. */
interface ProgressState {
  /** Slots of the screens that were seen. */
  seen: Set<number>;
  /** By slot. */
  answers: Map<number, AnswerState>;
  /** By slot of their block: which marks are set (ticks, choices, a gate that is open). */
  marks: Map<number, Set<number>>;
  /** By slot of their block: what the learner has written. */
  texts: Map<number, KeptText>;
  /** The clip that was played last and where it stood, by the slot of its screen. */
  video: { slot: number; at: number } | null;
  /** How many interactions were reported so far, in all sittings. */
  interactions: number;
  /** The best score reported so far; null: none. Neither this nor the flags ever go back. */
  best: number | null;
  completed: boolean;
  passed: boolean;
}

type Mode = "normal" | "browse" | "review";

/** What a platform says when a course is opened. `state` is empty at the first time. */
interface Opened {
  state: string;
  /** The id of the screen where the learner left; may be empty. */
  location: string;
  mode: Mode;
  learner: string;
}

/** One answer to one question. */
interface Interaction {
  question: QuestionData;
  /** How many were reported before it, in all sittings. */
  index: number;
  /** Ids of the chosen choices. */
  response: string[];
  grade: Grade;
  /** How long the learner took. */
  latency_s: number;
  /** When it was answered. */
  at: Date;
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
  video(event: VideoEvent): void;
  result(result: Result): void;
  /** Sends at once all that waits: the page may be gone soon. */
  flush(): void;
  /** Ends the sitting; may be called again, and does nothing then. */
  close(): void;
}

/** What a block of the page has to do with. */
interface BlockPage {
  words: Words;
  session: SessionApi;
  /** Says that nothing is left to do at something that `[data-open]` marks. */
  done: (box: HTMLElement) => void;
}

/** What the page asks the session, and tells it. */
interface SessionApi {
  readonly course: CourseData;
  readonly mode: Mode;
  readonly learner: string;
  /** Resolves when the platform has answered; then `location` and all that follows is known. */
  open(): Promise<void>;
  /** The id of the screen to begin with. */
  readonly location: string;
  /** The learner is at this screen now. */
  visit(screen: string): void;
  /** All of this screen was seen: its clips, its questions. */
  seen(screen: string): void;
  isSeen(screen: string): boolean;
  /** The share of the screens that were seen. */
  progress(): number;
  /** Learner time of what was not seen yet. */
  remaining_s(): number;
  /** Grades an answer, keeps it, reports it. */
  answer(placement: string, response: string[], latency_s: number): Grade;
  answerState(placement: string): AnswerState;
  /** How many tries are left: Infinity without a limit; 0 too when it was answered right. */
  triesLeft(placement: string): number;
  result(): Result;
  /** Which marks of a block are set. */
  marks(block: string): Set<number>;
  keepMarks(block: string, marks: Set<number>): void;
  /** What the learner has written at a block, and whether not all of it will be kept. */
  writing(block: string): KeptText;
  write(block: string, text: string): void;
  /** Where the clip on this screen was left; 0 if it was not begun, or was ended. */
  videoPosition(screen: string): number;
  video(event: VideoEvent): void;
  /** Keeps in mind where the clip on this screen stands while it plays. */
  playing(screen: string, at: number): void;
  /** Calls `listener` after everything that changes what the questions above return. */
  onChange(listener: () => void): void;
  /** Sends what waits: the page may be gone soon. */
  flush(): void;
  /** Ends the sitting: the learner leaves by a button, or the page is taken away. */
  close(): void;
}
