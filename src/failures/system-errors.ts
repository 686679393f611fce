import type { ErrorFacts, Explanation, Place } from './explanation.ts';
import { freeBytes } from './free-bytes.ts';
import type { Saying } from './saying.ts';
import { addressOf, fileOf, unnamed } from './where.ts';

type Words = (what: string) => Omit<Explanation, 'saying'>;

const full: Words = (file) => ({
  cause: `The disk is full: there is no room left for ${file}.`,
  fix: 'Make room there (old logs and backups may go) or move the folder to a larger disk, then try again.',
});

/**
 * Room is missing, wherever that is noticed.
 *
 * @param file - In words.
 * @param what - The same for other languages.
 */
export const diskFull = (file: string, what: string): Explanation => ({
  ...full(file),
  saying: { id: 'ENOSPC', facts: { what } },
});

/** Memory is missing. */
export const outOfMemory = (): Explanation => ({ ...noMemory(''), saying: { id: 'ENOMEM', facts: { what: '' } } });

const uid = () => process.getuid?.() ?? '?';
const readOnly: Words = (file) => ({
  cause: `${file} is on a file system that can only be read.`,
  fix: 'Mount it writable, or name a folder that is. A disk that became read-only by itself is damaged: the kernel log (dmesg) tells.',
});
const forbidden: Words = (file) => ({
  cause: `This user (uid ${uid()}) may not use ${file}.`,
  fix: 'Give it to the user that runs Foxden, and run this command as that user.',
});
const tooManyFiles: Words = () => ({
  cause: 'The limit of open files is reached.',
  fix: 'Raise it (ulimit -n, or LimitNOFILE= of the service) and start again.',
});

const noMemory: Words = () => ({
  cause: 'The memory of this machine, or of the limit that Foxden runs under, is used up.',
  fix: 'Give it more, or set FOXDEN_WORKERS=1, then try again.',
});

const files: Record<string, Words> = {
  ENOSPC: full,
  EDQUOT: (file) => ({
    cause: `The disk quota of this user (uid ${uid()}) is used up, at ${file}.`,
    fix: 'Make room, or have the quota raised, then try again.',
  }),
  EFBIG: (file) => ({
    cause: `${file} would become larger than this user or its file system allows.`,
    fix: 'Raise the limit (ulimit -f), or use another file system, then try again.',
  }),
  EROFS: readOnly,
  EACCES: forbidden,
  EPERM: forbidden,
  ENOENT: (file) => ({
    cause: `There is no ${file}.`,
    fix: 'Check how the path is spelled, and that its disk is mounted.',
  }),
  ENOTDIR: (file) => ({ cause: `A part of the path ${file} is a file and no folder.`, fix: 'Name another path.' }),
  EISDIR: (file) => ({ cause: `${file} is a folder and no file.`, fix: 'Name a file in it.' }),
  EEXIST: (file) => ({ cause: `${file} is there already.`, fix: 'Move it away, or name another path.' }),
  ENAMETOOLONG: (file) => ({ cause: `The path ${file} is too long.`, fix: 'Name a shorter one.' }),
  ELOOP: (file) => ({ cause: `The links of ${file} lead in a circle.`, fix: 'Mend the links, or name the real path.' }),
  EBUSY: (file) => ({ cause: `Something else is using ${file}.`, fix: 'Wait until it has finished, then try again.' }),
  ETXTBSY: (file) => ({ cause: `The program ${file} is being replaced.`, fix: 'Wait a moment, then try again.' }),
  ESTALE: (file) => ({
    cause: `The network share with ${file} is gone or has been replaced.`,
    fix: 'Mount it again, then try again.',
  }),
  EIO: (file) => ({
    cause: `The disk with ${file} has failed to read or write.`,
    fix: 'Look at the kernel log (dmesg); save what can be read, replace the disk and restore a backup.',
  }),
  EMFILE: tooManyFiles,
  ENFILE: tooManyFiles,
  ENOMEM: noMemory,
};

