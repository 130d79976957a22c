import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDocumentation, readDocumentationFile } from './read-documentation.js';

async function read(name: string, content: string | Uint8Array) {
  const path = join(mkdtempSync(join(tmpdir(), 'capuchin-docs-')), name);
  writeFileSync(path, content);
  const { title, passages } = await readDocumentation(path, (await readDocumentationFile(path)).bytes);
  return { title, passages: passages.map(each => [each.headings.join(' > '), each.text, each.pointer ?? '']) };
}

describe('readDocumentation', () => {
  it('reads Markdown; the name of the file stands where there is no heading', async () => {
    expect(await read('guide.md', 'Before.\n\n# Keys\nMake one.')).toEqual({
      title: 'guide',
      passages: [
        ['guide', 'Before.', ''],
        ['Keys', 'Make one.', ''],
      ],
    });
  });

  it('reads the main part of a page, without navigation and scripts', async () => {
    const page = `<html><head><title>Pets &mdash; docs</title><style>p{}</style></head><body><nav>Home</nav>
      <main><h1>Cats</h1><p>Cats <em>purr</em>.</p><pre><code># no heading
feed(cat)</code></pre><script>steal()</script><aside>Ad</aside><h2>Food</h2><ul><li>fish</li></ul></main>
      <footer>Imprint</footer></body></html>`;
    const { title, passages } = await read('cats.html', page);
    expect(title).toBe('Pets &mdash; docs');
    expect(passages.map(([headings, text]) => [headings, text])).toEqual([
      ['Pets &mdash; docs > Cats', 'Cats _purr_.\n\n```\n# no heading\nfeed(cat)\n```'],
      ['Pets &mdash; docs > Cats > Food', '* fish'],
    ]);
  });

  it('reads plain text as it is', async () => {
    expect(await read('notes.txt', '# no heading\n\nsecond')).toEqual({
      title: 'notes',
      passages: [['notes', '# no heading\n\nsecond', '']],
    });
  });

  it('reads the long descriptions of an OpenAPI document', async () => {
    const long = `Creates a pet.\n\n## Limits\n${'At most ten pets a day may be made. '.repeat(20)}`;
    const document = {
      openapi: '3.0.3',
      info: { title: 'Pet shop', description: '# Authentication\nSend a key.' },
      tags: [{ name: 'pets', description: 'All about pets.' }, { name: 'empty' }, 'odd'],
      paths: {
        '/pets/{id}': { get: { description: 'short' }, post: { summary: 'Make', description: long }, parameters: [] },
      },
    };
    const { title, passages } = await read('pets.json', JSON.stringify(document));
    expect(title).toBe('Pet shop');
    expect(passages.map(([headings, , pointer]) => [headings, pointer])).toEqual([
      ['Pet shop > Authentication', ''],
      ['Pet shop > pets', ''],
      ['Pet shop > POST /pets/{id}: Make', '#/paths/~1pets~1{id}/post'],
      ['Pet shop > POST /pets/{id}: Make > Limits', '#/paths/~1pets~1{id}/post'],
    ]);
    expect(await read('pets.yaml', 'swagger: "2.0"\ninfo: {title: Y, description: hi}\npaths: null')).toEqual({
      title: 'Y',
      passages: [['Y', 'hi', '']],
    });
  });

  it('reads the text of a PDF; what is set larger is a heading', async () => {
    const pdf = samplePdf([
      [20, 'Pet Shop Manual'],
      [14, 'Refunds'],
      [10, 'Refunds are paid within four-'],
      [10, 'teen days to the card that was charged.'],
      [14, 'Opening hours'],
      [10, 'Monday to Saturday.'],
    ]);
    const { passages } = await read('manual.pdf', pdf);
    expect(passages.map(([headings, text]) => [headings, text])).toEqual([
      ['Pet Shop Manual > Refunds', 'Refunds are paid within fourteen days to the card that was charged.'],
      ['Pet Shop Manual > Opening hours', 'Monday to Saturday.'],
    ]);
  });

  it.each([
    ['bad.pdf', 'no PDF at all', /cannot be read: .*PDF/i],
    ['data.json', '{"a": 1}', 'it is no OpenAPI document'],
    ['broken.yaml', 'a: [', 'neither JSON nor YAML'],
    ['binary.txt', 'a\0b', 'it is no text'],
    ['deep.html', '<div>'.repeat(2_000), 'nested deeper'],
  ])('refuses %s', async (name, content, message) => {
    await expect(read(name, content)).rejects.toThrow(message);
  });

  it('names a file that is not there', async () => {
    await expect(readDocumentationFile('/nowhere/x.md')).rejects.toMatchObject({ code: 'unreadable-documentation' });
  });
});

/** A PDF of one page with these lines, each with its size in points. */
function samplePdf(lines: readonly (readonly [number, string])[]): Uint8Array {
  let y = 750;
  const shown = lines.map(([size, text]) => {
    y -= 1.4 * size;
    return `BT /F1 ${size} Tf 1 0 0 1 50 ${y} Tm (${text}) Tj ET`;
  });
  const content = shown.join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let file = '%PDF-1.4\n';
  const starts = objects.map((object, i) => {
    const start = file.length;
    file += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return start;
  });
  const table = starts.map(start => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 6\n0000000000 65535 f \n${table}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF`;
  return Buffer.from(file, 'latin1');
}
