import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manualClock } from './clock.js';
import { createProgress, duration, progressBar } from './progress.js';
import { textWidth } from './text-width.js';

function newStream(isTTY: boolean, columns = 80) {
  const written: string[] = [];
  return { isTTY, columns, written, write: (text: string) => written.push(text) };
}

const download = { label: 'Download', unit: 'bytes', total: 98_362_432 };

describe('createProgress elsewhere than on a terminal', () => {
  it('writes a line at the start, every few seconds, and at the end', () => {
    const stream = newStream(false);
    const clock = manualClock();
    const task = createProgress(stream, { clock }).start(download);
    for (let second = 1; second <= 12; second++) {
      clock.advance(1000);
      task.update(second * 8_000_000);
    }
    task.update(98_362_432);
    task.end();
    task.end();
    expect(stream.written).toEqual([
      'Download …\n',
      'Download: 40.0 of 98.4 MB (40%), 8.0 MB/s, 7.3 s left\n',
      'Download: 80.0 of 98.4 MB (81%), 8.0 MB/s, 2.3 s left\n',
      'Download: 98.4 MB in 12 s\n',
    ]);
  });

  it('counts things, with or without knowing how many there are', () => {
    const stream = newStream(false);
    const clock = manualClock();
    const progress = createProgress(stream, { clock });
    const first = progress.start({ label: 'Import', unit: 'operations' });
    clock.advance(10_000);
    first.update(12_345);
    const second = progress.start({ label: 'Ask', unit: 'requests', total: 20 }); // ends the first
    clock.advance(8000);
    second.update(4);
    second.fail();
    expect(stream.written).toEqual([
      'Import …\n',
      'Import: 12,345 operations, 1,235/s\n',
      'Import: 12,345 operations in 10 s\n',
      'Ask …\n',
      'Ask: 4 of 20 requests (20%), 0.5/s, 32 s left\n',
      'Ask: 4 of 20 requests (20%), 0.5/s, 32 s left, not finished\n',
    ]);
  });
});

describe('createProgress on a terminal', () => {
  it('draws one line over itself and leaves a finished one', () => {
    const stream = newStream(true);
    const clock = manualClock();
    const task = createProgress(stream, { clock }).start(download);
    clock.advance(50);
    task.update(1_000_000); // too soon to draw again
    clock.advance(1950);
    task.update(49_181_216);
    task.end();
    task.update(98_362_432);
    expect(stream.written).toEqual([
      `\rDownload ${'░'.repeat(19)}   0%  0.0 of 98.4 MB\u001b[K`,
      `\rDownload ${'█'.repeat(9)}${'░'.repeat(10)}  50%  49.2 of 98.4 MB  24.6 MB/s  2.0 s left\u001b[K`,
      '\rDownload: 49.2 MB in 2.0 s\u001b[K',
      '\n',
    ]);
  });
});

describe('progressBar', () => {
  it('leaves out what there is no room for', () => {
    const state = { ...download, done: 49_181_216, elapsedMs: 2000 };
    expect(progressBar(state, 40)).toBe('Download ████░░░░░  50%  24.6 MB/s');
    expect(progressBar(state, 24)).toBe('Download ██░░░  50%');
    expect(progressBar(state, 8)).toBe('Do… ░ …');
  });

  it('never wraps', () => {
    const state = fc.record({
      label: fc.string({ unit: 'grapheme' }),
      unit: fc.constantFrom('bytes', 'requests'),
      total: fc.option(fc.nat(), { nil: undefined }),
      done: fc.nat(),
      elapsedMs: fc.nat(),
    });
    fc.assert(
      fc.property(state, fc.integer({ min: 1, max: 120 }), (shown, columns) => {
        expect(textWidth(progressBar(shown, columns))).toBeLessThan(columns);
      }),
    );
  });
});

describe('duration', () => {
  it('has the precision people need', () => {
    expect([0, 449, 9949, 9950, 59_400, 59_600, 200_000, 7_500_000].map(duration)).toEqual([
      '0.0 s',
      '0.4 s',
      '9.9 s',
      '10 s',
      '59 s',
      '1 min 0 s',
      '3 min 20 s',
      '2 h 5 min',
    ]);
  });
});
