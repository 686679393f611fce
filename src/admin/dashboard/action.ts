import type { Request } from 'express';
import type { SessionCredential } from '../../identity/credential.ts';
import type { DashboardContext } from './context.ts';

/** What an action gets. */
export interface ActionInput {
  /** Who does it. */
  by: SessionCredential;
  request: Request;
  /** Of the path, such as `uid`. */
  params: Record<string, string>;
}

/** What came of an action. */
export interface ActionOutcome {
  /** The account that it was done to, for the audit log. */
  uid?: string;
  /** The answer; nothing: an empty one. */
  answer?: object;
}

/** Something that an administrator can do on a page. One action, one file. */
export interface AdminAction {
  /** As the audit log has it; no mail addresses, no secrets. */
  audit: string;
  run(ctx: DashboardContext, input: ActionInput): Promise<ActionOutcome>;
}

/** Something that an administrator can look at. */
export type AdminRead = (ctx: DashboardContext, request: Request) => Promise<object>;
