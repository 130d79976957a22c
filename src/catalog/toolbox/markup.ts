import type { JsonValue } from '../../base/index.js';
import type { FunctionDefinition } from '../functions/function-definition.js';
import { documentOf, jsonDocument } from './json-document.js';
import { parameters } from './parameters.js';
import { readFunctions } from './read-functions.js';

export const description = 'Markdown and HTML: convert one to the other, make tables.';

export const functions: readonly FunctionDefinition[] = readFunctions([
  {
    name: 'markdown_to_html',
    description: 'Turns Markdown into HTML for a web page; raw HTML inside it is shown as text.',
    parameters: parameters({
      markdown: { type: 'string', maxLength: 30_000, description: 'The Markdown text.' },
    }),
    examples: [
      {
        request: 'Make this markdown into html: # Hi\n\nSome **bold** text',
        arguments: { markdown: '# Hi\n\nSome **bold** text' },
        returns: '<h1>Hi</h1>\n<p>Some <strong>bold</strong> text</p>\n',
      },
      {
        arguments: { markdown: 'a <script>alert(1)</script> [b](javascript:alert(1))' },
        returns: '<p>a &lt;script&gt;alert(1)&lt;/script&gt; <a href="#">b</a></p>\n',
      },
    ],
    run: async ({ markdown }: { markdown: string }) => (await import('./markup/markdown.js')).toHtml(markdown),
  },
  {
    name: 'html_to_markdown',
    description: 'Turns HTML, such as part of a web page, into Markdown; scripts and styles are left out.',
    parameters: parameters({ html: { type: 'string', maxLength: 200_000, description: 'The HTML.' } }),
    examples: [
      {
        request: 'Convert <h2>News</h2><p>See <a href="https://example.com">here</a></p> to markdown',
        arguments: { html: '<h2>News</h2><script>x()</script><p>See <a href="https://example.com">here</a></p>' },
        returns: '## News\n\nSee [here](https://example.com)',
      },
    ],
    run: async ({ html }: { html: string }) => (await import('./markup/html.js')).htmlToMarkdown(html),
  },
  {
    name: 'markdown_table',
    description: 'Makes a Markdown table out of a list of JSON records.',
    parameters: parameters({
      data: { ...jsonDocument, description: 'A list of objects, as a value or as text.' },
    }),
    examples: [
      {
        request: 'Put [{"fruit":"apple","kg":2},{"fruit":"fig"}] in a markdown table',
        arguments: { data: [{ fruit: 'apple', kg: 2 }, { fruit: 'fig' }] },
        returns: '| fruit | kg |\n| --- | --- |\n| apple | 2 |\n| fig |  |\n',
      },
    ],
    run: async ({ data }: { data: JsonValue }) =>
      (await import('./markup/markdown-table.js')).markdownTable(documentOf(data)),
  },
]);
