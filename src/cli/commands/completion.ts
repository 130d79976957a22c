import { type Command, Command as Make } from 'commander';
import { type Io, print } from '../io.js';

export function completionCommand(io: Io, root: Command): Command {
  return new Make('completion')
    .description('a script that teaches your shell to complete commands and options')
    .argument('<shell>', Object.keys(scripts).join(', '))
    .addHelpText(
      'after',
      `
Examples:
  capuchin completion bash >> ~/.bashrc
  capuchin completion zsh > "\${fpath[1]}/_capuchin"
  capuchin completion fish > ~/.config/fish/completions/capuchin.fish`,
    )
    .action(async (shell: string) => {
      const { UnknownName } = await import('../../base/index.js');
      if (!Object.hasOwn(scripts, shell)) throw new UnknownName('shell', shell, Object.keys(scripts));
      print(io, scripts[shell as keyof typeof scripts](wordsOf(root)).trimEnd());
    });
}

/** What may follow each command path: `'' → ask search …`, `'runs' → list show …`. */
type Words = readonly { readonly path: string; readonly words: readonly string[] }[];

function wordsOf(command: Command, path = ''): Words {
  const options = command.options.flatMap(option => (option.long === undefined ? [] : [option.long]));
  const words = [...command.commands.map(child => child.name()), ...options, '--help'];
  const below = command.commands.flatMap(child =>
    wordsOf(child, path === '' ? child.name() : `${path} ${child.name()}`),
  );
  return [{ path, words }, ...below];
}

const scripts = {
  bash: (all: Words) => `_capuchin() {
  local words="\${COMP_WORDS[1]} \${COMP_WORDS[2]}" current="\${COMP_WORDS[COMP_CWORD]}"
  case "$COMP_CWORD" in
    1) words="" ;;
    2) words="\${COMP_WORDS[1]}" ;;
  esac
  case "$words" in
${branches(all, 'bash')}
  esac
}
complete -o default -F _capuchin capuchin`,

  zsh: (all: Words) => `#compdef capuchin
_capuchin() {
  local path_words="\${words[2]} \${words[3]}"
  case "$CURRENT" in
    2) path_words="" ;;
    3) path_words="\${words[2]}" ;;
  esac
  case "$path_words" in
${branches(all, 'zsh')}
  esac
}
compdef _capuchin capuchin`,

  fish: (all: Words) =>
    all
      .map(({ path, words }) => {
        const where =
          path === ''
            ? '__fish_use_subcommand'
            : path
                .split(' ')
                .map(word => `__fish_seen_subcommand_from ${word}`)
                .join('; and ');
        return `complete -c capuchin -f -n '${where}' -a '${words.join(' ')}'`;
      })
      .join('\n'),
} as const;

function branches(all: Words, shell: 'bash' | 'zsh'): string {
  // Longer paths first: `runs show` must not be taken for `runs` and anything.
  const ordered = [...all].sort((a, b) => b.path.split(' ').length - a.path.split(' ').length);
  return ordered
    .map(({ path, words }) => {
      const pattern = path === '' ? '""' : path.includes(' ') ? `"${path}"` : `"${path}"|"${path} "*`;
      const offer =
        shell === 'bash'
          ? `COMPREPLY=($(compgen -W "${words.join(' ')}" -- "$current"))`
          : `compadd -- ${words.join(' ')}`;
      return `    ${pattern}) ${offer} ;;`;
    })
    .join('\n');
}
