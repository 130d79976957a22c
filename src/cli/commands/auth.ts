import { Command, Option } from 'commander';
import type { AddFlags } from '../add-credential.js';
import { exitCodes, type Finish } from '../exit-codes.js';
import { type Io, note, print, printJson, widthOf } from '../io.js';
import { collect, commaSeparated } from '../options.js';

/** Heavy modules are loaded when a command runs. */
async function opened(io: Io, flags: object = {}) {
  const { openWorkbench } = await import('../workbench.js');
  const { openCredentials } = await import('../open-credentials.js');
  const bench = await openWorkbench(io, flags);
  return { bench, credentials: openCredentials(io, bench.settings) };
}

export function authCommand(io: Io, finish: Finish): Command {
  const command = new Command('auth').description('credentials of APIs: add, list, test, remove').addHelpText(
    'after',
    `
A credential is looked for in the variable CAPUCHIN_KEY_<PROVIDER>_<SCHEME>, then among those added here for the API's
collection, then among those for its provider. It is sent to the hosts it was added for and to no others.

Examples:
  capuchin auth add api.spotify.com --from-env SPOTIFY_TOKEN
  capuchin auth list
  capuchin auth test api.spotify.com
  capuchin auth remove api.spotify.com/oauth_2_0`,
  );
  command.addCommand(addCommand(io));
  command.addCommand(listCommand(io), { isDefault: true });
  command.addCommand(allowCommand(io));
  command.addCommand(testCommand(io, finish));
  command.addCommand(removeCommand(io));
  return command;
}

function addCommand(io: Io): Command {
  return new Command('add')
    .description('keep a credential; the secret is asked for at the terminal unless told otherwise')
    .argument('<owner>', 'a collection, or a provider whose APIs share the credential')
    .option('--scheme <name>', "the credential's name in the APIs' document; needed where they ask for several")
    .option('--from-env <variable>', 'read it from this variable at each call (with --oauth: the client secret, now)')
    .option('--stdin', 'read it from standard input')
    .option('--host <host>', 'a further host it may be sent to; repeatable', collect)
    .option('--aws-env', "sign with AWS's own variables (AWS_ACCESS_KEY_ID …), read at each call")
    .option('--region <region>', 'AWS region to call; that of the host when left out')
    .addOption(
      new Option('--oauth <flow>', 'get tokens as a client, or log in with a browser elsewhere').choices([
        'client',
        'device',
      ]),
    )
    .option('--client-id <id>', 'with --oauth: who the provider knows you as')
    .addOption(
      new Option('--client-auth <place>', 'with --oauth: where the client secret stands')
        .choices(['basic', 'post'])
        .default('basic'),
    )
    .option('--token-url <url>', "with --oauth: where tokens are got; as the APIs' document says when left out")
    .option('--device-url <url>', 'with --oauth device: where a login begins')
    .option('--scope <scope>', 'with --oauth: what the tokens are for; repeatable', collect)
    .option(
      '--allow-hosts <hosts>',
      'private hosts that may be asked for tokens, with commas in between',
      commaSeparated,
    )
    .addHelpText(
      'after',
      `
A secret is a key or token as it is, user:password, or for AWS
ACCESS_KEY_ID:SECRET_ACCESS_KEY[:SESSION_TOKEN][@REGION].

Examples:
  capuchin auth add petstore
  pass show stripe | capuchin auth add stripe.com --scheme bearerAuth --stdin
  capuchin auth add amazonaws.com --aws-env --region eu-west-1
  capuchin auth add api.example --oauth client --client-id me --from-env CLIENT_SECRET --scope read
  capuchin auth add api.example --oauth device --client-id me --device-url https://login.example/device`,
    )
    .action(async (owner: string, flags: AddFlags) => {
      const { addCredential } = await import('../add-credential.js');
      const { credentialRow, goesTo } = await import('../credential-rows.js');
      const { bench, credentials } = await opened(io, flags);
      try {
        const { settings } = bench;
        const added = await addCredential(owner, flags, { io, store: await bench.store(), settings, credentials });
        const row = credentialRow(added);
        note(io, `capuchin: ${row.name} is kept in ${credentials.file.path}`);
        note(
          io,
          `capuchin: ${row.origins.length === 0 ? 'it ' : 'it is sent to '}${goesTo(row)}; try: capuchin auth test ${row.name}`,
        );
      } finally {
        await bench.close();
      }
    });
}

