import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inert } from './inert.js';

describe('inert', () => {
  it('leaves ordinary text of any script as it is', () => {
    const text = 'Grüße, 世界 👩\u200d🚀\n\tπ ≈ 3.14159';
    expect(inert(text)).toBe(text);
  });

  it.each([
    ['colours', '\x1b[31mred\x1b[0m', 'red'],
    ['cursor movement and clearing', 'a\x1b[2J\x1b[1;1Hb', 'ab'],
    ['the eight-bit introducer', 'a\x9b31mb', 'ab'],
    ['a window title', '\x1b]0;owned\x07text', 'text'],
    ['a hyperlink', '\x1b]8;;http://evil.example\x1b\\click\x1b]8;;\x1b\\', 'click'],
    ['a clipboard write', '\x1b]52;c;cm0gLXJm\x07ok', 'ok'],
    ['a device control string', '\x1bPq#0\x1b\\ok', 'ok'],
    ['a full reset', 'a\x1bcb', 'ab'],
    ['a charset switch', 'a\x1b(0b', 'ab'],
    ['overwriting the line', 'safe\rEVIL', 'safe\nEVIL'],
    ['backspaces and bells', 'a\b\x07b\x00', 'ab'],
    ['reordered text', 'user\u202e gnp.exe', 'user gnp.exe'],
    ['invisible tag letters', 'hi\u{e0049}\u{e0047}', 'hi'],
    ['a lone surrogate', 'a\ud800b', 'a\ufffdb'],
  ])('removes %s', (_what, given, wanted) => {
    expect(inert(given)).toBe(wanted);
  });

  it('keeps the text behind an unfinished escape visible', () => {
    expect(inert('\x1b]0;all of this\nand this')).toBe('0;all of this\nand this');
  });

  it('leaves no control character but tab and line feed, and changes nothing the second time', () => {
    const hostile = fc.string({
      unit: fc.constantFrom('\x1b', '[', ']', ';', '0', 'm', '\\', '\x07', '\x9b', '\r', 'a', '\ud800'),
    });
    fc.assert(
      fc.property(hostile, text => {
        const shown = inert(text);
        expect(shown).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/);
        expect(inert(shown)).toBe(shown);
      }),
    );
  });

  it('takes linear time on unfinished escapes', () => {
    const started = performance.now();
    inert('\x1b]'.repeat(500_000));
    inert(`\x1b[${'1;'.repeat(500_000)}\n`);
    inert(`\x1b]${'x'.repeat(1_000_000)}`);
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
