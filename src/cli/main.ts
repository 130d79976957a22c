#!/usr/bin/env node
import { homedir } from 'node:os';
import { runCommandLine } from './run-command-line.js';

const stop = new AbortController();
process.on('SIGINT', () => {
  // A second Ctrl-C is for when the first was not heard.
  if (stop.signal.aborted) process.exit(130);
  stop.abort(new Error('interrupted'));
});
process.on('SIGTERM', () => stop.abort(new Error('terminated')));
// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const code = await runCommandLine(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: process.stdin,
  env: process.env,
  cwd: process.cwd(),
  platform: process.platform,
  homeDir: homedir(),
  now: Date.now,
  random: Math.random,
  signal: stop.signal,
});
// Whatever a called function left running (timers, sockets) must not keep a finished command from ending.
process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
