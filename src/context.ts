import type { Agent } from 'node:https';
import type { Transaction } from 'kysely';
import { createAccountAdministration } from './accounts/administration.ts';
import { type Callers, createCallers } from './accounts/callers.ts';
import type { ClientFacts } from './accounts/context.ts';
import { createPush, type Push } from './accounts/device/push.ts';
import { createGuesses, type Guesses } from './accounts/guesses.ts';
import { createLimits, type Limits } from './accounts/limits.ts';
import { createMailer, type Mailer } from './accounts/mail/mailer.ts';
import { createMailTransport } from './accounts/mail/transport.ts';
import { createPasswordQueue, type PasswordQueue } from './accounts/password/password-queue.ts';
import { createSecurityHistory, type SecurityHistory } from './accounts/security-history.ts';
import { createSession } from './accounts/store/create-session.ts';
import { makeRoomForRefreshToken } from './accounts/store/make-room.ts';
import * as sessionStore from './accounts/store/sessions.ts';
import { type Altcha, createAltcha } from './admin/captcha/altcha.ts';
import { createSiteverify } from './admin/captcha/siteverify.ts';
import type { AccountAdministration } from './admin/context.ts';
import type { PlainMail } from './admin/notices/channels.ts';
import type { SyncData } from './admin/routes/sync-data.ts';
import { createSignupPolicy, type SignupPolicy } from './admin/signup/policy.ts';
import { spendChallenge } from './admin/store/challenges.ts';
import { findQuota } from './admin/store/quotas.ts';
import type { Config } from './config/config.ts';
import { createJwtKeyRing, type JwtKeyRing } from './config/jwt-key-ring.ts';
import type { Secrets } from './config/secrets.ts';
import { createServerKeys, type ServerKeys } from './crypto/server-keys.ts';
import type { stretchPassword } from './crypto/verifier.ts';
import { type Database, openDatabase } from './database/database.ts';
import { roomCheck } from './database/database-disk.ts';
import type { Schema } from './database/schema.ts';
import type { StatementListener } from './database/statement-listener.ts';
import { type Announcer, createAnnouncer } from './http/announcements.ts';
import type { ListSource } from './http/send-list.ts';
import { type Authenticate, createAuthenticate } from './legacy/auth/authenticate.ts';
import { createLegacyCaptcha, type LegacyCaptcha } from './legacy/captcha/captcha.ts';
import type { Logger } from './log/logger.ts';
import { createMetrics, type Metrics } from './metrics/metrics.ts';
import { clientRegistry } from './oauth/clients.ts';
import { createAccessTokenOpener } from './oauth/open-access-token.ts';
import type { StoredAccessToken } from './oauth/store/access-tokens.ts';
import { openArchive } from './storage/archive.ts';
import { type DownloadLimits, downloadLimits } from './storage/download-limits.ts';
import type { StorageEngine } from './storage/engine.ts';
import { openStorage } from './storage/engines/open-storage.ts';
import { withRoom } from './storage/engines/with-room.ts';
import { listCollections } from './storage/list-collections.ts';
import type { AccessTokenVerifier } from './token/access-token.ts';
import { createRevocations, type Revocations } from './token/revocations.ts';
import { findCurrentUser } from './token/store/current-user.ts';
import { retireAccount } from './token/store/retire-account.ts';
import { revokeStorageTokens } from './token/store/revocations.ts';
import { userEmail } from './token/user-email.ts';
import { createAccessTokenVerifier } from './token/verifiers/create.ts';

