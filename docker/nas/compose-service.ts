import { manifest, pinnedImage } from './manifest.ts';

/** How one store wants the container. */
export interface ServiceOptions {
  /** Left side of the data volume. */
  data: string;
  /** Value of each setting that the owner chooses. */
  value: (name: string, value: string) => string;
  /** Port of the host; undefined: the store's proxy reaches the container itself. */
  published?: string;
  /** User and group that own the data. Root: the image steps down to PUID:PGID, for folders that a store makes as root. */
  user?: string;
}

/**
 * Builds the service of a compose file that every NAS engine understands (Compose 2 on Docker 20.10): no build, no limits,
 * no start_interval, no host network.
 */
export function composeService({ data, value, published, user }: ServiceOptions) {
  const root = user === undefined;
  return {
    image: pinnedImage,
    restart: 'unless-stopped',
    ...(user && { user }),
    read_only: true,
    tmpfs: ['/tmp'],
    cap_drop: ['ALL'],
    ...(root && { user: '0:0', cap_add: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETGID', 'SETUID'] }),
    security_opt: ['no-new-privileges:true'],
    stop_grace_period: '30s',
    environment: {
      ...manifest.environment,
      ...Object.fromEntries(manifest.variables.map((each) => [each.name, value(each.name, each.value)])),
      ...(root && { PUID: value('PUID', '1000'), PGID: value('PGID', '1000') }),
    },
    ...(published && { ports: [`${published}:${manifest.port}`] }),
    volumes: [`${data}:${manifest.dataDir}`],
    logging: { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '3' } },
  };
}

/** `${NAME:-value}`: a compose file's own way to ask for a setting. */
export const interpolated = (name: string, value: string) => `\${${name}:-${value}}`;
