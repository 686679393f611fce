import { manifest, pinnedImage } from '../manifest.ts';

/** Cosmos: an app of an own market. */
export function cosmos(): Record<string, string> {
  const json = (content: object) => `${JSON.stringify(content, null, 2)}\n`;
  const host = '{Hostnames.{StaticServiceName}.{StaticServiceName}.host}';
  const asked = manifest.variables.filter(({ name }) => name !== 'FOXDEN_PUBLIC_URL');
  const environment = {
    ...manifest.environment,
    FOXDEN_PUBLIC_URL: `https://${host}`,
    ...Object.fromEntries(asked.map(({ name }) => [name, `{Context.${name}}`])),
  };
  const compose = {
    'cosmos-installer': {
      form: asked.map(({ name, label, value }) => ({ name, label, initialValue: value, type: 'text' })),
      'post-install': [{ type: 'info', label: manifest.setUp }],
    },
    minVersion: '0.14.0',
    services: {
      '{ServiceName}': {
        image: pinnedImage,
        container_name: '{ServiceName}',
        restart: 'unless-stopped',
        environment: Object.entries(environment).map(([name, value]) => `${name}=${value}`),
        volumes: [{ source: '{ServiceName}-data', target: manifest.dataDir, type: 'volume' }],
        labels: {
          'cosmos-force-network-secured': 'true',
          'cosmos-auto-update': 'true',
          'cosmos-icon': manifest.icon,
          'cosmos-persistent-env': asked.map(({ name }) => name).join(', '),
        },
        routes: [
          {
            name: '{ServiceName}',
            description: manifest.tagline,
            useHost: true,
            target: `http://{ServiceName}:${manifest.port}`,
            mode: 'SERVAPP',
            Timeout: 120_000,
            ThrottlePerMinute: 12_000,
            // Firefox in the background looks like a bot.
            BlockCommonBots: false,
            SmartShield: { Enabled: false },
          },
        ],
      },
    },
    volumes: { '{ServiceName}-data': { name: '{ServiceName}-data' } },
  };
  const description = {
    name: manifest.name,
    description: manifest.tagline,
    longDescription: `<p>${manifest.description}</p><p>${manifest.setUp}</p>`,
    tags: ['firefox', 'sync', 'browser', 'bookmarks', 'passwords'],
    repository: manifest.project,
    image: manifest.image,
    supported_architectures: manifest.architectures,
  };
  return {
    'cosmos/servapps/Foxden/cosmos-compose.json': json(compose),
    'cosmos/servapps/Foxden/description.json': json(description),
  };
}
