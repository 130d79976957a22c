/** Nearly always enough; the rest is read only where it is not. */
const firstRead = 200;
const maxRead = 600;

/**
 * What a description says first, without markup, notices and set phrases such as `This endpoint allows you to`. Reads no
 * more than its first 600 characters. May be empty.
 */
export function leadSentence(description: string): string {
  if (description === '' || description.startsWith('Undescribed:')) return '';
  const near = leadIn(description.slice(0, firstRead));
  return near !== '' || description.length <= firstRead ? near : leadIn(description.slice(0, maxRead));
}

function leadIn(text: string): string {
  for (const sentence of plainText(text).split(/(?<=[.!?;])\s+|\n/)) {
    const lead = withoutPreface(sentence.trim()).replace(/[\s.!:;,]+$/, '');
    if (/\p{L}{3}/u.test(lead) && !notices.test(lead) && !isCode.test(lead) && !isForeign(lead)) return lead;
  }
  return '';
}

/** A path, a call, an identifier with dots. */
const isCode = /^\S*[/(=]\S*$|\(\)$|^\S+\.\S+$/;

/** The grammar of requests is English; a foreign description leaves the title. */
function isForeign(sentence: string): boolean {
  if (/[^\u0000-\u024f\u2000-\u206f]{3}/.test(sentence)) return true;
  const hits = sentence.match(foreign)?.length ?? 0;
  return hits >= 2 || (hits === 1 && /[\u00c0-\u024f]/.test(sentence));
}

const foreign =
  /(?<!\p{L})(?:el|los|las|una|de|del|por|para|con|mi|la|da|do|obtiene|der|die|das|und|eine[rns]?|mit|von|f\u00fcr|zur|les|des|une|du|avec|pour|il|della|gli|os|um|uma|dos|het|een|van|voor)(?!\p{L})/giu;

/** No markup to take away: true of most, and cheaper to see than to try. */
const isPlain = /^[\w .,;:!?'"\n/-]*$/;

export function plainText(text: string): string {
  if (isPlain.test(text)) return text;
  return text
    .replace(/<[^>]{0,200}>/g, ' ')
    .replace(/!?\[([^\]]{0,200})\]\([^)]{0,400}\)/g, '$1')
    .replace(/\[([^\]]{0,100})\](?:\[[^\]]{0,100}\])?/g, '$1')
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/\([^()]{0,200}\)/g, ' ')
    .replace(/[*_`#|>]+(?=\S)|(?<=\S)[*`#|]+|\*\*/g, '')
    .replace(/&(?:nbsp|amp|quot|lt|gt|#\d+);/g, ' ')
    .replace(/[ \t\r]+/g, ' ');
}

const notices =
  /^(?:deprecat\w+|beta|alpha|preview|experimental|note|important|warning|caution|todo|required|permission|scope|see also|api key|available|new|legacy|internal|obsolete|removed|do not|returns? an? \d|sample request|example|version|since|private|public beta|auth|post|get|put|n\/a|none|null)\b[^a-z]*(?:this|:|$|\d|\.)|^this (?:endpoint|operation|api|method) (?:is|has been|was) (?:deprecated|only|in|no)/i;

const prefaces: readonly RegExp[] = [
  /^invoke (?:action|function)\s+/i,
  /^(?:attempts?|tries|try|makes? (?:an?|the) (?:call|request)|sends? (?:an?|the) (?:api )?request)\s+to\s+/i,
  /^(?:partially|fully|quickly|bulk|batch|partial)\s+(?=(?:update|create|delete|get|retrieve|add|import|remove|edit|upload)s?\b)/i,
  /^(?:this is )?(?:an? |the )?(?:\w+ )?(?:api )?endpoint (?:to|for|that)\s+/i,
  /^(?:\W*(?:deprecated|beta|alpha|experimental|preview|new|obsolete|legacy)\W+)+(?=\w)/i,
  /^(?:this|the|an?)\s+(?:\w+\s+){0,2}?(?:endpoint|method|api|operation|call|resource|route|service|function|request|action|command|interface|webservice|functionality|query)(?:\s+call)?s?\s+(?:(?:is|are|can be|may be|should be)\s+(?:used|called|useful|intended|designed|responsible)?\s*(?:to|for)\s+|(?:allows?|lets?|enables?|permits?|helps?)\s+(?:you|(?:the |an? )?(?:users?|clients?|callers?|customers?|developers?|merchants?|sellers?|app|application)s?)?\s*(?:to\s+)?|(?:will|would|can|may|should)\s+|that\s+|which\s+|to\s+|for\s+)?/i,
  /^(?:use|call|invoke)\s+(?:this|the)\s+(?:\w+\s+){0,3}?(?:to|for|when you want to|if you want to)\s+/i,
  /^(?:allows?|enables?|lets?|permits?|helps?)\s+(?:you|us|(?:the |an? )?(?:\w+\s+)?(?:users?|clients?|callers?|customers?|admins?|application)s?)?\s*(?:to\s+)?/i,
  /^(?:(?:an?|the|rest)\s+)?(?:api|endpoint|method|operation|function|service|request|call)s?\s+(?:that|which|to|for|used to|used for|allowing you to)\s+/i,
  /^(?:used|use|useful|needed|required|intended)\s+(?:to|for)\s+/i,
  /^(?:you|we|clients|users)\s+(?:can|may)\s+(?:use this \w+ to\s+)?/i,
  /^(?:asynchronously|synchronously|immediately|automatically|programmatically|permanently|optionally|simply|easily)\s+/i,
  /^(?:\d+[.)]|[-*•])\s+/,
  /^(?:get|post|put|delete|patch)\s*[:-]\s+/i,
  /^(?:gives?|grants?|provides?|offers?) (?:\w+ ){0,3}the ability to\s+/i,
  /^to\s+(?=[a-z]+\s)/i,
];

function withoutPreface(sentence: string): string {
  let text = sentence;
  for (let round = 0; round < 2; round++) for (const preface of prefaces) text = text.replace(preface, '');
  return text.replace(/\bnavigation property (?:to )?/i, '');
}
