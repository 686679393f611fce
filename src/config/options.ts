import { validate } from 'node-cron';
import { z } from 'zod';
import { databaseParameters } from './database-socket.ts';
import { parseNetwork } from './networks.ts';
import { largestRecord } from './storage-limits.ts';
import { isProxyItem } from './trusted-proxies.ts';

/**
 * One setting of Foxden. Everything that speaks about settings (the environment reader, `.env.example`, the README's
 * table, the NAS manifests) is generated from the list below, so a setting is described in one place only.
 */
export interface Option<T = unknown> {
  /** Heading under which the documentation lists it. */
  section: string;
  /** Parses the text of the environment variable; the message of a failed parse is shown to the user as it stands. */
  schema: z.ZodType<T, string>;
  /** What the documentation says the default is. */
  default: string;
  /** One sentence for the documentation. */
  meaning: string;
  /** True when the value must never be printed. */
  secret?: boolean;
  /** A value for `.env.example`. */
  example?: string;
  /** True when the value is the path of a file or folder. */
  path?: boolean;
}

const text = z.string().min(1, 'must not be empty');
const oneOf = <const T extends readonly [string, ...string[]]>(...values: T) =>
  z.enum(values, { error: `must be one of: ${values.join(', ')}` });
const onOff = oneOf('on', 'off').transform((value) => value === 'on');
const integer = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((n) => n >= min && n <= max, `must be a whole number from ${min} to ${max}`);
const list = z.string().transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);
const url = (...protocols: string[]) =>
  z.string().transform((value, context) => {
    const parsed = URL.canParse(value) ? new URL(value) : undefined;
    if (parsed && protocols.includes(parsed.protocol)) return parsed;
    context.addIssue({ code: 'custom', message: `must be a URL that begins with ${protocols.join('// or ')}//` });
    return z.NEVER;
  });

const listenAddress = (example: string) =>
  z.string().transform((value, context) => {
    const match = /^(?:(.+):)?(\d{1,5})$/.exec(value);
    const port = Number(match?.[2]);
    if (match && port <= 65535) return { host: (match[1] ?? '127.0.0.1').replace(/^\[(.*)\]$/, '$1'), port };
    context.addIssue({ code: 'custom', message: `must be host:port, such as ${example}` });
    return z.NEVER;
  });

const databaseUrl = url('mysql:', 'mariadb:').superRefine((given, context) => {
  const wrong = (message: string) => context.addIssue({ code: 'custom', message });
  try {
    for (const part of [given.username, given.password, given.pathname]) decodeURIComponent(part);
  } catch {
    wrong('has a % in user, password or name that stands for nothing; write %25 for the sign itself');
  }
  if (given.pathname.length < 2)
    wrong('must end with the name of the database, as in mysql://user:password@host/foxden');
  for (const name of given.searchParams.keys()) {
    if (!(databaseParameters as readonly string[]).includes(name))
      wrong(`has ?${name}=, which Foxden does not know; it knows socket and fallback`);
  }
  const fallback = given.searchParams.get('fallback')?.split(',') ?? [];
  const strange = fallback.find((each) => !URL.canParse(`mysql://${each.trim()}`));
  if (strange !== undefined) wrong(`names "${strange}" in fallback, which is no host:port`);
});

const option = <T>(o: Option<T>): Option<T> => o;

