import { CapuchinError, MissingDependency, messageOf } from '../../base/index.js';
import type { Block } from './blocks.js';
import { HeadingPath } from './heading-path.js';

const maxPages = 2_000;
const maxHeadingCharacters = 150;
/** Against the size of most of the text. */
const headingScale = 1.15;
/** Distance of two lines that are of different paragraphs, in line heights. */
const paragraphGap = 1.7;

/**
 * The text of a PDF. What is set larger than most of it is a heading; pages are no sections. Throws `MissingDependency`
 * where `unpdf` is not installed, `unreadable-documentation` for what is no PDF, is encrypted or has too many pages.
 */
export async function pdfBlocks(bytes: Uint8Array, source: string, signal?: AbortSignal): Promise<Block[]> {
  const { getDocumentProxy } = await loadUnpdf();
  try {
    // The reader takes the bytes for itself.
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { isEvalSupported: false, verbosity: 0 });
    try {
      if (pdf.numPages > maxPages) throw new Error(`it has ${pdf.numPages} pages; at most ${maxPages} are read`);
      const lines: PdfLine[] = [];
      for (let number = 1; number <= pdf.numPages; number++) {
        signal?.throwIfAborted();
        const page = await pdf.getPage(number);
        const { items } = await page.getTextContent();
        lines.push(...linesOf(items as readonly PdfItem[]));
      }
      return blocksOf(lines);
    } finally {
      await pdf.destroy();
    }
  } catch (thrown) {
    if (signal?.aborted) throw thrown;
    throw new CapuchinError('unreadable-documentation', `${source} cannot be read: ${messageOf(thrown)}`, {
      cause: thrown,
    });
  }
}

async function loadUnpdf(): Promise<typeof import('unpdf')> {
  try {
    return await import('unpdf');
  } catch (thrown) {
    const isMissing = thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_MODULE_NOT_FOUND';
    if (!isMissing) throw thrown;
    throw new MissingDependency('unpdf', 'npm install unpdf@1.4', { cause: thrown });
  }
}

/** A run of text as the reader gives it; marks without text lack these members. */
interface PdfItem {
  readonly str?: string;
  readonly transform?: readonly number[]; // two by two matrix, then x and y
  readonly hasEOL?: boolean;
}

interface PdfLine {
  readonly text: string;
  /** Height of its letters, in points. */
  readonly size: number;
  /** From the bottom of the page. */
  readonly y: number;
}

function linesOf(items: readonly PdfItem[]): PdfLine[] {
  const lines: PdfLine[] = [];
  let line = { text: '', size: 0, y: 0 };
  const end = () => {
    if (line.text.trim() !== '') lines.push({ ...line, text: line.text.replace(/\s+/g, ' ').trim() });
    line = { text: '', size: 0, y: 0 };
  };
  for (const { str, transform = [], hasEOL } of items) {
    if (str === undefined) continue;
    if (str.trim() !== '') {
      const [, , c = 0, d = 0, , y = 0] = transform;
      line = { text: line.text, size: Math.max(line.size, Math.round(Math.hypot(c, d) * 2) / 2), y };
    }
    line.text += str;
    if (hasEOL === true) end();
  }
  end();
  return lines;
}

function blocksOf(lines: readonly PdfLine[]): Block[] {
  const body = usualSize(lines);
  const isHeading = ({ text, size }: PdfLine) => size >= body * headingScale && text.length <= maxHeadingCharacters;
  const sizes = [...new Set(lines.filter(isHeading).map(line => line.size))].sort((a, b) => b - a);
  const path = new HeadingPath();
  const blocks: Block[] = [];
  let paragraph: PdfLine[] = [];
  const end = () => {
    if (paragraph.length > 0) blocks.push({ headings: path.texts(), text: joined(paragraph), isCode: false });
    paragraph = [];
  };
  for (const line of lines) {
    const last = paragraph.at(-1);
    if (isHeading(line)) {
      end();
      path.enter(sizes.indexOf(line.size) + 1, line.text);
      continue;
    }
    // A line higher up than the one before stands on the next page or in the next column.
    if (last !== undefined && last.y - line.y > paragraphGap * line.size) end();
    paragraph.push(line);
  }
  end();
  return blocks;
}

/** The size that most letters have. */
function usualSize(lines: readonly PdfLine[]): number {
  const letters = new Map<number, number>();
  for (const { size, text } of lines) letters.set(size, (letters.get(size) ?? 0) + text.length);
  return [...letters].reduce((best, each) => (each[1] > best[1] ? each : best), [1, 0])[0];
}

/** Words divided at the end of a line become whole. */
function joined(lines: readonly PdfLine[]): string {
  return lines.reduce((text, line) => {
    if (text === '') return line.text;
    return /\p{Ll}-$/u.test(text) && /^\p{Ll}/u.test(line.text)
      ? text.slice(0, -1) + line.text
      : `${text}\n${line.text}`;
  }, '');
}
