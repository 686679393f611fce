/** What stands in a mail, decoded. */
export interface Mail {
  /** By name as spelled; long ones in one line. */
  headers: Record<string, string>;
  /**
   * What its reader sees: the subject, an empty line, the plain text; lines end with `\n`. Ids, dates and boundaries are not in it: a
   * code that is looked for in them is found there by chance.
   */
  words: string;
  html: string;
}

/** Reads a mail as it came over SMTP. */
export function readMail(bytes: Buffer): Mail {
  const source = bytes.toString('latin1');
  const { headers } = split(source);
  const parts = partsOf(source);
  const text = (type: string) =>
    parts
      .filter((part) => part.type.startsWith(type))
      .map((part) => part.text)
      .join('\n');
  return { headers, words: `${headers.Subject}\n\n${text('text/plain')}`, html: text('text/html') };
}

function split(source: string): { headers: Record<string, string>; body: string } {
  const end = source.indexOf('\r\n\r\n');
  const lines = source.slice(0, end).replace(/\r\n[ \t]+/g, ' ');
  const headers = [...lines.matchAll(/^([\w-]+): ?(.*?)\r?$/gm)].map(([, name, value]) => [name!, plain(value!)]);
  return { headers: Object.fromEntries(headers), body: source.slice(end + 4) };
}

function partsOf(source: string): { type: string; text: string }[] {
  const { headers, body } = split(source);
  const type = headers['Content-Type'] ?? 'text/plain';
  const boundary = /boundary="([^"]+)"/.exec(type)?.[1];
  if (boundary === undefined) return [{ type, text: decode(headers['Content-Transfer-Encoding'], body) }];
  const parts = body.split(`--${boundary}`).slice(1, -1);
  return parts.flatMap((part) => partsOf(part.replace(/^\r\n/, '')));
}

const fromQuoted = (quoted: string): Buffer =>
  Buffer.from(
    quoted.replace(/=([\dA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

function decode(encoding: string | undefined, body: string): string {
  const bytes =
    encoding === 'quoted-printable'
      ? fromQuoted(body.replaceAll('=\r\n', ''))
      : Buffer.from(body, encoding === 'base64' ? 'base64' : 'latin1');
  return bytes.toString().replaceAll('\r\n', '\n');
}

// Words with other letters than ASCII stand in a form of their own (RFC 2047).
const plain = (header: string): string =>
  header
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([qb])\?(.*?)\?=/gi, (_, form: string, text: string) =>
      (/q/i.test(form) ? fromQuoted(text.replaceAll('_', ' ')) : Buffer.from(text, 'base64')).toString(),
    );
