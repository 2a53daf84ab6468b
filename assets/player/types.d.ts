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
  tracker: string | null;
  /** What was launched: the whole course, or a part of it. */
  unit: { id: string; title: string; iri: string };
  modules: ModuleData[];
  /** Whether a screen opens only once all before it were seen. */
  navigation: "free" | "linear";
  questions: QuestionData[];
  /** The blocks that ask them. */
  quizzes: QuizData[];
  /** The polls as questions of which nothing is right, by their block; they have no slot. */
  polls: Record<string, QuestionData>;
  /** The slots of the blocks that keep something of the learner, by the block's id. */
  kept: Record<string, number>;
  clips: Record<string, ClipData>;
  objectives: { id: string; text: string }[];
  completion: CompletionData;
  /** How an xAPI course talks to its LRS, and to which one where nobody launches it. */
  lrs?: { version: string; endpoint?: string; auth?: string };
  /** In the order of the letters. */
  glossary: TermData[];
  /** The page's own words, by message id without its `player.` prefix. */
  labels: Record<string, string | PluralForms>;
}

/** A text that holds a number, by the plural category that Unicode's CLDR gives the number. */
type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>>;

/** A screen as it is searched. */
interface SearchEntry {
  screen: ScreenData;
  place: string;
  /** What it says, its captions too. */
  text: string;
  /** The title, and the title and the text, as they are compared. */
  title: string;
  folded: string;
}

/** What a learner has written at a screen. The title is that of the screen when it was written. */
interface Note {
  title: string;
  text: string;
}

/** What a key does; the label that says so, and the selector of the button that does the same. */
interface Shortcut {
  name: string;
  act: () => void;
  button?: string;
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
  /** Its own conditions and those of its lesson; all have to hold. */
  shownIf?: ConditionData[];
  openIf?: ConditionData[];
}

/** What a condition asks about: a quiz, an objective or a screen. */
type AtomData =
  | { type: "score"; quiz: string; at_least?: number; below?: number | null }
  | { type: "mastery"; objective: string; at_least?: number; below?: number | null }
  | { type: "seen"; screen: string };

/** When a place is shown or open, as `studio/course/conditions.py` writes it. */
type ConditionData =
  | AtomData
  | { type: "all" | "some"; of?: ConditionData[] }
  | { type: "not"; of: ConditionData };

/** What is known of a learner: shares by quiz and by objective; what was not answered has none. */
interface Facts {
  scores: Map<string, number>;
  mastery: Map<string, number>;
  seen: Set<string>;
  /** Ids that a condition does not ask for, as the learner does not meet them. */
  skipped: Set<string>;
}

/** What a closed place waits for: the title of a screen, and the share of the points to earn there. */
interface PlaceLock {
  /** Empty: it can't be said in a few words. */
  after: string;
  share: number;
}

/** A block that asks questions; what is not said is as usual. */
interface QuizData {
  id: string;
  iri: string;
  /** Its place among the quizzes that are kept. */
  slot: number;
  /** The screen it stands on. */
  screen: string;
  /** Whether it counts in the score of the course. */
  graded: boolean;
  /** How many of its questions are drawn; nothing: all are asked. */
  draw?: number;
  /** From which share of its points on it is passed. */
  passMark?: number;
  /** How often it may be taken: once if nothing is said, 0 means without limit. */
  attempts?: number;
  timeLimit_s?: number;
  /** All answers are handed in together, and graded then. */
  atEnd?: boolean;
  /** false: what is right is not shown. */
  review?: boolean;
  /** The last attempt counts, not the best one. */
  last?: boolean;
  /** What a block counts that asks no questions. */
  points?: number;
  /** Moments of a clip at which it stops and asks. */
  stops?: StopData[];
}

interface StopData {
  placement: string;
  /** In seconds from the beginning of the clip. */
  at_s: number;
  /** Where those are led back to who are wrong. */
  backTo_s?: number;
}

