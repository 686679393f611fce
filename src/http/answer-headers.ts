import { type OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** Headers that are decided so far, name and value in turn; null where there are none yet. */
const decided = Symbol('headers');
type Answer = ServerResponse & { [decided]?: (string | number)[] | null };

/**
 * Decides a header before it is known what the answer will be; the last word counts. Of headers that are set one by one Node
 * makes a table, checks it, and puts it together again; a flat list goes out as it is. An answer that was not made by
 * {@link keepHeadersFlat} has its table all the same.
 *
 * @param name - In the same spelling wherever it is decided.
 */
export function decideHeader(response: ServerResponse, name: string, value: string | number): void {
  const answer = response as Answer;
  const list = answer[decided];
  if (list === undefined) {
    response.setHeader(name, value);
  } else if (list === null) {
    answer[decided] = [name, value];
  } else {
    const place = list.indexOf(name);
    if (place < 0) list.push(name, value);
    else list[place + 1] = value;
  }
}

/**
 * Makes all answers of a prototype begin in this one place: what was decided goes out with what is given to `writeHead`, in one
 * flat list. Where somebody has set headers of the same name meanwhile, as Express does, those count.
 */
export function keepHeadersFlat(prototype: ServerResponse): void {
  const { writeHead } = ServerResponse.prototype;
  (prototype as Answer)[decided] = null;
  prototype.writeHead = function flat(this: Answer, status: number, ...rest: unknown[]) {
    const list = this[decided];
    const headers = rest[0] as OutgoingHttpHeaders | undefined;
    if (!list) return writeHead.call(this, status, ...(rest as []));
    this[decided] = null;
    const isPlain = rest.length < 2 && typeof headers !== 'string' && !Array.isArray(headers);
    if (isPlain && this.getHeaderNames().length === 0) {
      for (const name in headers) list.push(name, headers[name] as string);
      return writeHead.call(this, status, list as never);
    }
    for (let i = 0; i < list.length; i += 2) {
      const name = list[i] as string;
      if (!this.hasHeader(name)) this.setHeader(name, list[i + 1]!);
    }
    return writeHead.call(this, status, ...(rest as []));
  } as ServerResponse['writeHead'];
}