function listCommand(io: Io): Command {
  return new Command('list')
    .description('what there is, where it is from, where it goes; never the values')
    .option('--json', 'print one JSON object')
    .action(async (flags: { json?: boolean }) => {
      const { credentialRow, credentialVariables, goesTo, lasts } = await import('../credential-rows.js');
      const { credentials } = await opened(io);
      const rows = (await credentials.file.read()).map(credentialRow);
      const variables = credentialVariables(io.env);
      if (flags.json) return printJson(io, { credentials: rows, variables, file: credentials.file.path });
      if (rows.length + variables.length === 0) return note(io, 'capuchin: none yet; see: capuchin auth add --help');
      const { table } = await import('../layout.js');
      const columns = [
        { title: 'name' },
        { title: 'kind' },
        { title: 'from' },
        { title: 'expires' },
        { title: 'goes to' },
      ];
      const stored = rows.map(row => [row.name, row.kind, row.from, lasts(row, io.now()), goesTo(row)]);
      const given = variables.map(name => [name, 'variable', 'environment', '–', "its provider's hosts"]);
      for (const line of table(columns, [...stored, ...given], widthOf(io, 'stdout'))) print(io, line);
    });
}

function allowCommand(io: Io): Command {
  return new Command('allow')
    .description('let a credential be sent to one more host')
    .argument('<name>', 'as `capuchin auth list` shows it')
    .argument('<host>', 'api.example.com, or an address such as http://127.0.0.1:8080')
    .addHelpText('after', '\nExamples:\n  capuchin auth allow petstore/key staging.petstore.example')
    .action(async (name: string, host: string) => {
      const { credentialNamed, originOf } = await import('../add-credential.js');
      const { credentials } = await opened(io);
      const origin = originOf(host);
      await credentials.file.update(before => {
        const wanted = credentialNamed(name, before);
        const origins = [...new Set([...wanted.origins, origin])];
        return before.map(each => (each === wanted ? { ...each, origins } : each));
      });
      note(io, `capuchin: ${name} may be sent to ${origin}`);
    });
}

function testCommand(io: Io, finish: Finish): Command {
  return new Command('test')
    .description('make one harmless call with a credential and say what came of it')
    .argument('<name>', 'as `capuchin auth list` shows it')
    .option('--api <api>', 'the API to call; one that reads and needs no arguments when left out')
    .option('--allow-hosts <hosts>', 'private hosts that may be called, with commas in between', commaSeparated)
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nExits with 0 when the call was answered, with 1 when it was not.\n\nExamples:\n  capuchin auth test petstore/key --api petstore_list_pets',
    )
    .action(async (name: string, flags: { api?: string; json?: boolean }) => {
      const { credentialNamed } = await import('../add-credential.js');
      const { testCredential } = await import('../test-credential.js');
      const { bench, credentials } = await opened(io, flags);
      try {
        const stored = credentialNamed(name, await credentials.file.read());
        const { settings } = bench;
        const store = await bench.store();
        const api = flags.api === undefined ? {} : { api: await bench.api(flags.api) };
        const { accepted, ...test } = await testCredential(stored, { io, settings, store, ...api });
        if (flags.json) printJson(io, { accepted: accepted ?? null, api: test.api, reason: test.reason });
        else
          print(
            io,
            `${accepted ? 'accepted' : accepted === false ? 'not accepted' : 'unclear'}: ${test.api}: ${test.reason}`,
          );
        if (accepted !== true) finish(exitCodes.failed);
      } finally {
        await bench.close();
      }
    });
}

function removeCommand(io: Io): Command {
  return new Command('remove')
    .description('forget a credential')
    .argument('<name>', 'as `capuchin auth list` shows it')
    .action(async (name: string) => {
      const { credentialNamed } = await import('../add-credential.js');
      const { credentials } = await opened(io);
      await credentials.file.update(before => {
        const unwanted = credentialNamed(name, before);
        return before.filter(each => each !== unwanted);
      });
      note(io, `capuchin: ${name} is removed`);
    });
}
