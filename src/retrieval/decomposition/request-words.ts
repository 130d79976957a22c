const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(word => word !== ''));

/** Verbs that ask for something to be done and are hardly ever nouns: what follows `and` with one is another wish. */
export const askingVerbs = words(`
  find get retrieve fetch provide give show tell send create delete remove add update suggest recommend calculate compute
  convert translate generate verify validate identify determine compare analyze analyse describe explain extract upload
  download upgrade cancel confirm assess evaluate estimate predict detect classify summarize summarise compose write
  subscribe unsubscribe encrypt decrypt encode decode simulate optimize optimise collect gather obtain locate discover
  select choose submit activate deactivate enable disable install configure notify remind invite assign adjust apply
  perform conduct troubleshoot diagnose investigate inform share let browse pull grab buy purchase reserve hire sell pay
  refund transfer deposit withdraw lookup redeem organize organise sort filter merge split rename move copy restore publish
  deploy launch stop pause resume restart read train solve prepare deliver modify borrow receive build develop define
  insert examine assist arrange unlock reset approve reject approximate rewrite proofread advise`);

/** Verbs that say only that something is wanted, not what: all APIs that give something would fit them. */
export const plainVerbs = words(`
  find get retrieve fetch provide give show tell suggest recommend assist share obtain gather collect locate let help do
  inform make perform conduct arrange advise include`);

/** Verbs of requests that are as often nouns: they need an object with a determiner after them to be verbs. */
export const nounLikeVerbs = words(`
  search list check look book schedule plan order report track monitor test review rate rank score post play record save
  set run open close print design draft email call message text visit access query request research study measure count
  map mark change edit process scan sample sign draw highlight outline rent ship trade log link display explore sketch
  return stream switch watch file manage turn mail invoice tweet forecast`);

/** Words that start a sentence or a clause and only link it to what was said. */
export const connectives =
  /^(?:(?:and|but|or|so|then|also|plus|next|first|firstly|second|secondly|third|thirdly|fourth|last|lastly|finally|additionally|furthermore|moreover|besides|afterwards?|subsequently|meanwhile|in addition(?: to (?:that|this))?|on top of (?:that|this)|after (?:that|this)|once (?:that is |that's )?done|at the same time|as well|while you(?:'re| are) at it|if possible|to (?:start|begin) with)\b[\s,:]*)+/i;

/** Connectives, or an `also`, by which a sentence says that it asks for more than the one before it. */
export const furthering =
  /^(?:and|then|also|plus|next|second|secondly|third|thirdly|fourth|last|lastly|finally|additionally|furthermore|moreover|besides|afterwards?|subsequently|in addition|on top of|after (?:that|this)|once)\b|\b(?:also|as well|too)\b/i;

/** How the first of several wishes is opened after an introduction. */
export const opening = /^(?:first|firstly|to (?:start|begin) with)\b/i;

/** Words that may stand right after a verb, between it and its object. */
export const determiners = words(`
  a an the any some all every each my our your his her its their this that these those another both no several many
  more me us him them it one two three four five six seven eight nine ten what which whether how when where who if`);

/** Words that say nothing of what a request is about, besides the stop words. */
export const requestNouns = words(`
  information info details detail data list assistance help recommendation recommendations suggestion suggestions
  advice option options results result overview insights insight idea ideas way ways thing things something anything
  everything latest current recent specific certain available various different possible best good great relevant related
  suitable perfect interested curious looking trying searching wondering know like able please lot new using use based
  given following provided regarding`);