/** One question at one place: the same question may be asked by several quizzes. */
interface QuestionData {
  /** `block/question`. */
  placement: string;
  /** Its place among the answers that are kept. */
  slot: number;
  id: string;
  iri: string;
  /** The activity id of its quiz or of the clip that asks it, and the screen that it stands on. */
  quiz: { id: string; iri: string; screen: string };
  type: "single-choice" | "multiple-choice" | "true-false" | "numeric" | "short-text"
    | "ordering" | "matching" | "categorise" | "fill-blanks" | "hotspot" | "likert" | "long-answer";
  /** The question in plain text. */
  stem: string;
  points: number;
  /** How often it may be answered; 0 means without limit. */
  tries: number;
  partialCredit: boolean;
  shuffle: boolean;
  /** In the author's order, plain text; a true/false has `true` and `false`. */
  choices: { id: string; text: string }[];
  /** A response that earns all the points. */
  right: string[];
  objectives: string[];
  /** Of a number: the least and the greatest that is right; null: the author gave no answer. */
  range?: [number, number] | null;
  unit?: string;
  /** What is right for each blank to be filled; a short text is one. */
  accepted?: string[][];
  leniency?: Leniency;
  /** Whether blanks are filled from a list. */
  choose?: boolean;
  /** What belongs to the choices: the other halves of pairs, categories, degrees of a scale. */
  targets?: { id: string; text: string }[];
  regions?: RegionData[];
  /** Whether all right regions are to be found, not only one. */
  findAll?: boolean;
  /** What a learner who was wrong is led back to. */
  watch?: { clip: string; at_s: number };
}

/** A part of a picture, in shares of its width and height. */
interface RegionData {
  id: string;
  text: string;
  shape: "rectangle" | "ellipse";
  x: number;
  y: number;
  width: number;
  height: number;
  correct: boolean;
}

/** How near a text has to be to what is accepted; nothing: the same but for upper case. */
interface Leniency {
  matchCase?: boolean;
  ignoreAccents?: boolean;
  typos?: boolean;
}

/** What takes the learner's answer to one question on the page. */
interface AnswerField {
  /** What was answered so far; empty: nothing that could be checked. */
  response(): string[];
  /** Why the answer can't be graded yet, as the id of a label; empty: it can. */
  problem(): string;
  /** The ids of what was chosen, for which the author may have said something. */
  said(): string[];
  /** The answer was graded: it can't be changed, and shows which of its parts are right. */
  lock(grade: Grade): void;
  /** Put an answer in that was given before. */
  fill(response: string[]): void;
  /** Show the right answer in the place of the learner's. */
  reveal(): void;
  /** Another try begins. */
  open(): void;
  /** The right answer in words. */
  answer(): string;
}

/** What the question around it does for it. */
interface AnswerPage {
  words: Words;
  /** The answer is another one now. */
  changed: () => void;
  /** The learner wants it graded. */
  check: () => void;
}

/** What the quiz around a question does for it. */
interface QuestionPage {
  /** Its answer is handed in together with the others. */
  atEnd: boolean;
  /** Whether what is right is shown once nothing can be answered any more. */
  review: boolean;
  /** Nothing can be answered any more. */
  over: boolean;
  /** It is right, or no try is left. */
  done: (placement: string) => void;
  /** Keep an answer that is not handed in yet. */
  collect: (placement: string, response: string[], latency_s: number) => void;
  /** Show another screen. */
  go: (screen: string) => void;
  /** An answer was graded just now; `left` are the tries that remain. */
  checked?: (grade: Grade, left: number) => void;
}

/** A moment of a clip at which it asks, on the page. */
interface StopView {
  placement: string;
  /** The moment, at the end of the clip at the latest. */
  at: number;
  /** The earlier moment that those are led back to who are wrong. */
  back: number | null;
  panel: HTMLElement;
  /** Its entry in the list below the clip, and its mark on the seek bar. */
  button: HTMLButtonElement;
  tick: HTMLElement;
  view: QuestionView;
}

type AnswerKind = new (box: HTMLElement, question: QuestionData, page: AnswerPage) => AnswerField;

interface ClipData {
  title: string;
  iri: string;
  /** Its place among the clips of which is kept what was watched. */
  slot: number;
  src: string;
  mime: string;
  duration_s: number;
  /** Captions by language, the course's first: start, end, text. */
  cues: Record<string, [number, number, string][]>;
}

/** A word that the course explains; plain text. */
interface TermData {
  term: string;
  definition: string;
}

interface CompletionData {
  /** Which share of the screens has to be seen. */
  screens: number;
  /** Which share of the running time of all clips has to be watched. */
  video: number;
  /** Whether each quiz that has a pass mark has to be passed. */
  quizzes: boolean;
  /** From which score on the course is passed; null: there is no pass mark. */
  passMark: number | null;
  reportFailed: boolean;
}

/** The share of the points that an answer earns, and whether all of it is right. */
interface Grade {
  share: number;
  /** null: nothing is right or wrong. */
  right: boolean | null;
}

/** What is known of a question at its place. */
interface AnswerState {
  /** How often it was answered. */
  tries: number;
  /** The best share that an answer to it has earned. */
  share: number;
  right: boolean;
}

/** How the attempts at a quiz stand. */
interface QuizState {
  /** How many were put away for another one. */
  taken: number;
  /** The best of them, and the last one; null: there was none, or nothing was answered. */
  best: number | null;
  last: number | null;
  /** When the present one began, in seconds since 1970, if its time is limited. */
  begun: number | null;
  /** Whether the present one was handed in, or its time is over. */
  over: boolean;
}

