import type { OperationPlace } from './operation-parts.js';
import { plainText } from './plain-text.js';

const maxCharacters = 2_000;

/** Begins every description that was made here because the source has none. */
export const undescribed = 'Undescribed: ';

/**
 * An operation's summary and description as plain text, each said once; where the source has neither, the path, tags
 * and parameters after `undescribed`.
 */
export function describeOperation(place: OperationPlace, argumentNames: readonly string[]): string {
  const summary = plainText(place.operation['summary'] ?? place.pathItem['summary'], maxCharacters);
  const description = plainText(place.operation['description'] ?? place.pathItem['description'], maxCharacters);
  if (summary === '' && description === '') return fromPath(place, argumentNames);
  if (description === '' || sameStart(summary, description)) return summary || description;
  if (summary === '' || sameStart(description, summary)) return description;
  const end = /[.!?:]$/.test(summary) ? '' : '.';
  return plainText(`${summary}${end}\n${description}`, maxCharacters);
}

/** The operation's tags; empty when there are none. */
export function tagsOf(operation: { readonly [key: string]: unknown }): readonly string[] {
  const { tags } = operation;
  return Array.isArray(tags) ? tags.map(tag => plainText(tag, 100)).filter(tag => tag !== '') : [];
}

function fromPath({ method, path, operation }: OperationPlace, argumentNames: readonly string[]): string {
  const tags = tagsOf(operation);
  const about = [
    ...(tags.length === 0 ? [] : [`tags ${tags.slice(0, 5).join(', ')}`]),
    ...(argumentNames.length === 0 ? [] : [`arguments ${argumentNames.slice(0, 20).join(', ')}`]),
  ];
  return `${undescribed}${method.toUpperCase()} ${path.slice(0, 500)}${about.length === 0 ? '' : ` (${about.join('; ')})`}`;
}

function sameStart(longer: string, shorter: string): boolean {
  const bare = (text: string) => text.toLowerCase().replace(/[.\s]+$/, '');
  return shorter !== '' && longer !== '' && bare(longer).startsWith(bare(shorter));
}
