/** The words of the admin page, in English: apart from those of apps, whose readers do not load them. */

import { told } from "../ui/text";

const ENGLISH = {
  title: "Administration",
  noAnswer: "The server does not answer.",
  looking: "Looking …",
  gone: "That is not there any more.",
  toApps: "To the apps",
  drainServer: "Drain the server",
  drained: "The server lets nobody in any more.",
  openServer: "Let people in again",
  opened: "The server lets people in again.",
  kernels: "Kernels",
  noKernels: "No kernel runs: they are started for the first visitor.",
  apps: "Apps",
  noApps: "There are no apps.",
  sessions: "Sessions",
  nobody: "Nobody is here.",
  notListed: "Not listed: {count} more, seen longer ago.",
  footer: "jupyterlit {version}, running for {span}. You are here as {who}.",
  byToken: "the admin token",
  ofWhole: "of {whole}",
  ofWholeReady: "of {whole} ready",
  allReady: "ready",
  waiting: "{count} waiting",
  nobodyWaits: "nobody waits",
  browsers: "Browsers",
  memory: "Memory",
  processors: "Processors",
  thisServer: "This server",
  sinceStart: "Since the start",
  cancel: "Cancel",
  deed: "{deed} {what}",
  restart: "Restart",
  restarted: "{what} is being restarted.",
  drain: "Drain",
  movesAway: "Sessions move away from {what}; then it ends.",
  kill: "Kill",
  killed: "The process of {what} ends.",
  end: "End",
  ended: "{what}: ended.",
  kernelOf: "kernel {number} of {app}",
  sessionNamed: "session {name}",
  kernel: "Kernel",
  state: "State",
  processor: "Processor",
  runningScripts: "Running",
  lasting: "For",
  readyIn: "Ready in",
  process: "Process",
  app: "App",
  file: "File",
  changed: "Changed",
  session: "Session",
  page: "Page",
  user: "User",
  lastSeen: "Last seen",
  stateOpen: "Open to visitors",
  stateDraining: "Takes nobody in",
  stateStopping: "Stopping",
  stateReady: "Ready",
  stateStarting: "Starting",
  stateFailed: "Failed",
  stateLeaving: "Draining",
  stateResting: "Not started",
  stateHere: "Connected",
  stateAway: "Away",
  stateLost: "No answer",
  countSessions: "Sessions begun",
  countWaited: "Had to wait for room",
  countRefused: "Sent away",
  countLogins: "Failed logins",
  countMalformed: "Malformed messages",
  countSlowed: "Messages slowed down",
  countSkipped: "Batches skipped for slow readers",
  killTitle: "Kill {what}?",
  killText: "Its scripts stop at once. Its sessions go on in a new process with what they had after their last run.",
  endTitle: "End {what}?",
  endText: "Its page says so, and what it had is forgotten. Whoever loads the page again begins anew.",
  endYes: "End the session",
  restartTitle: "Restart {what}?",
  restartText:
    "Fresh kernels are set up beside the old ones. Sessions move over when their scripts rest; nobody loses anything.",
  closeTitle: "Let nobody in any more?",
  closeText:
    "Those who are there go on. New visitors are told to try again, and /ready answers 503, so that a proxy sends them elsewhere.",
} as const;

/** The name of a text of this page. */
export type Word = keyof typeof ENGLISH;

/** The text named `name` in the administrator's language, with its gaps filled. */
export function say(name: Word, gaps: Readonly<Record<string, string | number>> = {}): string {
  return told(ENGLISH[name], gaps);
}

export const STATES: Readonly<Record<string, { word: Word; colour: string }>> = {
  open: { word: "stateOpen", colour: "green" },
  draining: { word: "stateDraining", colour: "orange" },
  stopping: { word: "stateStopping", colour: "red" },
  ready: { word: "stateReady", colour: "green" },
  starting: { word: "stateStarting", colour: "blue" },
  failed: { word: "stateFailed", colour: "red" },
  leaving: { word: "stateLeaving", colour: "orange" },
  resting: { word: "stateResting", colour: "gray" },
  running: { word: "runningScripts", colour: "blue" },
  here: { word: "stateHere", colour: "green" },
  away: { word: "stateAway", colour: "gray" },
  lost: { word: "stateLost", colour: "red" },
};

export const COUNTS: Readonly<Record<string, Word>> = {
  sessions: "countSessions",
  waited: "countWaited",
  refused: "countRefused",
  logins_failed: "countLogins",
  malformed: "countMalformed",
  slowed: "countSlowed",
  skipped: "countSkipped",
};

/** What is asked before something is done that somebody may notice. */
export const QUESTIONS = {
  kill: { title: "killTitle", text: "killText", yes: "kill" },
  end: { title: "endTitle", text: "endText", yes: "endYes" },
  restart: { title: "restartTitle", text: "restartText", yes: "restart" },
  close: { title: "closeTitle", text: "closeText", yes: "drainServer" },
} as const satisfies Readonly<Record<string, Readonly<Record<"title" | "text" | "yes", Word>>>>;