/** A text on its way into the packed state: `marks` say that it is whole, or cut. */
interface PackedText {
  slot: number;
  marks: string;
  text: string;
  /** Whether it was cut in an earlier sitting. */
  was: boolean;
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
  /** By slot of the question: the last answer, packed. */
  responses: Map<number, KeptText>;
  /** Slots of the questions that were drawn for this learner. */
  drawn: Set<number>;
  /** By slot of their block; those that were begun. */
  quizzes: Map<number, QuizState>;
  /** By slot of the clip: which eighths of it were played, a bit for each. */
  watched: Map<number, number>;
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

/** What a block of the page has to do with. */
interface BlockPage {
  words: Words;
  session: SessionApi;
  /** Says that nothing is left to do at something that `[data-open]` marks. */
  done: (box: HTMLElement) => void;
}

/** How a quiz stands for a learner. */
interface QuizStatus extends QuizState {
  data: QuizData;
  placements: string[];
  /** The share of the points that counts; null: nothing was answered. */
  share: number | null;
  /** The share that the present attempt has earned. */
  current: number | null;
  /** null: there is no mark to reach. */
  passed: boolean | null;
  /** How many attempts may still be begun: Infinity without a limit. */
  attemptsLeft: number;
}

/** What else is asked for than to see the screens. */
interface Missing {
  /** The share of the video that was watched; null: it is enough. */
  watched: number | null;
  /** The screens of the quizzes that are still to be passed. */
  toPass: string[];
}

/** What the page asks the session, and tells it. */
interface SessionApi {
  readonly course: CourseData;
  readonly mode: Mode;
  readonly learner: string;
  /** Where a learner goes who leaves; empty: the platform does not say. */
  readonly returnTo: string;
  /** Whether the learner wants no sound. */
  readonly silent: boolean;
  /** Resolves when the platform has answered; then `location` and all that follows is known. */
  open(): Promise<void>;
  /** From which score on the course is passed; null: there is no such mark. */
  readonly passMark: number | null;
  /** The id of the screen to begin with. */
  readonly location: string;
  /** The learner is at this screen now. */
  visit(screen: string): void;
  /** All of this screen was seen: its clips, its questions. */
  seen(screen: string): void;
  isSeen(screen: string): boolean;
  /** Whether the screen is for this learner: others skip it. */
  isShown(screen: string): boolean;
  /** Whether it is shown, and may be entered. */
  isOpen(screen: string): boolean;
  /** What keeps a shown screen closed; null: nothing does. */
  lock(screen: string): PlaceLock | null;
  /** How often other screens were shown from one moment to the next. */
  readonly branches: number;
  /** The share of the shown screens that were seen. */
  progress(): number;
  missing(): Missing;
  /** Learner time of what was not seen yet. */
  remaining_s(): number;
  /** Grades an answer, keeps it, reports it. */
  answer(placement: string, response: string[], latency_s: number): Grade;
  answerState(placement: string): AnswerState;
  /** The last answer to a question, as far as it could be kept. */
  response(placement: string): string[];
  /** Keeps an answer that is not handed in yet. */
  keepResponse(placement: string, response: string[], latency_s: number): void;
  /** What a quiz asks of this learner, by placement, and how it stands. */
  quiz(block: string): QuizStatus;
  /** Draws the questions of a quiz, and has its time run. */
  beginQuiz(block: string): void;
  /** Ends an attempt: answers that wait are graded, what was not answered earns nothing. */
  handIn(block: string): void;
  /** Puts an attempt away, and begins another one. */
  restartQuiz(block: string): void;
  /** A scenario has ended; nothing happens where it does not count. */
  settle(block: string, share: number): void;
  /** Parts of a clip were played: a bit for each eighth. */
  watched(clip: string, parts: number): void;
  /** How many tries are left: Infinity without a limit; 0 too when it was answered right. */
  triesLeft(placement: string): number;
  result(): Result;
  /** Which marks of a block are set. */
  marks(block: string): Set<number>;
  keepMarks(block: string, marks: Set<number>): void;
  /** Reports what was chosen in a poll. */
  vote(block: string, chosen: string[], latency_s: number): void;
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
  /** Calls `listener` at once, and whenever progress is safe or in trouble otherwise. */
  onTrouble(listener: (trouble: Trouble | null) => void): void;
  /** Sends what waits: the page may be gone soon. */
  flush(): void;
  /** Ends the sitting: the learner leaves by a button, or the page is taken away. */
  close(): void;
}
