import { isSecretName } from '../../catalog/index.js';

const jsonMember = /"([^"\\]{1,100})"\s{0,20}:\s{0,20}/g;
const xmlElement = /<([\w:.-]{1,100})(\s[^<>]{0,500})?>([^<>]{1,10000})<\//g;
const pair = /(^|[?&;\s,'"])([\w.-]{1,100})=([^&\s;,"'<>]+)/g;
const headerLine = /^([\w-]{1,100}):[ \t]*(\S[^\n]*)$/gm;
const bearer = /\b(Bearer|Basic)[ \t]+([\w.~+/-]{8,}=*)/g;

/**
 * A text with what stands under secrets' names in it replaced by what `replace` gives for it: members of JSON, whole or
 * cut, elements of XML, `name=value` pairs, header lines, and what follows `Bearer`.
 */
export function scrubNamed(text: string, replace: (secret: string) => string): string {
  const one = (whole: string, name: string, secret: string) =>
    isSecretName(name) ? whole.replace(secret, () => replace(secret)) : whole;
  return scrubJsonMembers(text, replace)
    .replace(xmlElement, (whole, name: string, _attributes, secret: string) =>
      isSecretName(name) ? whole.replace(`>${secret}</`, () => `>${replace(secret)}</`) : whole,
    )
    .replace(pair, (whole, before: string, name: string, secret: string) =>
      isSecretName(name) ? `${before}${name}=${replace(secret)}` : whole,
    )
    .replace(headerLine, one)
    .replace(bearer, (_whole, scheme: string, secret: string) => `${scheme} ${replace(secret)}`);
}

function scrubJsonMembers(text: string, replace: (secret: string) => string): string {
  let scrubbed = '';
  let from = 0;
  for (const match of text.matchAll(jsonMember)) {
    const start = match.index + match[0].length;
    if (match.index < from || !isSecretName(match[1] ?? '')) continue;
    const end = valueEnd(text, start);
    const raw = text.slice(start, end);
    if (raw === '' || /^(?:true|false|null|"")$/.test(raw)) continue;
    scrubbed += `${text.slice(from, start)}"${replace(raw.replace(/^"|"$/g, ''))}"`;
    from = end;
  }
  return scrubbed + text.slice(from);
}

/** Where the JSON value that begins at `start` ends, or the text when it was cut before. */
function valueEnd(text: string, start: number): number {
  const first = text[start];
  if (first !== '"' && first !== '{' && first !== '[') {
    const rest = /[,}\]\s]/g;
    rest.lastIndex = start;
    return rest.exec(text)?.index ?? text.length;
  }
  let open = 0;
  let quoted = false;
  for (let i = start; i < text.length; i++) {
    const character = text[i];
    if (quoted) {
      if (character === '\\') i += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{' || character === '[') open += 1;
    else if (character === '}' || character === ']') open -= 1;
    if (!quoted && open === 0) return i + 1;
  }
  return text.length;
}
