import { options } from '../../../config/options.ts';
import type { AdminRead } from '../action.ts';

interface InForce {
  settings: Record<string, string>;
  secrets: string[];
}

/** Every setting as it is in force, with where it came from; secrets are only said to be set. */
export const settings: AdminRead = async (ctx) => {
  const { settings: given, secrets } = await ctx.askSupervisor<InForce>('GET /settings');
  return {
    settings: Object.entries(options).map(([name, option]) => {
      const { secret = false } = option as { secret?: boolean };
      const file = given[`${name}_FILE`];
      if (file !== undefined) return { name, source: 'file', value: file };
      if (secrets.includes(name)) return { name, source: 'environment', value: null };
      const value = given[name];
      return { name, source: value === undefined ? 'default' : 'environment', value: secret ? null : (value ?? null) };
    }),
  };
};
