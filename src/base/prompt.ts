import { readFileSync } from 'node:fs';
import { CapuchinError, messageOf } from './errors.js';
import { sha256 } from './fingerprint.js';

/** A prompt file's content, checked. */
export interface Prompt {
  /** The file's address, for messages. */
  readonly name: string;
  readonly template: string;
  readonly slots: readonly string[];
  /** Where the wording comes from, as the file says. */
  readonly source: string | undefined;
  /** First 12 hexadecimal digits of the SHA-256 of the file's text, line ends as `\n`. */
  readonly fingerprint: string;
}

/**
 * Reads a prompt file beside the code: `loadPrompt(new URL('./system.prompt.md', import.meta.url))`. Reads the disk each
 * time, so call it where the prompt's user is made.
 *
 * @throws CapuchinError `bad-prompt`.
 */
export function loadPrompt(url: URL): Prompt {
  let text: string;
  try {
    text = readFileSync(url, 'utf8');
  } catch (thrown) {
    throw new CapuchinError('bad-prompt', `cannot read the prompt ${url.href}: ${messageOf(thrown)}`, {
      cause: thrown,
    });
  }
  return parsePrompt(text, url.href);
}

const slotPattern = /\{\{([a-zA-Z][a-zA-Z0-9_-]*)\}\}/g;

/**
 * A prompt from its file's text: optional lines `source: …` and `slots: a, b` between two lines of `---`, then the
 * template with its `{{slot}}`s. Blank lines around the template do not count.
 *
 * @throws CapuchinError `bad-prompt` when slots and placeholders are not the same names.
 */
export function parsePrompt(text: string, name: string): Prompt {
  const fail = (problem: string) => new CapuchinError('bad-prompt', `the prompt ${name} ${problem}`);
  const normal = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const front = /^---\n([\s\S]*?)^---\n/m.exec(normal);
  const hasFront = front !== null && front.index === 0;
  if (!hasFront && normal.startsWith('---\n')) throw fail('opens its front matter with --- and never closes it');

  const fields = new Map<string, string>();
  for (const line of hasFront ? (front[1] ?? '').split('\n') : []) {
    if (line.trim() === '') continue;
    const [, key, value] = /^([a-z]+):\s*(.*?)\s*$/.exec(line) ?? [];
    if (key === undefined || value === undefined) throw fail(`has a front matter line without a key: ${line}`);
    if (key !== 'source' && key !== 'slots') throw fail(`has a front matter key other than source and slots: ${key}`);
    fields.set(key, value);
  }

  const template = (hasFront ? normal.slice(front[0].length) : normal).trim();
  const slots = (fields.get('slots') ?? '').split(',').map(slot => slot.trim());
  const declared = new Set(slots.filter(slot => slot !== ''));
  const used = new Set(Array.from(template.matchAll(slotPattern), match => match[1] as string));
  if (template.replace(slotPattern, '').includes('{{')) throw fail('has a {{ that does not open a slot');
  for (const slot of used) if (!declared.has(slot)) throw fail(`uses {{${slot}}} without declaring it in slots`);
  for (const slot of declared) if (!used.has(slot)) throw fail(`declares the slot ${slot} and never uses it`);

  return {
    name,
    template,
    slots: [...declared],
    source: fields.get('source'),
    fingerprint: sha256(normal).slice(0, 12),
  };
}

/**
 * The template with each slot replaced by its value, letter for letter: a value that looks like a slot stays as it is.
 *
 * @throws CapuchinError `bad-prompt-values` unless there is a value for each slot and a slot for each value.
 */
export function renderPrompt(prompt: Prompt, values: Readonly<Record<string, string>>): string {
  const fail = (problem: string) => new CapuchinError('bad-prompt-values', `the prompt ${prompt.name} ${problem}`);
  const missing = prompt.slots.filter(slot => !Object.hasOwn(values, slot));
  if (missing.length > 0) throw fail(`needs a value for: ${missing.join(', ')}`);
  const extra = Object.keys(values).filter(name => !prompt.slots.includes(name));
  if (extra.length > 0) throw fail(`has no slot for: ${extra.join(', ')}`);
  return prompt.template.replace(slotPattern, (_placeholder, slot: string) => values[slot] ?? '');
}
