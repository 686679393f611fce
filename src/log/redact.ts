import type { LogFields } from './logger.ts';

const mask = '[redacted]';
const secretNames =
  /pass(word|phrase|wd)?$|secret|token$|^tokens?|authpw|authorization|cookie|private|hmac|verif(y|ier)_?hash|^e-?mail|^k[ab]$|wrap|_jwe$|^key$|bundle/i;

// Forms that secrets and addresses take in free text: session tokens, credentials in headers and URLs, JWTs and other long
// base64url, keys and tokens in hex (32 bytes or more), mail addresses.
const secretForms: [RegExp, string][] = [
  [/\bfxs_[\w-]+/g, mask],
  [/\b(Hawk)\s+\w+\s*=[^\n]*/gi, `$1 ${mask}`],
  // A digit or some length tells a credential from the next word of a sentence.
  [/\b(Bearer|Basic|OAuth)\s+(?=[\w.~+/=-]*\d|[\w.~+/=-]{20})[\w.~+/=-]{6,}/gi, `$1 ${mask}`],
  [/:\/\/[^\s/@:]+:[^\s/@]+@/g, `://${mask}@`],
  [/\beyJ[\w-]{8,}(\.[\w-]*)+/g, mask],
  [/\b[0-9a-f]{64,}\b/gi, mask],
  [/[\w-]{86,}={0,2}/g, mask],
  [/[^\s"'<>()[\]:;,@/\\]{1,64}@[\w-]+(\.[\w-]+)+/g, mask],
];

// Every request is logged with half a dozen short words, which can have none of these forms. Looking for what all of the
// forms have takes a tenth of the time.
const isHarmless = (text: string) =>
  text.length < 64 && !text.includes('@') && !text.includes('fxs_') && !text.includes('eyJ') && !/\s/.test(text);

/** True for a word that hides nothing and stands in JSON as it is. False tells nothing. */
export const isPlain = (text: string): boolean =>
  text.length < 64 && /^[\w.:/-]*$/.test(text) && !text.includes('fxs_') && !text.includes('eyJ');

/** True for the name of a field of which the value is shown, if that stands in JSON as it is. */
export const isPlainName = (name: string): boolean => !isSecretName(name) && isPlain(name) && name !== '__proto__';

/** Hides secrets and mail addresses in free text. */
export function redactText(text: string): string {
  if (isHarmless(text)) return text;
  return secretForms.reduce((rest, [form, instead]) => rest.replace(form, instead), text);
}

/**
 * Second line of defence before a record is written: nobody should log secrets, but if somebody does, they are hidden.
 *
 * @param fields - Fields of a record.
 * @returns A copy without values whose names or forms are those of secrets; nesting deeper than 4 is cut off.
 */
export function redactFields(fields: LogFields): LogFields {
  return redactValue(fields, 4) as LogFields;
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return '…';
  if (Array.isArray(value)) return value.map((each) => redactValue(each, depth - 1));
  const copy: LogFields = {};
  for (const [name, each] of Object.entries(value)) {
    const isSecret = each !== null && each !== undefined && typeof each !== 'boolean' && isSecretName(name);
    const shown = isSecret ? mask : redactValue(each, depth - 1);
    // As a property of its own, whatever its name.
    if (name === '__proto__') Object.defineProperty(copy, name, { value: shown, enumerable: true });
    else copy[name] = shown;
  }
  return copy;
}

const knownNames = new Map<string, boolean>();

// Fields are named in the source, so there are few names; those of nested facts could be anything.
function isSecretName(name: string): boolean {
  let isSecret = knownNames.get(name);
  if (isSecret === undefined) {
    isSecret = secretNames.test(name);
    if (knownNames.size < 1000) knownNames.set(name, isSecret);
  }
  return isSecret;
}