const unreachable: Words = (address) => ({
  cause: `${address} can't be reached: there is no way through the network.`,
  fix: 'Check the address, the network and the firewall of this machine, then try again.',
});
const cutOff: Words = (address) => ({
  cause: `The connection to ${address} was cut off.`,
  fix: 'See whether the other side is being restarted, then try again.',
});
const unknownHost: Words = (address) => ({
  cause: `The host name ${address} is not known here.`,
  fix: 'Check how it is spelled, and the DNS of this machine, then try again.',
});
const silent: Words = (address) => ({
  cause: `${address} does not answer in time.`,
  fix: 'Check the address, and that no firewall stands between, then try again.',
});

const network: Record<string, Words> = {
  ECONNREFUSED: (address) => ({
    cause: `Nothing listens at ${address}.`,
    fix: 'Start what should listen there, or correct the address.',
  }),
  ECONNRESET: cutOff,
  EPIPE: cutOff,
  UND_ERR_SOCKET: cutOff,
  ETIMEDOUT: silent,
  UND_ERR_CONNECT_TIMEOUT: silent,
  UND_ERR_HEADERS_TIMEOUT: silent,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  EHOSTDOWN: unreachable,
  ENETDOWN: unreachable,
  ENOTFOUND: unknownHost,
  EAI_AGAIN: (address) => ({
    cause: `The host name ${address} can't be looked up: no DNS server answers.`,
    fix: 'Check the DNS of this machine, then try again.',
  }),
  EADDRINUSE: (address) => ({
    cause: `Another program uses ${address}, perhaps a Foxden that is still running.`,
    fix: 'Stop it, or choose another port with FOXDEN_LISTEN.',
  }),
  EADDRNOTAVAIL: (address) => ({
    cause: `This machine has no address ${address}.`,
    fix: 'Set FOXDEN_LISTEN to one that it has, or to 0.0.0.0:8000 for all.',
  }),
};

/** What only exists of sockets. A file's ENOENT or EACCES on connect means the socket's path. */
const socketCalls = new Set(['connect', 'listen', 'bind', 'getaddrinfo', 'read', 'write', 'shutdown']);

/** Explains errors of the operating system: files, sockets, name look-ups. */
export function explainSystemError(error: ErrorFacts, place: Place): Explanation | undefined {
  if (error.name === 'TimeoutError') {
    return say(network, 'ETIMEDOUT', addressOf(error) ?? place.address ?? unnamed.peer);
  }
  const { code, syscall } = error;
  if (typeof code !== 'string') return undefined;
  if (code === 'ENOENT' && typeof syscall === 'string' && syscall.startsWith('spawn')) {
    const program = syscall.slice('spawn '.length) || '?';
    return {
      cause: `The program ${program} is not installed.`,
      fix: 'Install it, then try again.',
      saying: { id: 'not installed', facts: { program } },
    };
  }
  if (syscall === 'connect' && code === 'ENOENT') {
    return say(network, 'ECONNREFUSED', addressOf(error) ?? unnamed.socket);
  }
  if (code === 'EACCES' && (syscall === 'listen' || syscall === 'bind') && error.port !== undefined) {
    return {
      cause: `This user may not listen on ${addressOf(error)}: ports below 1024 are for root.`,
      fix:
        'Choose another one with FOXDEN_LISTEN, such as 127.0.0.1:8000. Under systemd the service may have low ports by ' +
        'AmbientCapabilities= and CapabilityBoundingSet=CAP_NET_BIND_SERVICE (docker/systemd/README.md).',
      saying: { id: 'low port', facts: { what: addressOf(error) ?? unnamed.socket } },
    };
  }
  if (network[code]) return say(network, code, addressOf(error) ?? place.address ?? unnamed.peer);
  if (!files[code]) return undefined;
  const file = fileOf(error, place) ?? (socketCalls.has(String(syscall)) ? addressOf(error) : undefined);
  return say(files, code, file ?? unnamed.file);
}

/** Of codes that mean the same, the first one's saying counts for all. */
function say(table: Record<string, Words>, code: string, what: string): Explanation {
  const id = Object.keys(table).find((each) => table[each] === table[code]);
  return { ...table[code]!(what), saying: { id, facts: { what, uid: uid() } } as Saying };
}

/** A disk that has no room is often told as a failure to read or write; this asks the file system itself. */
export const isFull = (path: string): boolean => (freeBytes(path) ?? Number.POSITIVE_INFINITY) < 256 * 1024;
