import { composeService, interpolated, type ServiceOptions } from '../compose-service.ts';
import { manifest } from '../manifest.ts';
import { yamlFile } from '../yaml-file.ts';

const literal = (_name: string, value: string) => value;

/** Compose files to paste: Synology Container Manager, QNAP Container Station, TrueNAS custom app, anything else. */
export function plainCompose(): Record<string, string> {
  const file = (head: string, service: ServiceOptions, volumes?: object) =>
    yamlFile(`${head}\n${manifest.setUp}`, {
      name: manifest.id,
      services: { foxden: composeService(service) },
      volumes,
    });
  return {
    'plain/compose.yaml': file(
      'Foxden in one container, for any Docker. Settings come from a file .env beside it.',
      { data: 'foxden-data', value: interpolated, published: `\${HTTP_PORT:-${manifest.port}}`, user: '1000:1000' },
      { 'foxden-data': {} },
    ),
    'synology/compose.yaml': file(
      'Synology: Container Manager, Project, Create, with this file. Make the folder "data" beside it first. Then Control ' +
        'Panel, Login Portal, Advanced, Reverse Proxy: https to localhost:8000, with the custom header "WebSocket".',
      { data: './data', value: literal, published: String(manifest.port) },
    ),
    'qnap/compose.yaml': file('QNAP: Container Station, Applications, Create, and paste this file.', {
      data: '/share/Container/foxden/data',
      value: literal,
      published: String(manifest.port),
    }),
    'truenas/compose.yaml': file(
      'TrueNAS: Apps, Discover, Custom App, Install via YAML. Make a dataset for the data, owned by apps (568), and put its ' +
        'path in place of /mnt/POOL/apps/foxden.',
      { data: '/mnt/POOL/apps/foxden', value: literal, published: '30800', user: '568:568' },
    ),
  };
}
