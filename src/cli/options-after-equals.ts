import { Command } from 'commander';

/**
 * A command whose options named here take a value only after `=`. Otherwise the word behind an option whose value may be
 * left out would be taken for it: `ask --simulate "How far is Oslo?"`.
 */
export class CommandWithFlags extends Command {
  constructor(
    name: string,
    private readonly flags: readonly string[],
  ) {
    super(name);
  }

  override parseOptions(argv: string[]): ReturnType<Command['parseOptions']> {
    return super.parseOptions(argv.map(word => (this.flags.includes(word) ? `${word}=` : word)));
  }
}
