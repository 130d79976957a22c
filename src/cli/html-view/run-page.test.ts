import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { runTree } from '../../trajectory/index.js';
import { sampleRun } from '../sample-run.contract.js';
import { html } from './markup.js';
import { runPage } from './run-page.js';

const page = (words = {}, options = {}) => runPage(runTree(sampleRun(words)), options);
/** Every tag of a page, without what stands in it. */
const tags = (text: string) => new Set([...text.matchAll(/<\/?([a-z0-9!-]+)/gi)].map(([, name]) => name));

describe('runPage', () => {
  it('has the answer first, the way open and the rest folded', () => {
    const text = page();
    expect(text.indexOf('<div class="answer">It is right.</div>')).toBeLessThan(text.indexOf('<details'));
    expect(text.match(/<details class="[a-z]+"(?: open)?><summary>\d/g)).toEqual([
      '<details class="left"><summary>1',
      '<details class="left"><summary>2',
      '<details class="role"><summary>3',
      '<details class="way" open><summary>4',
      '<details class="way" open><summary>5',
    ]);
    expect(page({}, { all: true })).toContain('<details class="left" open><summary>1 ');
    expect(text).toContain('make_it <span class="failed">2 steps, 1 call: gave up: the page is gone</span>');
    expect(text).toContain('100 + 10 tokens · $0.0020 · 400 ms · score 0.25 <span class="origin">live</span>');
    expect(text).toContain('<span class="marked">undone</span>');
    expect(text).toContain('as at 1/z, not called again');
  });

  it('allows nothing but its own style', () => {
    const text = page();
    const [, style = ''] = /<style>(.*)<\/style>/s.exec(text) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text) ?? [];
    expect(policy).toBe(
      `default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;`,
    );
    expect(style).not.toMatch(/url\(|@import/);
    // The policy comes before anything it is to hold for.
    expect(text.indexOf('Content-Security-Policy')).toBeLessThan(text.indexOf('<title>'));
  });

  it.each([
    ['a script', '<script>alert(1)</script>'],
    ['the end of what it stands in', '</pre></details></title></style><script src=//evil>'],
    ['an attribute', '" onmouseover="alert(1)\' onfocus=\'alert(2)'],
    ['a link', '<a href="javascript:alert(1)">here</a> javascript:alert(1)'],
    ['an image', '<img src=x onerror=alert(1)><svg/onload=alert(2)>'],
    ['a comment', '<!-- --><!doctype html>'],
  ])('shows %s as text', (_what, evil) => {
    const text = page({ request: evil, body: evil, reason: evil, name: evil, answer: evil });
    expect(tags(text)).toEqual(tags(page()));
    const attributes = [...text.matchAll(/<[a-z][^>]*>/g)].flatMap(([tag]) => [...tag.matchAll(/([a-z-]+)=/g)]);
    expect(new Set(attributes.map(([, name]) => name))).toEqual(
      new Set(['lang', 'charset', 'http-equiv', 'content', 'name', 'class', 'width', 'initial-scale']),
    );
    expect(text).toContain(evil.includes('<') ? '&lt;' : '&quot;');
  });

  it('shows nothing in another order than it is written, and obeys no terminal', () => {
    const evil = 'a\u202etxt.exe\u2066\u001b[31mred\u001b]8;;http://evil\u0007link\u0000\ud800';
    const text = page({ request: evil, body: evil, answer: evil });
    expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u001b\u0007\u0000\ud800-\udfff]/);
    expect(text).toContain('<div class="answer">atxt.exeredlink\ufffd</div>');
  });

  it('stays small whatever an API gives', () => {
    const text = page({ body: '<b>'.repeat(350_000), answer: 'y'.repeat(1_000_000) });
    expect(text.length).toBeLessThan(250_000);
    expect(text).toContain('[1030000 of 1050000 characters left out]');
  });

  it('says why there is no answer', () => {
    const events = sampleRun().slice(0, 11);
    expect(runPage(runTree(events))).toContain('<p class="failed">No answer</p>');
  });
});

describe('html', () => {
  it('escapes values, keeps markup and joins lists', () => {
    expect(html`<p>${'<&>"\''}${html`<b>${1}</b>`}${undefined}${['a', html`<i></i>`]}</p>`.text).toBe(
      '<p>&lt;&amp;&gt;&quot;&#39;<b>1</b>a<i></i></p>',
    );
  });
});
