/** The words of the admin page: apart from those of apps, whose readers do not load them. */

export const STATES: Readonly<Record<string, { word: string; colour: string }>> = {
  open: { word: "Open", colour: "green" },
  draining: { word: "Takes nobody in", colour: "orange" },
  stopping: { word: "Stopping", colour: "red" },
  ready: { word: "Ready", colour: "green" },
  starting: { word: "Starting", colour: "blue" },
  failed: { word: "Failed", colour: "red" },
  leaving: { word: "Draining", colour: "orange" },
  resting: { word: "Not started", colour: "gray" },
  running: { word: "Running", colour: "blue" },
  here: { word: "Connected", colour: "green" },
  away: { word: "Away", colour: "gray" },
  lost: { word: "No answer", colour: "red" },
};

export const COUNTS: Readonly<Record<string, string>> = {
  sessions: "Sessions begun",
  waited: "Had to wait for room",
  refused: "Sent away",
  logins_failed: "Failed logins",
  malformed: "Malformed messages",
  slowed: "Messages slowed down",
  skipped: "Batches skipped for slow readers",
};

/** What is asked before something is done that somebody may notice. */
export const QUESTIONS = {
  kill: {
    title: (what: string) => `Kill ${what}?`,
    text: "Its scripts stop at once. Its sessions go on in a new process with what they had after their last run.",
    yes: "Kill",
  },
  end: {
    title: (what: string) => `End ${what}?`,
    text: "Its page says so, and what it had is forgotten. Whoever loads the page again begins anew.",
    yes: "End the session",
  },
  restart: {
    title: (what: string) => `Restart ${what}?`,
    text: "Fresh kernels are set up beside the old ones. Sessions move over when their scripts rest; nobody loses anything.",
    yes: "Restart",
  },
  close: {
    title: (_: string) => "Let nobody in any more?",
    text: "Those who are there go on. New visitors are told to try again, and /ready answers 503, so that a proxy sends them elsewhere.",
    yes: "Drain the server",
  },
} as const;
