import { composeService } from '../compose-service.ts';
import { manifest } from '../manifest.ts';
import { yamlFile } from '../yaml-file.ts';

const id = 'foxden-sync';

/** Umbrel: a community store with one app. */
export function umbrel(): Record<string, string> {
  const app = {
    manifestVersion: 1,
    id,
    category: 'networking',
    name: manifest.name,
    version: manifest.version,
    tagline: manifest.tagline,
    icon: manifest.icon,
    description: `${manifest.description}\n\n${manifest.setUp} On umbrelOS: tailscale serve --bg --https=443 http://127.0.0.1:4880. Write that address into the file public-url in the app's data folder, and restart the app.`,
    releaseNotes: '',
    developer: manifest.developer,
    website: manifest.project,
    dependencies: [],
    repo: manifest.project,
    support: `${manifest.project}/issues`,
    port: 4880,
    gallery: manifest.screenshots,
    path: '',
    defaultUsername: '',
    defaultPassword: '',
    submitter: manifest.developer,
    submission: manifest.project,
  };
  // umbrelOS has no form for settings, so the address stands in a file of the app's data.
  const settings = manifest.variables.filter(({ name }) => name !== 'FOXDEN_PUBLIC_URL');
  const environment = {
    ...manifest.environment,
    FOXDEN_PUBLIC_URL_FILE: `${manifest.dataDir}/public-url`,
    ...Object.fromEntries(settings.map(({ name, value }) => [name, value])),
  };
  const compose = {
    services: {
      // Umbrel's own sign-in would answer in Foxden's place when Firefox asks.
      app_proxy: {
        environment: { APP_HOST: `${id}_foxden_1`, APP_PORT: manifest.port, PROXY_AUTH_ADD: 'false' },
      },
      foxden: {
        ...composeService({
          data: `\${APP_DATA_DIR}/data`,
          value: (_name, value) => value,
          user: '1000:1000',
        }),
        environment,
        restart: 'on-failure',
        stop_grace_period: '1m',
      },
    },
  };
  return {
    'umbrel/umbrel-app-store.yml': yamlFile('A community app store for umbrelOS.', { id: 'foxden', name: 'Foxden' }),
    [`umbrel/${id}/umbrel-app.yml`]: yamlFile('What umbrelOS shows.', app),
    [`umbrel/${id}/docker-compose.yml`]: yamlFile('What umbrelOS runs.', compose),
    [`umbrel/${id}/data/public-url`]: '',
  };
}
