import { type Command, type CommandEntry, UsageError } from './command.ts';
import { type CommandWords, commandWords } from './command-words.ts';

const help = `Usage: foxden completion bash|zsh|fish

Prints a script that lets the shell complete commands and options. For bash: foxden completion bash >
/etc/bash_completion.d/foxden; for zsh: into a file _foxden on $fpath; for fish: into
~/.config/fish/completions/foxden.fish.`;

/**
 * `foxden completion`.
 *
 * @param commands - The table of all commands.
 */
export const completionOf = (commands: Record<string, CommandEntry>): Command => ({
  help,
  async run([shell, ...rest]) {
    const script = scripts[shell ?? ''];
    if (!script || rest.length > 0) throw new UsageError(help);
    console.log(script(await commandWords(commands)));
    return 0;
  },
});

const scripts: Record<string, (commands: CommandWords[]) => string> = { bash, zsh, fish };

function bash(commands: CommandWords[]): string {
  const cases = commands.map(
    ({ name, subcommands, flags }) => `    ${name}) words="${[...subcommands, ...flags].join(' ')}" ;;`,
  );
  return `_foxden() {
  local current=\${COMP_WORDS[COMP_CWORD]} words=
  case \${COMP_CWORD}:\${COMP_WORDS[1]} in
    1:*) COMPREPLY=($(compgen -W "${namesOf(commands)} help --version" -- "$current")); return ;;
  esac
  case \${COMP_WORDS[1]} in
    help) words="${namesOf(commands)}" ;;
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _foxden foxden`;
}

function zsh(commands: CommandWords[]): string {
  const described = commands.map(({ name, summary }) => `    ${quote(`${name}:${summary}`)}`);
  const cases = commands.map(
    ({ name, subcommands, flags }) => `    ${name}) compadd -- ${[...subcommands, ...flags].join(' ')} ;;`,
  );
  return `#compdef foxden
_foxden() {
  local -a commands
  commands=(
${described.join('\n')}
    'help:say more about a command'
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case \${words[2]} in
    help) _describe command commands ;;
${cases.join('\n')}
  esac
  _files
}
compdef _foxden foxden`;
}

function fish(commands: CommandWords[]): string {
  const lines = ['complete -c foxden -n __fish_use_subcommand -l version -d "say which Foxden this is"'];
  const first = (name: string, summary: string) =>
    lines.push(`complete -c foxden -f -n __fish_use_subcommand -a ${name} -d ${quote(summary)}`);
  first('help', 'say more about a command');
  lines.push(`complete -c foxden -f -n "__fish_seen_subcommand_from help" -a "${namesOf(commands)}"`);
  for (const { name, summary, subcommands, flags } of commands) {
    first(name, summary);
    const when = `-n "__fish_seen_subcommand_from ${name}"`;
    if (subcommands.length > 0) lines.push(`complete -c foxden ${when} -a "${subcommands.join(' ')}"`);
    for (const flag of flags) lines.push(`complete -c foxden ${when} -l ${flag.slice(2)}`);
  }
  return lines.join('\n');
}

const namesOf = (commands: CommandWords[]) => commands.map(({ name }) => name).join(' ');
const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
