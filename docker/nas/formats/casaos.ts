import { composeService } from '../compose-service.ts';
import { manifest } from '../manifest.ts';
import { yamlFile } from '../yaml-file.ts';

const english = (en_US: string) => ({ en_US });

/** CasaOS and ZimaOS: a compose file with x-casaos. */
export function casaos(): Record<string, string> {
  const port = '10480';
  const service = composeService({
    data: '/DATA/AppData/$AppID/data',
    value: (name, value) => (name === 'PUID' || name === 'PGID' ? `$${name}` : value),
  });
  const app = {
    name: manifest.id,
    services: {
      foxden: {
        ...service,
        ports: [{ target: manifest.port, published: port, protocol: 'tcp' }],
        volumes: [{ type: 'bind', source: '/DATA/AppData/$AppID/data', target: manifest.dataDir }],
        'x-casaos': {
          envs: manifest.variables.map(({ name, description }) => ({
            container: name,
            description: english(description),
          })),
          ports: [{ container: String(manifest.port), description: english('Web') }],
          volumes: [{ container: manifest.dataDir, description: english('Database, keys, logs and backups') }],
        },
      },
    },
    'x-casaos': {
      id: `${new URL(manifest.project).hostname.split('.').reverse().join('.')}.${manifest.id}`,
      main: 'foxden',
      architectures: manifest.architectures,
      author: manifest.developer,
      developer: manifest.developer,
      category: 'Productivity',
      index: '/',
      scheme: 'http',
      port_map: port,
      icon: manifest.icon,
      thumbnail: manifest.thumbnail,
      screenshot_link: manifest.screenshots,
      title: english(manifest.name),
      tagline: english(manifest.tagline),
      description: english(manifest.description),
      tips: { before_install: english(manifest.setUp) },
      version: manifest.version,
      website: manifest.project,
    },
  };
  return { 'casaos/Apps/Foxden/docker-compose.yml': yamlFile('CasaOS and ZimaOS.', app) };
}