/** Everything a process of Foxden works with, built once. Each service declares the part of it that it needs. */
export interface Context {
  config: Config;
  secrets: Secrets;
  log: Logger;
  db: Database;
  /** Making and ending sessions and what is bound to them, for services that issue tokens. */
  sessions: Pick<
    typeof sessionStore,
    'holdSession' | 'holdRefreshToken' | 'destroySession' | 'destroyRefreshToken' | 'moveDevice'
  > & { createSession: typeof createSession; makeRoomForRefreshToken: typeof makeRoomForRefreshToken };
  /** Makes the challenges of sign-up, when that's how it tells people from programs. */
  altcha: Altcha | null;
  signupPolicy: SignupPolicy;
  /** Keeps and proves what nobody who has only the database may know or forge. */
  serverKeys: ServerKeys;
  limits: Limits;
  callers: Callers;
  /** Counts tries at passwords and codes, also for services that check a password in their own way. */
  guesses: Guesses;
  passwords: PasswordQueue;
  mailer: Mailer;
  /** Sends the administrator a mail without any dress; null while this server sends no mail. */
  sendPlainMail: PlainMail | null;
  push: Push;
  /** What an administrator may do to accounts. */
  accountAdministration: AccountAdministration;
  oauthClients: ReadonlyMap<string, ClientFacts>;
  /** Ends an account's use of Sync, as a part of the transaction that deletes the account; gives its storage uids. */
  retireSyncUsers(tx: Transaction<Schema>, uid: string): Promise<number[]>;
  /** Revokes the storage tokens of the account, as a part of the transaction that ends somebody's access. */
  revokeSyncTokens(tx: Transaction<Schema>, uid: string): Promise<void>;
  /** Lets all workers know at once that storage tokens were revoked, after the commit. Never throws. */
  announceRevocation(): Promise<void>;
  /** Which storage tokens were revoked before their time. */
  revocations: Revocations;
  /** Deletes the data of storage uids; the purge does it again later, for what was still in flight or has failed here. */
  deleteSyncData(uids: number[]): Promise<void>;
  /** Where sync records are kept. */
  storage: StorageEngine;
  /** What one user's downloads may take of the others'. */
  downloads: DownloadLimits;
  /** What happened to each account's safety, for its owner. */
  history: SecurityHistory;
  /** Tells what this server stores for an account. */
  readSyncData(accountUid: string): Promise<SyncData>;
  /** Deletes collections of an account's Sync data; those that don't exist are no fault. */
  deleteCollections(accountUid: string, collections: string[]): Promise<void>;
  /** Opens everything that an account has stored, as lines; null when too many downloads are under way. */
  openArchive(accountUid: string): Promise<ListSource<string> | null>;
  /** Sync 1.1: who sends a request, who may have an account, and how people are told from programs. */
  legacyAuth: Authenticate;
  legacySignups: SignupPolicy;
  legacyCaptcha: LegacyCaptcha | null;
  /** What the owner has the services tell their clients. */
  announcer: Announcer;
  metrics: Metrics;
  /** Tells the time in ms; tests replace it. */
  now: () => number;
  /** Resolves when the pairing hub, which ends when nobody pairs, can be reached. */
  wakeHub(): Promise<void>;
  /** Tells whose access token it is, whoever keeps the accounts. */
  accessTokens: AccessTokenVerifier;
  /** Keys of JWTs. */
  jwtKeys: JwtKeyRing;
  /** Tells what an access token of our own stands for, with its account; undefined when it isn't good. */
  openAccessToken: (token: string) => Promise<StoredAccessToken | undefined>;
  close(): Promise<void>;
}

/** What the context is built from; tests also pass replacements for single parts. */
export interface ContextOptions {
  config: Config;
  secrets: Secrets;
  log: Logger;
  onStatement?: StatementListener;
  /** Called for every exchange of sync storage with a database server. */
  onRoundTrip?: () => void;
  now?: () => number;
  /** Connections to push services. */
  pushAgent?: Agent;
  /** Stretches passwords; scrypt unless a test says otherwise. */
  stretch?: typeof stretchPassword;
  accessTokens?: AccessTokenVerifier;
  /** Opens sync storage; the engine of the database unless a test says otherwise. */
  openStorage?: typeof openStorage;
  downloads?: Partial<DownloadLimits>;
  /** Tells the free bytes on a folder's disk. */
  freeOn?: (folder: string) => number | undefined;
  /** Called when this process has revoked storage tokens, to tell the others. */
  onRevocation?: () => void;
  /** How long entries of the security history wait for others, ms; without it, till somebody asks or the end. */
  historyDelay?: number;
  /** Has the pairing hub started; without it, it is believed to run. */
  wakeHub?: () => Promise<void>;
}

