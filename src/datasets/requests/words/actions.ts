/**
 * What can be wanted of an API, in the words of people. `{o}` is the object of the wish with its determiner, `{b}` the
 * object without it.
 */
export interface ActionWords {
  /** Base forms that name this action in titles and descriptions. */
  readonly named: string;
  readonly commands: readonly string[];
  readonly questions: readonly string[];
}

/** By action; the first that names a verb has it. */
export const actions = {
  list: {
    named: 'list enumerate',
    commands: [
      'show me {o}',
      'list {o}',
      'give me a list of {b}',
      'show all {b}',
      'pull up {o}',
      'get me all the {b}',
      'display {o}',
      'find {o}',
      'bring up {o}',
    ],
    questions: [
      'which {b} are there',
      'what {b} do we have',
      'what are {o}',
      'what {b} can I choose from',
      'are there any {b}',
    ],
  },
  search: {
    named: 'search look query find filter lookup browse discover explore',
    commands: [
      'search for {b}',
      'look for {b}',
      'find {b}',
      'look up {b}',
      'find me {b}',
      'hunt down {b}',
      'see if there are any {b}',
    ],
    questions: ['which {b} can you find', 'are there any {b}', 'where can I find {b}'],
  },
  count: {
    named: 'count',
    commands: [
      'count {o}',
      'tell me how many {b} there are',
      'give me the total number of {b}',
      'work out how many {b} we have',
    ],
    questions: ['how many {b} are there', 'how many {b} do we have', 'what is the total number of {b}'],
  },
  get: {
    named:
      'get return retrieve retreive retrive fetch obtain provide read show view give describe display load see detail inspect report know receive track access pull',
    commands: [
      'show me {o}',
      'get {o}',
      'find {o}',
      'look up {o}',
      'give me {o}',
      'pull up {o}',
      'check {o}',
      'let me see {o}',
      'fetch {o}',
      'bring up {o}',
      'retrieve {o}',
    ],
    questions: ['what {is} {o}', 'can I see {o}', 'what can you tell me about {o}', 'what {is} {o}'],
  },
  create: {
    named:
      'create add insert make register post new put build generate produce open define draft compose issue write provision allocate store save record enter',
    commands: ['create {o}', 'make {o}', 'add {o}', 'set up {o}', 'put in {o}', 'register {o}', 'open {o}'],
    questions: ['can I add {o}', 'how do I set up {o}', 'could we have {o} made'],
  },
  change: {
    named:
      'update modify change edit patch set replace adjust configure rename alter correct customize overwrite upsert override refresh reorder',
    commands: [
      'update {o}',
      'change {o}',
      'edit {o}',
      'modify {o}',
      'adjust {o}',
      'make changes to {o}',
      'fix {o}',
      'correct {o}',
    ],
    questions: ['can I change {o}', 'how can I edit {o}', 'could {o} be changed'],
  },
  delete: {
    named: 'delete remove destroy clear drop purge erase unregister discard wipe',
    commands: [
      'delete {o}',
      'remove {o}',
      'get rid of {o}',
      'erase {o}',
      'take out {o}',
      'clear out {o}',
      'throw away {o}',
    ],
    questions: ['can I delete {o}', 'how do I get rid of {o}', 'could {o} be removed'],
  },
  send: {
    named: 'send publish submit notify email push deliver broadcast share forward dispatch',
    commands: ['send {o}', 'send out {o}', 'submit {o}', 'get {o} out', 'pass on {o}'],
    questions: ['can I send {o}', 'how can I send {o}'],
  },
  start: {
    named:
      'start run execute launch begin trigger activate enable resume initiate invoke perform process schedule restart reboot play init initialize trigger',
    commands: ['start {o}', 'run {o}', 'kick off {o}', 'launch {o}', 'get {o} going', 'turn on {o}'],
    questions: ['can I start {o}', 'how do I run {o}'],
  },
  stop: {
    named: 'stop cancel abort pause disable deactivate terminate suspend end revoke close expire archive',
    commands: ['stop {o}', 'cancel {o}', 'call off {o}', 'put an end to {o}', 'shut down {o}', 'turn off {o}'],
    questions: ['can I stop {o}', 'how do I call off {o}'],
  },
  check: {
    named: 'check verify validate test determine confirm ensure assert ping compare',
    commands: ['check {o}', 'verify {o}', 'make sure of {o}', 'confirm {o}', 'test {o}', 'double-check {o}'],
    questions: ['can you check {o}', 'could you verify {o}'],
  },
  calculate: {
    named: 'calculate compute estimate predict forecast evaluate analyze analyse measure score rank',
    commands: ['calculate {o}', 'work out {o}', 'figure out {o}', 'estimate {o}', 'compute {o}'],
    questions: ['what would be {o}', 'can you work out {o}'],
  },
  convert: {
    named:
      'convert translate transform encode decode parse format normalize render extract detect classify summarize recognize',
    commands: [],
    questions: [],
  },
} as const satisfies Record<string, ActionWords>;

/** `other`: an action that only its own verb names. */
export type Action = keyof typeof actions | 'other';

/** Verbs of titles and descriptions that are said as they are, since nothing else says the same. */
export const otherVerbs: ReadonlySet<string> = new Set(
  `accept acknowledge allow analyze announce answer append apply approve archive assign associate attach authenticate
  authorize backup ban bind block book bookmark borrow buy charge clone collect combine commit complete compress confirm
  connect convert copy crop decline decode decrypt deny deploy deregister detach detect disassociate disconnect dismiss
  dispute download encode encrypt enrol enroll escalate exchange exclude export extend extract favorite finalize finish
  flag follow forget fork format freeze grant grab hide hold import include index install invalidate invite join kick
  label leave like link lock log login logout lookup mark match merge migrate mint monitor mount mute parse pay permit pin
  predict preview print promote provision purchase quote rate reactivate rebuild recalculate recommend reconcile recover
  redeem redirect refund regenerate reject release reload remind render renew reopen repair reply request reserve reset
  resize resolve respond restore retry reverse review revert revoke ring rotate scan scrape sell ship shorten sign simulate
  skip snooze sort split star subscribe suggest summarize swap switch sync synchronize tag terminate tokenize toggle
  translate transcribe transform trash unassign unblock undelete undo unfollow unlink unlock unmute unpin unpublish
  unsubscribe untag move transfer capture preflight flatten protect stamp crawl inspect watermark unban clean cleanup unarchive feedback visualize geolocate prepare annotate scrape geocode upgrade upload use void vote withdraw`.split(
    /\s+/,
  ),
);
