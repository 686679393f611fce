import { parseArgs } from 'node:util';
import type { Context } from '../context.ts';
import { inWords } from '../failures/explain.ts';
import { type NodeFacts, nodeCommands } from '../token/node-commands.ts';
import { probeNode } from '../token/probe-node.ts';
import { type Command, CommandError, UsageError } from './command.ts';
import { table } from './table.ts';
import { withContext } from './with-context.ts';

const help = `Usage: foxden node list [--json]
       foxden node add URL [--capacity USERS] [--unasked]
       foxden node drain URL [--keep-users] [--unasked]
       foxden node remove URL

Spreads the data of many users over several appliances. One of them, this one, has the accounts and gives out tokens; the
others are storage nodes, each with a database of its own. All must have the same FOXDEN_MASTER_SECRET. New users get a place
on the node that is filled least.

  list   shows all nodes with their users
  add    lets another appliance take users, by its FOXDEN_PUBLIC_URL; or a drained one take users again
  drain  lets a node take no more users. Those it has move when their browsers next ask for a token, within the hour:
         browsers then upload their data anew, and a day later the node's copy is deleted. With --keep-users they stay.
  remove forgets a drained node when nobody's data is there any more

The nodes that are to take users are asked first whether they are there and share the secret; --unasked leaves that out.`;

/** `foxden node`. */
export const node: Command = {
  help,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        capacity: { type: 'string' },
        'keep-users': { type: 'boolean' },
        unasked: { type: 'boolean' },
      },
    });
    const [action, url, ...rest] = positionals;
    const isComplete = action === 'list' ? url === undefined : url !== undefined && rest.length === 0;
    if (!['list', 'add', 'drain', 'remove'].includes(action ?? '') || !isComplete) throw new UsageError(help);
    const capacity = parseCapacity(values.capacity);
    return withContext(async (ctx) => {
      if (!values.unasked)
        await ask(ctx, action === 'add' ? [url!] : action === 'drain' ? await nodeCommands.others(ctx, url!) : []);
      if (action === 'remove') await nodeCommands.remove(ctx, url!);
      if (action === 'add') await nodeCommands.add(ctx, url!, capacity);
      if (action === 'drain') {
        const moving = await nodeCommands.drain(ctx, url!, { keepUsers: values['keep-users'] });
        console.log(`${url} takes no more users; ${moving} will move when their browsers next ask for a token.`);
      }
      const nodes = await nodeCommands.list(ctx);
      console.log(values.json ? JSON.stringify(nodes, null, 2) : table([heading, ...nodes.map(row)]));
      return 0;
    });
  },
};

/** @throws {CommandError} When a node isn't there, or isn't ours. */
async function ask({ secrets, config, now }: Context, urls: string[]): Promise<void> {
  for (const url of urls) {
    const origin = URL.canParse(url) ? new URL(url).origin : url;
    if (origin === config.publicUrl || !/^https?:/.test(origin)) continue;
    const refusal = await probeNode(origin, secrets.masterSecrets[0]!, now()).catch((error) =>
      inWords(error, { address: new URL(origin).host }),
    );
    if (refusal === undefined) continue;
    throw new CommandError(`${refusal} Nothing was changed. (--unasked does it all the same.)`);
  }
}

function parseCapacity(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError('--capacity must be a whole number of users, at least 1.');
  return Number(text);
}

const heading = ['NODE', 'USERS', 'AT MOST', 'STATE', ''];

function row({ node, isOwn, users, capacity, state }: NodeFacts): string[] {
  return [node, String(users), capacity === null ? 'any' : String(capacity), state, isOwn ? 'this appliance' : ''];
}
