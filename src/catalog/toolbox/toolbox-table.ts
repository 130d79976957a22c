import type { LoadedCategory } from './toolbox.js';

const start = '<!-- functions: start -->';
const end = '<!-- functions: end -->';

/** The Markdown page with its list of functions, between two comments, as these categories have it. */
export function withFunctionTable(page: string, categories: readonly LoadedCategory[]): string {
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the page needs the lines ${start} and ${end}`);
  return `${page.slice(0, from + start.length)}\n\n${functionTable(categories)}\n${page.slice(to)}`;
}

function functionTable(categories: readonly LoadedCategory[]): string {
  const count = categories.reduce((sum, { functions }) => sum + functions.length, 0);
  const sections = categories.map(({ category, description, functions }) => {
    const rows = functions.map(
      ({ name, description: gives, effect }) =>
        `| \`${name}\`${effect === 'read' ? '' : ` (${effect})`} | ${gives} |\n`,
    );
    return `### ${category}\n\n${description}\n\n| function | what it gives |\n| --- | --- |\n${rows.join('')}`;
  });
  return `${count} functions in ${categories.length} categories.\n\n${sections.join('\n')}`;
}