/** Builds the context. Opens the database, but touches no table. */
export function createContext(options: ContextOptions): Context {
  const { config, secrets, log, onRoundTrip, now = Date.now, accessTokens } = options;
  const metrics = createMetrics();
  const onStatement = (sql: string) => {
    metrics.statement();
    options.onStatement?.(sql);
  };
  const db = openDatabase(config.database, onStatement);
  const jwtKeys = createJwtKeyRing(config, secrets, now);
  const { captcha } = config;
  const openAltcha = () => createAltcha({ masterSecret: secrets.masterSecrets.at(-1)!, db: db.query, now });
  const altcha = captcha.kind === 'altcha' ? openAltcha() : null;
  const { quotaBytes, limits, versions } = config;
  const serverKeys = createServerKeys(secrets.masterSecrets);
  const counters = createLimits(db, { enabled: config.rateLimits, now, serverKeys });
  const callers = createCallers({ config, db, serverKeys, now });
  const passwords = createPasswordQueue({ stretch: options.stretch });
  const mailer = createMailer({ config, log });
  const downloads = { ...downloadLimits, ...options.downloads };
  const settings = { now, quotaBytes, limits, versions, downloads, onStatement, onRoundTrip };
  const storage = withRoom(
    (options.openStorage ?? openStorage)(config.database, settings),
    roomCheck(config.database, options.freeOn),
  );
  const revocations = createRevocations({ db, log, now });
  const history = createSecurityHistory({ db, log, now, delay: options.historyDelay ?? null });
  const guesses = createGuesses({ callers, limits: counters });
  const legacyCaptcha =
    config.signups === 'open' && captcha.kind !== 'off'
      ? createLegacyCaptcha({
          serverKeys,
          limits: counters,
          altcha: altcha ?? openAltcha(),
          spendChallenge: (id, expiresAt) => spendChallenge(db.query, id, expiresAt, now()),
          now,
        })
      : null;
  return {
    config,
    secrets,
    log,
    db,
    sessions: { ...sessionStore, createSession, makeRoomForRefreshToken },
    altcha,
    signupPolicy: createSignupPolicy(
      { config, db, now },
      captcha.kind === 'siteverify' ? createSiteverify(captcha) : altcha,
    ),
    serverKeys,
    limits: counters,
    callers,
    guesses,
    passwords,
    mailer,
    sendPlainMail: config.mail && plainMail(config.mail),
    accountAdministration: createAccountAdministration({ db, now, passwords, mailer, serverKeys }),
    push: createPush({ config, secrets, db, log }, { agent: options.pushAgent }),
    oauthClients: clientRegistry(config.publicUrl ?? ''),
    retireSyncUsers: async (tx, uid) => {
      await revokeStorageTokens(db.engine, tx, uid, now());
      return retireAccount(db.engine, tx, uid, now());
    },
    revokeSyncTokens: (tx, uid) => revokeStorageTokens(db.engine, tx, uid, now()),
    announceRevocation: async () => {
      await revocations.refresh();
      options.onRevocation?.();
    },
    revocations,
    legacyAuth: createAuthenticate({ config, db, passwords, guesses, callers, limits: counters, revocations, now }),
    legacySignups: createSignupPolicy({ config, db, now }, legacyCaptcha),
    legacyCaptcha,
    deleteSyncData: async (uids) => {
      for (const uid of uids) await storage.deleteUser(uid);
    },
    history,
    readSyncData: async (accountUid) => {
      const uid = await findCurrentUser(db.query, accountUid);
      const own = await findQuota(db.query, userEmail(accountUid));
      const stored = uid === undefined ? { collections: [], lastWrite: null } : await listCollections(storage, uid);
      return { ...stored, quota: own === undefined ? quotaBytes : own };
    },
    deleteCollections: async (accountUid, collections) => {
      const uid = await findCurrentUser(db.query, accountUid);
      if (uid === undefined) return;
      for (const collection of collections) await storage.deleteCollection({ uid, collection, unmodifiedSince: null });
    },
    openArchive: async (accountUid) => openArchive(storage, await findCurrentUser(db.query, accountUid), now()),
    wakeHub: options.wakeHub ?? (async () => {}),
    accessTokens: accessTokens ?? createAccessTokenVerifier({ config, jwtKeys, log, now }),
    jwtKeys,
    openAccessToken: createAccessTokenOpener({ config, jwtKeys, db, now }),
    storage,
    downloads,
    announcer: createAnnouncer(config.dataDir, now),
    metrics,
    now,
    close: async () => {
      revocations.close();
      await history.close();
      await storage.close();
      await db.close();
    },
  };
}

function plainMail({ url, from }: NonNullable<Config['mail']>): PlainMail {
  const transport = createMailTransport(url);
  return (mail) => transport({ ...mail, from, headers: {} });
}
