import { axios } from 'acme-client';
import { type AcmeRefusal, unreachable } from './acme-failure.ts';

/** Listens to an authority's answers while an order runs. */
export interface RefusalRecorder {
  /** The last refusal that was seen, or `unreachable` with the error's message. */
  refusal(error: unknown): AcmeRefusal;
  stop(): void;
}

// Waiting is the supervisor's: the library would sleep as long as Retry-After says inside of one call. An authority's longest
// answer is a chain of certificates, of some KiB.
Object.assign(axios.defaults, { timeout: 30_000, maxContentLength: 1_048_576 });
Object.assign((axios.defaults as unknown as { acmeSettings: object }).acmeSettings, { retryMaxAttempts: 0 });

// acme-client takes every answer for an error first, and breaks at one without an answer, whose message is lost then; so this comes
// before.
let fault: string | undefined;
const { handlers } = axios.interceptors.response as unknown as { handlers: object[] };
handlers.unshift({
  rejected(error: Error & { response?: unknown }) {
    fault = error.response === undefined ? error.message : undefined;
    throw error;
  },
});

/** Starts to listen: acme-client's own errors keep neither the problem's type nor Retry-After. */
export function recordRefusals(): RefusalRecorder {
  let last: AcmeRefusal | undefined;
  fault = undefined;
  const interceptor = axios.interceptors.response.use((response) => {
    const problem = findProblem(response.data);
    if (problem) last = { ...problem, retryAfter: retryAfterMs(response.headers['retry-after']) };
    return response;
  });
  return {
    refusal(error) {
      if (last && fault === undefined) return last;
      return { type: unreachable, detail: fault ?? (error instanceof Error ? error.message : String(error)) };
    },
    stop: () => axios.interceptors.response.eject(interceptor),
  };
}

interface ProblemDocument {
  type?: string;
  detail?: string;
  error?: ProblemDocument;
  challenges?: ProblemDocument[];
}

// A problem stands by itself, in an order or challenge, or in a challenge of an authorization (RFC 8555 section 6.7).
function findProblem(body: unknown): { type: string; detail: string } | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { type, detail, error, challenges } = body as ProblemDocument;
  const prefix = 'urn:ietf:params:acme:error:';
  if (type?.startsWith(prefix)) return { type: type.slice(prefix.length), detail: detail ?? type };
  for (const part of [error, ...(Array.isArray(challenges) ? challenges : [])]) {
    const found = findProblem(part);
    if (found) return found;
  }
  return undefined;
}

/**
 * Reads a Retry-After header (RFC 9110 section 10.2.3).
 *
 * @returns How long to wait in ms, or undefined when the header is absent or unreadable.
 */
export function retryAfterMs(header: unknown): number | undefined {
  if (typeof header !== 'string') return undefined;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const time = Date.parse(header);
  return Number.isNaN(time) ? undefined : Math.max(0, time - Date.now());
}
