import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { saveBytes } from './save-bytes.js';

const newFolder = () => join(mkdtempSync(join(tmpdir(), 'capuchin-replies-')), 'replies');

describe('saveBytes', () => {
  it('saves under a name made from the content, once', async () => {
    const folder = newFolder();
    const bytes = Buffer.from([0x89, 0x50, 0xff]);
    const saved = await saveBytes(bytes, 'image/PNG; q=1', folder);
    expect(saved).toEqual({ file: expect.any(String), bytes: 3, mediaType: 'image/png' });
    expect(basename(saved.file)).toMatch(/^[0-9a-f]{32}\.png$/);
    expect(readFileSync(saved.file)).toEqual(bytes);
    expect(statSync(saved.file).mode & 0o777).toBe(0o600);
    expect(await saveBytes(bytes, 'image/png', folder)).toEqual(saved);
    expect(readdirSync(folder)).toEqual([basename(saved.file)]);
  });

  it.each(['application/x-sh', 'constructor', '../../etc/passwd', ''])('calls %j just bytes', async type => {
    const { file } = await saveBytes(Buffer.from('x'), type, newFolder());
    expect(basename(file)).toMatch(/^[0-9a-f]{32}\.bin$/);
  });

  it('leaves nothing behind when it fails', async () => {
    const folder = newFolder();
    const { file } = await saveBytes(Buffer.from('x'), 'image/png', folder);
    await expect(saveBytes(Buffer.from('x'), 'image/png', file)).rejects.toThrow();
  });
});
