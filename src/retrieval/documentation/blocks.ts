import { HeadingPath } from './heading-path.js';

/** A paragraph, list, table or piece of code, and the headings that it stands under. */
export interface Block {
  readonly headings: readonly string[];
  readonly text: string;
  readonly isCode: boolean;
}

const fence = /^ {0,3}(`{3,}|~{3,})/;
const heading = /^ {0,3}(#{1,6})(?:[ \t]|$)/;
const underline = /^ {0,3}(=+|-{2,})[ \t]*$/;
const comment = /<!--[\s\S]*?(?:-->|$)/g;

/**
 * The blocks of a Markdown text in order, in one pass over its lines. Front matter and comments are left out. `under` are
 * headings that all of it stands under.
 */
export function markdownBlocks(markdown: string, under: readonly string[] = []): Block[] {
  const blocks: Block[] = [];
  const path = new HeadingPath(under);
  let lines: string[] = [];
  let fenced: string | undefined; // what opened the code that lines are of

  const end = (isCode = false) => {
    const text = lines.join('\n').trimEnd();
    if (text.trim() !== '') blocks.push({ headings: path.texts(), text, isCode });
    lines = [];
  };
  for (const line of withoutFrontMatter(markdown.replace(comment, ''))) {
    if (fenced !== undefined) {
      lines.push(line);
      if (!closes(line, fenced)) continue;
      end(true);
      fenced = undefined;
      continue;
    }
    const opening = fence.exec(line)?.[1];
    const level = heading.exec(line)?.[1]?.length;
    const [only = ''] = lines;
    if (opening !== undefined) {
      end();
      fenced = opening;
      lines.push(line);
    } else if (level !== undefined) {
      end();
      path.enter(level, plainHeading(line.trim().slice(level)));
    } else if (lines.length === 1 && underline.test(line) && /^\s*[^\s|>*+-]/.test(only)) {
      lines = [];
      path.enter(line.includes('=') ? 1 : 2, plainHeading(only));
    } else if (line.trim() === '') end();
    else lines.push(line);
  }
  end(fenced !== undefined);
  return blocks;
}

/** The paragraphs of a plain text, divided by empty lines. */
export function textBlocks(text: string, under: readonly string[] = []): Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  for (const line of [...text.split(/\r\n?|\n|\f/), '']) {
    if (line.trim() !== '') lines.push(line);
    else if (lines.length > 0) {
      blocks.push({ headings: under, text: lines.join('\n'), isCode: false });
      lines = [];
    }
  }
  return blocks;
}

function withoutFrontMatter(markdown: string): string[] {
  const lines = markdown.split(/\r\n?|\n/);
  if (lines[0]?.trimEnd() !== '---') return lines;
  const close = lines.findIndex((line, i) => i > 0 && line.trimEnd() === '---');
  return close === -1 ? lines : lines.slice(close + 1);
}

/** A line of nothing but as many of the same marks as opened the code, or more. */
function closes(line: string, opening: string): boolean {
  const marks = line.trim();
  const mark = opening[0] as string;
  return marks.length >= opening.length && marks === mark.repeat(marks.length);
}

/** Without closing marks, links and emphasis. */
function plainHeading(given: string): string {
  let text = given.slice(0, 1_000).trim();
  let end = text.length;
  while (text[end - 1] === '#') end -= 1;
  if (end === 0 || text[end - 1] === ' ') text = text.slice(0, end);
  return text.replace(/!?\[([^[\]]*)\]\([^()]*\)/g, '$1').replace(/<\/?[a-zA-Z][^<>]*>|[*`]+/g, '');
}
