/** Parameters that a MariaDB URL may have: a socket's path under either of its usual names, and further nodes of a cluster. */
export const databaseParameters = ['socket', 'socketPath', 'fallback'] as const;

/** Path of the unix socket that a MariaDB URL names; undefined: the server is reached over the network. */
export const socketOf = ({ searchParams }: URL): string | undefined =>
  searchParams.get('socket') ?? searchParams.get('socketPath') ?? undefined;
