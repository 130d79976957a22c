import { describe, expect, it } from 'vitest';
import { runProgram } from './program.js';

const env = { GREETING: 'hello' };
const node = (script: string, signal?: AbortSignal) =>
  runProgram(process.execPath, ['--eval', script], signal === undefined ? { env } : { env, signal });

describe('runProgram', () => {
  it('gives exit code and output, with nothing but the environment given', async () => {
    const script = 'console.log(process.env.GREETING, process.env.HOME); console.error("oops"); process.exit(3)';
    expect(await node(script)).toEqual({ exitCode: 3, stdout: 'hello undefined\n', stderr: 'oops\n' });
  });

  it('keeps the end of long output', async () => {
    const { stdout } = await node('console.log("x".repeat(200_000) + "end")');
    expect(stdout).toMatch(/^x{65532}end\n$/);
  });

  it('names a program that is not there', async () => {
    const running = runProgram('no-such-program', [], { env });
    await expect(running).rejects.toMatchObject({ code: 'program-not-found', command: 'no-such-program' });
  });

  it('ends the program when aborted', async () => {
    const controller = new AbortController();
    const running = node('setInterval(() => {}, 1000)', controller.signal);
    controller.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
    await expect(node('', controller.signal)).rejects.toThrow('enough');
  });
});
