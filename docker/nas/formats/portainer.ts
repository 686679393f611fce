import { composeService } from '../compose-service.ts';
import { manifest } from '../manifest.ts';
import { yamlFile } from '../yaml-file.ts';

/** Portainer: an app template (format 3) of a stack. */
export function portainer(): Record<string, string> {
  const stack = {
    services: {
      foxden: composeService({
        data: 'foxden-data',
        value: (name) => `\${${name}}`,
        published: '$HTTP_PORT',
        user: '1000:1000',
      }),
    },
    volumes: { 'foxden-data': {} },
  };
  const port = {
    name: 'HTTP_PORT',
    label: 'Port',
    description: 'Port of this machine.',
    default: String(manifest.port),
  };
  const template = {
    id: 1,
    type: 3,
    title: manifest.name,
    description: manifest.tagline,
    note: manifest.setUp,
    categories: ['sync', 'browser'],
    platform: 'linux',
    logo: manifest.icon,
    repository: { url: manifest.project, stackfile: 'docker/nas/portainer/compose.yaml' },
    env: [
      ...manifest.variables.map(({ name, label, description, value }) => ({
        name,
        label,
        description,
        default: value,
      })),
      port,
    ],
  };
  return {
    'portainer/compose.yaml': yamlFile('Stack of the app template in templates.json.', stack),
    'portainer/templates.json': `${JSON.stringify({ version: '3', templates: [template] }, null, 2)}\n`,
  };
}
