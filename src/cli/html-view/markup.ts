import { inert } from '../../execution/index.js';

/** Text that is markup already. Made by `html` alone, so that nothing untrusted gets in unescaped. */
export class Markup {
  constructor(readonly text: string) {}
}

/** Values of a template: markup stays, everything else becomes inert, escaped text. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return new Markup(strings.reduce((text, piece, i) => `${text}${written(values[i - 1])}${piece}`));
}

type Value = Markup | string | number | undefined | readonly Value[];

function written(value: Value): string {
  if (value === undefined) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'object') return value.map(written).join('');
  return escapeHtml(inert(String(value)));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => entities[character] ?? character);
}