/** Every setting, in the order of the documentation (architecture.md §5). */
export const options = {
  FOXDEN_PUBLIC_URL: option({
    section: 'Address',
    schema: url('http:', 'https:').refine(
      (u) => u.search === '' && u.hash === '' && u.username === '' && !u.pathname.includes('//'),
      'must be only scheme and host, such as https://sync.example.org, and a path where accounts live elsewhere',
    ),
    default: 'http://localhost:PORT when listening on loopback only, else none',
    meaning:
      'The one address browsers use. Without it only the page that says what to do next answers. A path behind the host, such as https://example.org/sync, works with FOXDEN_ACCOUNTS=mozilla or another account server; the sign-in of Foxden’s own accounts must be at the root of its host.',
    example: 'https://sync.example.org',
  }),
  FOXDEN_LISTEN: option({
    section: 'Address',
    schema: listenAddress('127.0.0.1:8000'),
    default: '127.0.0.1:8000 (image: 0.0.0.0:8000)',
    meaning: 'Where the workers listen.',
  }),
  FOXDEN_TRUSTED_PROXIES: option({
    section: 'Address',
    schema: list.refine((all) => all.every(isProxyItem), {
      error:
        'must be a comma-separated list of addresses or networks, such as 172.16.0.0/12, or the words loopback, linklocal, uniquelocal; a network of all addresses (/0) would let anybody pretend to come from anywhere',
    }),
    default: 'none (compose: loopback and private networks)',
    meaning:
      'Addresses or networks whose X-Forwarded-* headers count; also the words loopback, linklocal, uniquelocal. Of several proxies in a row all but the nearest must be named by their own addresses.',
  }),
  FOXDEN_TLS: option({
    section: 'Certificate',
    schema: oneOf('acme', 'proxy', 'lan', 'files'),
    default: 'proxy (compose: acme)',
    meaning:
      "Where the certificate comes from. acme: Let's Encrypt. proxy: your own reverse proxy has it. lan: an authority of Foxden's own, for networks without a public name. files: files that you renew.",
  }),
  FOXDEN_TLS_LISTEN: option({
    section: 'Certificate',
    schema: listenAddress('0.0.0.0:8443'),
    default: 'none: Nginx or your own proxy speaks TLS',
    meaning: 'Where the workers serve https themselves; FOXDEN_LISTEN then only redirects and answers the authority.',
  }),
  FOXDEN_TLS_CERTIFICATE: option({
    section: 'Certificate',
    schema: text,
    path: true,
    default: 'data dir/certificate/fullchain.pem',
    meaning: 'Path of the certificate with its chain (PEM), for FOXDEN_TLS=files. Read again when it changes.',
  }),
  FOXDEN_TLS_KEY: option({
    section: 'Certificate',
    schema: text,
    path: true,
    default: 'data dir/certificate/privkey.pem',
    meaning: 'Path of its private key (PEM), for FOXDEN_TLS=files.',
  }),
  FOXDEN_ACME_EMAIL: option({
    section: 'Certificate',
    schema: z.email('must be a mail address'),
    default: 'none',
    meaning: 'Mail address that the certificate authority may write to about the certificate.',
    example: 'you@example.org',
  }),
  FOXDEN_ACME_DIRECTORY: option({
    section: 'Certificate',
    schema: url('https:'),
    default: "Let's Encrypt",
    meaning: 'Directory URL of another ACME certificate authority.',
  }),
  FOXDEN_DATA_DIR: option({
    section: 'Data',
    schema: text,
    path: true,
    default: './data (image: /data)',
    meaning: 'Folder of the database file, keys, logs and backups.',
  }),
  FOXDEN_DATABASE_URL: option({
    section: 'Data',
    schema: databaseUrl,
    default: 'SQLite in the data dir',
    meaning:
      'A MariaDB database, as mysql://user:password@host:port/name; ?socket=/run/mysqld/mysqld.sock at the end goes by a unix socket instead of host and port. With a Galera cluster, ?fallback=host:port,host:port at the end names the nodes to use while the first is away.',
    secret: true,
  }),
  FOXDEN_MASTER_SECRET: option({
    section: 'Data',
    schema: list.refine((all) => all.length > 0 && all.every((s) => s.length >= 16), 'needs at least 16 characters'),
    default: 'made at first start, kept in the data dir',
    meaning: 'Signs storage tokens. A comma-separated list is accepted, newest first.',
    secret: true,
  }),
  FOXDEN_WORKERS: option({
    section: 'Processes',
    schema: z.union([z.literal('auto').transform(() => 0), integer(1, 64)], {
      error: 'must be auto or a whole number from 1 to 64',
    }),
    default: 'auto',
    meaning: 'Number of worker processes.',
  }),
  FOXDEN_ACCOUNTS: option({
    section: 'Accounts',
    schema: z.union([oneOf('embedded', 'mozilla'), url('https:', 'http:')], {
      error: 'must be embedded, mozilla, or the URL of another FxA OAuth server',
    }),
    default: 'embedded',
    meaning: "embedded: Foxden's own account server. mozilla: accounts.firefox.com. A URL: another FxA OAuth server.",
  }),
  FOXDEN_SIGNUPS: option({
    section: 'Accounts',
    schema: oneOf('open', 'invite', 'closed'),
    default: 'open if the public URL is localhost, else invite',
    meaning: 'Who may create an account.',
  }),
  FOXDEN_MAX_USERS: option({
    section: 'Accounts',
    schema: integer(1, 1_000_000),
    default: 'none',
    meaning: 'Largest number of accounts.',
  }),
  FOXDEN_ALLOW: option({
    section: 'Accounts',
    schema: list,
    default: 'none',
    meaning: 'Addresses or domains that may have an account (Mozilla mode: account uids).',
  }),
  FOXDEN_CAPTCHA: option({
    section: 'Accounts',
    schema: oneOf('off', 'altcha', 'siteverify'),
    default: 'altcha if sign-ups are open on a host other than localhost, else off',
    meaning:
      'Keeps programs from signing up. altcha: the browser does some work, and no other server is asked. siteverify: reCAPTCHA, hCaptcha, Turnstile or what works like them.',
  }),
  FOXDEN_CAPTCHA_SITE_KEY: option({
    section: 'Accounts',
    schema: text,
    default: 'none',
    meaning: 'Public key of your site, from the captcha service.',
  }),
  FOXDEN_CAPTCHA_SECRET: option({
    section: 'Accounts',
    schema: text,
    default: 'none',
    meaning: 'Secret of your site, from the captcha service.',
    secret: true,
  }),
  FOXDEN_CAPTCHA_VERIFY_URL: option({
    section: 'Accounts',
    schema: url('https:', 'http:'),
    default: 'none',
    meaning: 'Where answers are checked.',
    example: 'https://api.hcaptcha.com/siteverify',
  }),
  FOXDEN_CAPTCHA_SCRIPT_URL: option({
    section: 'Accounts',
    schema: url('https:'),
    default: "the service's own, when the verify URL is reCAPTCHA's, hCaptcha's or Turnstile's",
    meaning: 'Script that shows the captcha on the sign-up page.',
  }),
  FOXDEN_RATE_LIMITS: option({
    section: 'Accounts',
    schema: onOff,
    default: 'on',
    meaning: 'off is for tests and trusted networks.',
  }),
  FOXDEN_SMTP_URL: option({
    section: 'Mail',
    schema: url('smtp:', 'smtps:', 'sendmail:', 'file:'),
    default: 'none',
    meaning:
      'How mail is sent: smtp://user:password@host:587, smtps://…, sendmail:///usr/sbin/sendmail, or file:///folder to leave each mail there as a file. Without it nothing waits for mail, and the administrator hands codes out.',
    secret: true,
    example: 'smtp://foxden:password@mail.example.org:587',
  }),
  FOXDEN_MAIL_FROM: option({
    section: 'Mail',
    schema: z.string().regex(/@/, 'must be a mail address, such as Foxden <foxden@example.org>'),
    default: 'Foxden <foxden@HOST>',
    meaning: 'Sender of mails.',
  }),
  FOXDEN_PUSH: option({
    section: 'Accounts',
    schema: list.transform((hosts) => (hosts.length === 1 && hosts[0] === 'off' ? [] : hosts)),
    default: 'updates.push.services.mozilla.com',
    meaning:
      "Push services, by host name, through which browsers are told at once about a sent tab or a new device; off: they find out when they next ask. Browsers choose their push service, stock ones Mozilla's.",
  }),
  FOXDEN_QUOTA_KB: option({
    section: 'Storage',
    schema: integer(0, 1_000_000_000),
    default: '0 (none)',
    meaning: 'Storage quota of each user in KiB.',
  }),
  FOXDEN_TIME_MACHINE: option({
    section: 'Storage',
    schema: onOff,
    default: 'off',
    meaning:
      'on: people may have what was written over or deleted kept for a while, encrypted as it is, and take their bookmarks, passwords and history back to any moment of it, at /history.',
  }),
  FOXDEN_TIME_MACHINE_DAYS: option({
    section: 'Storage',
    schema: integer(1, 3650),
    default: '30',
    meaning: 'How many days it is kept.',
  }),
  FOXDEN_TIME_MACHINE_MB: option({
    section: 'Storage',
    schema: integer(1, 1_000_000),
    default: '500',
    meaning:
      'How much of it is kept of each user, in MiB, beside the quota and not counted in it; the oldest goes first.',
  }),
  FOXDEN_MAX_POST_RECORDS: option({
    section: 'Storage',
    schema: integer(1, 10_000),
    default: '1000',
    meaning: 'Most records in one upload, told to browsers in info/configuration.',
  }),
  FOXDEN_COLLECTION_LIMITS: option({
    section: 'Storage',
    schema: list.transform((items, context) => {
      const limits: Record<string, number> = {};
      for (const item of items.filter((each) => each !== 'none')) {
        const [, name, size] = /^([\w.-]{1,32})=(\d+)$/.exec(item) ?? [];
        if (name && Number(size) >= 1 && Number(size) <= largestRecord) limits[name] = Number(size);
        else {
          const message = `must be none or a list of collection=MiB, from 1 to ${largestRecord}, such as newtab-images=20`;
          context.addIssue({ code: 'custom', message });
        }
      }
      return limits;
    }),
    default: 'newtab-images=20',
    meaning:
      "Largest record, in MiB, of collections with a limit of their own, told to browsers in info/configuration; uploads to them may be a quarter larger. All others: 2.5 MiB. MariaDB's max_allowed_packet has to be twice as large (foxden doctor looks).",
  }),
  FOXDEN_LEGACY: option({
    section: 'Older clients',
    schema: onOff,
    default: 'on',
    meaning:
      'Sync 1.1 for Pale Moon, Basilisk and old SeaMonkey, with accounts of its own, beside the modern service. off: none of its addresses answers, and none of its tables is touched.',
  }),
  FOXDEN_JPAKE_LIMITS: option({
    section: 'Older clients',
    schema: oneOf('on', 'observe'),
    default: 'on',
    meaning:
      'Networks that ask too much of "Pair a device" of Sync 1.1 are shut out for a while (foxden pairing blocked). observe: they are only noted in the audit log.',
  }),
  FOXDEN_JPAKE_EXEMPT: option({
    section: 'Older clients',
    schema: list.refine((all) => all.every(parseNetwork), {
      error: 'must be a comma-separated list of addresses or networks, such as 192.168.0.0/16',
    }),
    default: 'none',
    meaning: 'Addresses or networks that are never shut out there.',
  }),
  FOXDEN_LEGACY_SECRET: option({
    section: 'Older clients',
    schema: z.string().min(16, 'needs at least 16 characters'),
    default: 'none',
    meaning:
      'Browsers that send it (pref services.sync.admin-secret) get a Sync 1.1 account without captcha or invitation, unless sign-ups are closed.',
    secret: true,
  }),
  FOXDEN_METRICS_TOKEN: option({
    section: 'Metrics',
    schema: z.string().min(16, 'needs at least 16 characters'),
    default: 'none',
    meaning: 'Whoever sends it as a Bearer token may read /metrics.',
    secret: true,
  }),
  FOXDEN_METRICS_ALLOW: option({
    section: 'Metrics',
    schema: list.refine((all) => all.every((each) => parseNetwork(each)), {
      error: 'must be a comma-separated list of addresses or networks, such as 10.0.0.0/8',
    }),
    default: 'none: only this machine itself, unless there is a token',
    meaning: 'Addresses or networks that may read /metrics.',
    example: '192.168.1.0/24',
  }),
  FOXDEN_BACKUP_SCHEDULE: option({
    section: 'Backups',
    schema: z.string().refine((value) => value === 'off' || validate(value), 'must be off or five cron fields'),
    default: '17 3 * * * (every night)',
    meaning: 'When backups are made, in cron fields (local time); off: only by `foxden backup`.',
  }),
  FOXDEN_BACKUP_DIR: option({
    section: 'Backups',
    schema: text,
    path: true,
    default: 'data dir/backups',
    meaning: 'Folder of the backups. Another disk is better.',
  }),
  FOXDEN_BACKUP_PASSPHRASE: option({
    section: 'Backups',
    schema: z.string().min(12, 'needs at least 12 characters'),
    default: 'made at the first backup, kept in data dir/keys/backup-passphrase',
    meaning: 'Opens the backups. Keep a copy of it away from this machine.',
    secret: true,
  }),
  FOXDEN_NOTIFY_MAIL: option({
    section: 'Notices',
    schema: list.refine((all) => all.every((each) => /^[^\s@]+@[^\s@]+$/.test(each)), {
      error: 'must be a comma-separated list of mail addresses',
    }),
    default: 'none',
    meaning:
      'Mail addresses that are told, once, when the backup failed, the certificate or the disk runs out, or a device is silent: in the language of the account with that address, else of the oldest administrator. Needs FOXDEN_SMTP_URL.',
    example: 'you@example.org',
  }),
  FOXDEN_NOTIFY_NTFY: option({
    section: 'Notices',
    schema: url('https:', 'http:'),
    default: 'none',
    meaning:
      'Address of a topic of ntfy, with user:password@ where it wants that, that is told the same in the language of the oldest administrator.',
    secret: true,
    example: 'https://ntfy.example.org/my-foxden',
  }),
  FOXDEN_NOTIFY_WEBHOOK: option({
    section: 'Notices',
    schema: url('https:', 'http:'),
    default: 'none',
    meaning: 'Address that gets the same as JSON (name, title, text, server).',
    secret: true,
    example: 'https://hooks.example.org/foxden',
  }),
  FOXDEN_NOTIFY_SILENT_DAYS: option({
    section: 'Notices',
    schema: integer(1, 3650),
    default: 'none: silent devices are not told of',
    meaning: 'After how many days without a sign of life the administrator is told of a device.',
    example: '30',
  }),
  FOXDEN_UPDATE_URL: option({
    section: 'Notices',
    schema: url('https:', 'http:'),
    default: 'none: nobody is asked',
    meaning:
      'Address that answers with the newest release as JSON (tag_name, name or version; of a list the first), as forges do. It is asked when an administrator opens /admin.',
    example: 'https://git.example.org/api/v1/repos/you/foxden/releases/latest',
  }),
  FOXDEN_LOG_LEVEL: option({
    section: 'Logs',
    schema: oneOf('error', 'warn', 'info', 'debug'),
    default: 'info',
    meaning: 'Least severe record that is written.',
  }),
  FOXDEN_LOG_DIR: option({
    section: 'Logs',
    schema: text,
    path: true,
    default: 'data dir/logs',
    meaning: 'Folder of the rotated log files; the word none writes to the console only.',
  }),
  FOXDEN_LOG_KEEP: option({
    section: 'Logs',
    schema: integer(1, 1000),
    default: '5',
    meaning: 'How many rotated files of each log are kept.',
  }),
  FOXDEN_AUDIT: option({
    section: 'Logs',
    schema: z.union([z.literal('file'), url('syslog:', 'syslog+tcp:', 'syslog+unix:')], {
      error: 'must be file, syslog://host:514 (UDP), syslog+tcp://host:601 or syslog+unix:///dev/log',
    }),
    default: 'file',
    meaning:
      'Where security events go, as lines in ArcSight CEF: rotated files beside the other logs, or a syslog daemon (syslog://host:514 is UDP; also syslog+tcp://host:601 and syslog+unix:///dev/log).',
    example: 'syslog://logs.example.org:514',
  }),
} satisfies Record<string, Option<unknown>>;

/** Name of a setting, as in the environment. */
export type OptionName = keyof typeof options;

/** Parsed settings; those that were not given are absent. */
export type Settings = { [K in OptionName]?: z.output<(typeof options)[K]['schema']> };
