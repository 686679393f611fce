import type { Config } from '../../config/config.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { errorFields, type Logger } from '../../log/logger.ts';
import { composeMail } from './compose.ts';
import { mailHeaders } from './headers.ts';
import type { MailKind, MailKinds, MailSubject } from './mail-kinds.ts';
import { createMailTransport, type MailTransport } from './transport.ts';

/** Somebody who gets a mail: an account. */
export interface MailRecipient {
  uid: string;
  email: string;
  locale: string | null;
}

/** Mail to the owners of accounts. */
export interface Mailer {
  /** False: nothing may wait for mail, and codes are handed out by the administrator. */
  readonly works: boolean;
  /**
   * Sends a mail that somebody waits for; does nothing while mail doesn't work.
   *
   * @throws {AccountError} 500/151 when it could not be handed over.
   */
  send<K extends MailKind>(to: MailRecipient, kind: K, facts: MailKinds[K]): Promise<void>;
  /** Sends a notice in the background; failures are only logged. */
  notify<K extends MailKind>(to: MailRecipient, kind: K, facts: MailKinds[K]): void;
}

/**
 * Makes the mailer.
 *
 * @param transport - Replaces the one that the configuration names; tests pass it.
 */
export function createMailer(
  ctx: { config: Pick<Config, 'mail' | 'publicUrl'>; log: Logger },
  transport: MailTransport | null = ctx.config.mail && createMailTransport(ctx.config.mail.url),
): Mailer {
  async function deliver<K extends MailKind>(to: MailRecipient, kind: K, facts: MailKinds[K]): Promise<boolean> {
    if (transport === null) return true;
    const mail = composeMail(kind, facts, { locale: to.locale, origin: ctx.config.publicUrl ?? '' });
    try {
      const headers = mailHeaders({ kind, facts } as MailSubject, to.uid);
      await transport({ from: ctx.config.mail?.from ?? '', to: to.email, headers, ...mail });
      return true;
    } catch (error) {
      // A mail server's words may repeat the address, so only the kind of failure is kept.
      const { error: name, code } = errorFields(error);
      ctx.log.error('a mail could not be sent; check FOXDEN_SMTP_URL', { kind, uid: to.uid, error: name, code });
      return false;
    }
  }
  return {
    works: transport !== null,
    async send(to, kind, facts) {
      if (!(await deliver(to, kind, facts))) throw AccountError.mailFailed();
    },
    notify(to, kind, facts) {
      void deliver(to, kind, facts);
    },
  };
}
