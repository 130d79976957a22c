/**
 * English words that say nothing about which API is meant: articles, pronouns, prepositions, auxiliary verbs, what is
 * left of contractions, and the courtesies of requests. Verbs that APIs do (`find`, `list`, `get`) are not among them.
 */
export const stopWords: ReadonlySet<string> = new Set(
  `a an the this that these those such some any each every both either other another same own all more most much many few
  i me my mine myself you your yours yourself he him his she her hers it its itself we us our ours they them their theirs
  who whom whose which what when where why how
  of in on at by for from to into onto with without within about as between through during before after above below up down
  out off over under again further than then there here also too very just only even still yet once so
  and or but nor if because while until although though unless
  is am are was were be been being do does did done doing have has had having can could will would shall should may might
  must not no yes
  s t d m ll re ve don doesn didn isn aren wasn won couldn wouldn shouldn
  please thanks thank hello hi want wants wanted need needs needed like would help let lets
  currently planning plan interested looking`
    .split(/\s+/)
    .filter(word => word !== ''),
);
