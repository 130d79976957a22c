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

process.exitCode = await runCommandLine(process.argv.slice(2), {
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
