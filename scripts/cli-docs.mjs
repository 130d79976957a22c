// Writes docs/cli.md from the built command line.
import { writeFileSync } from 'node:fs';
import { describeCommands } from '../dist/cli/describe-commands.js';

writeFileSync(new URL('../docs/cli.md', import.meta.url), describeCommands());
