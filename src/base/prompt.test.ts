import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sha256 } from './fingerprint.js';
import { loadPrompt, parsePrompt, renderPrompt } from './prompt.js';

const text = '---\nsource: our own\nslots: task, tools\n---\n\nTask: {{task}}\nTools: {{tools}} for {{task}}\n';

describe('parsePrompt', () => {
  it('takes the front matter from the template', () => {
    expect(parsePrompt(text, 'a')).toEqual({
      name: 'a',
      template: 'Task: {{task}}\nTools: {{tools}} for {{task}}',
      slots: ['task', 'tools'],
      source: 'our own',
      fingerprint: sha256(text).slice(0, 12),
    });
  });

  it('needs no front matter, and gives the same for other line ends', () => {
    expect(parsePrompt('Be brief.\n', 'a')).toMatchObject({ template: 'Be brief.', slots: [], source: undefined });
    expect(parsePrompt('Above\n---\nslots: x\n---\nbelow', 'a').template).toBe('Above\n---\nslots: x\n---\nbelow');
    expect(parsePrompt(text.replaceAll('\n', '\r\n'), 'a')).toEqual(parsePrompt(text, 'a'));
  });

  it.each([
    ['---\nslots: a\n---\n{{a}} {{b}}', 'uses {{b}} without declaring it'],
    ['---\nslots: a, b\n---\n{{a}}', 'declares the slot b and never uses it'],
    ['---\nslots: a\n{{a}}', 'never closes it'],
    ['---\nslots: a\nauthor: b\n---\n{{a}}', 'other than source and slots: author'],
    ['---\nnonsense\n---\n', 'without a key: nonsense'],
    ['---\nslots: a\n---\n{{a}} {{ a }}', 'a {{ that does not open a slot'],
  ])('refuses %j', (bad, message) => {
    expect(() => parsePrompt(bad, 'bad.prompt.md')).toThrow(message);
  });
});

describe('renderPrompt', () => {
  const prompt = parsePrompt(text, 'a');

  it('inserts values letter for letter', () => {
    const values = { task: '{{tools}} $& $1 {{task}}', tools: 'none' };
    expect(renderPrompt(prompt, values)).toBe(
      'Task: {{tools}} $& $1 {{task}}\nTools: none for {{tools}} $& $1 {{task}}',
    );
  });

  it('is strict both ways', () => {
    expect(() => renderPrompt(prompt, { task: 'x' })).toThrow('needs a value for: tools');
    expect(() => renderPrompt(prompt, { task: 'x', tools: 'y', mood: 'z' })).toThrow('has no slot for: mood');
    const inherited = parsePrompt('---\nslots: toString\n---\n{{toString}}', 'b');
    expect(() => renderPrompt(inherited, {})).toThrow('needs a value for: toString');
  });
});

describe('loadPrompt', () => {
  it('reads a file, and names the one it cannot read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'capuchin-prompt-'));
    const url = pathToFileURL(join(folder, 'system.prompt.md'));
    expect(() => loadPrompt(url)).toThrow(`cannot read the prompt ${url.href}`);
    writeFileSync(url, text);
    expect(loadPrompt(url)).toEqual(parsePrompt(text, url.href));
  });
});
