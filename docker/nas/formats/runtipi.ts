import { manifest, pinnedImage } from '../manifest.ts';

/** Runtipi: an app of an own store. */
export function runtipi(): Record<string, string> {
  const json = (content: object) => `${JSON.stringify(content, null, 2)}\n`;
  const asked = manifest.variables.filter(({ name }) => name !== 'FOXDEN_PUBLIC_URL');
  const released = Date.UTC(2026, 10, 22);
  const config = {
    $schema: 'https://schemas.runtipi.io/app-info.json',
    id: manifest.id,
    urn: `${manifest.id}:${manifest.id}`,
    name: manifest.name,
    available: true,
    exposable: true,
    // Firefox takes only https, which Runtipi gives to apps that are exposed on a domain.
    force_expose: true,
    dynamic_config: true,
    port: 8480,
    tipi_version: 1,
    version: manifest.version,
    categories: ['utilities', 'security'],
    short_desc: manifest.tagline,
    description: manifest.description,
    author: manifest.developer,
    source: manifest.project,
    website: manifest.project,
    supported_architectures: manifest.architectures,
    uid: 1000,
    gid: 1000,
    created_at: released,
    updated_at: released,
    form_fields: asked.map(({ name, label, value, description }) => ({
      type: 'text',
      label,
      hint: description,
      default: value,
      required: false,
      env_variable: name,
    })),
  };
  const environment = {
    ...manifest.environment,
    FOXDEN_PUBLIC_URL: `https://\${APP_DOMAIN}`,
    ...Object.fromEntries(asked.map(({ name }) => [name, `\${${name}}`])),
    PUID: '1000',
    PGID: '1000',
  };
  const compose = {
    $schema: 'https://schemas.runtipi.io/v2/dynamic-compose.json',
    schemaVersion: 2,
    services: [
      {
        name: manifest.id,
        image: pinnedImage,
        isMain: true,
        internalPort: manifest.port,
        user: '0:0',
        // No read-only root: the schema has no tmpfs, and Foxden writes to /tmp.
        capDrop: ['ALL'],
        capAdd: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETGID', 'SETUID'],
        securityOpt: ['no-new-privileges:true'],
        environment: Object.entries(environment).map(([key, value]) => ({ key, value })),
        volumes: [{ hostPath: `\${APP_DATA_DIR}/data`, containerPath: manifest.dataDir }],
        stopGracePeriod: '30s',
      },
    ],
  };
  return {
    'runtipi/apps/foxden/config.json': json(config),
    'runtipi/apps/foxden/docker-compose.json': json(compose),
    'runtipi/apps/foxden/metadata/description.md': `# ${manifest.name}\n\n${manifest.description}\n\n${manifest.setUp}\n`,
  };
}
