import { XMLBuilder } from 'fast-xml-parser';
import { manifest, pinnedImage } from '../manifest.ts';

interface Config {
  name: string;
  target: string;
  type: 'Port' | 'Path' | 'Variable';
  mode: string;
  value: string;
  description: string;
  advanced?: boolean;
  required?: boolean;
}

/** Unraid: a Community Applications repository with one template. */
export function unraid(): Record<string, string> {
  const configs: Config[] = [
    {
      name: 'Web port',
      target: String(manifest.port),
      type: 'Port',
      mode: 'tcp',
      value: String(manifest.port),
      description: 'For the reverse proxy.',
      required: true,
    },
    {
      name: 'Data',
      target: manifest.dataDir,
      type: 'Path',
      mode: 'rw',
      value: '/mnt/user/appdata/foxden',
      description: 'Database, keys, logs and backups.',
      required: true,
    },
    ...manifest.variables.map(({ name, label, value, description, advanced, required }) => {
      return { name: label, target: name, type: 'Variable', mode: '', value, description, advanced, required } as const;
    }),
    ...Object.entries({ ...manifest.environment, PUID: '99', PGID: '100' }).map(([name, value]) => {
      const description = name.startsWith('P') ? 'Owner of the data.' : 'Fits the reverse proxy of your network.';
      return { name, target: name, type: 'Variable', mode: '', value, description, advanced: true } as const;
    }),
  ];
  const container = {
    '@version': '2',
    Name: manifest.id,
    Repository: pinnedImage,
    Registry: `https://${manifest.image}`,
    Network: 'bridge',
    Shell: 'sh',
    Privileged: 'false',
    Support: `${manifest.project}/issues`,
    Project: manifest.project,
    Overview: `${manifest.description} ${manifest.setUp}`,
    Category: 'Cloud: Network:Other Security:',
    WebUI: `http://[IP]:[PORT:${manifest.port}]/`,
    TemplateURL: `${manifest.raw}/unraid/templates/foxden.xml`,
    Icon: manifest.icon,
    Screenshot: manifest.screenshots,
    ExtraParams: '--user 0:0 --read-only --tmpfs /tmp --security-opt no-new-privileges --stop-timeout 30',
    Config: configs.map(({ name, target, type, mode, value, description, advanced, required }) => ({
      '@Name': name,
      '@Target': target,
      '@Default': value,
      '@Mode': mode,
      '@Description': description,
      '@Type': type,
      '@Display': advanced ? 'advanced' : 'always',
      '@Required': String(required ?? false),
      '@Mask': 'false',
      '#text': value,
    })),
  };
  const profile = {
    Profile: manifest.description,
    Icon: manifest.icon,
    WebPage: manifest.project,
    Forum: `${manifest.project}/discussions`,
  };
  return {
    'unraid/ca_profile.xml': xml({ CommunityApplications: profile }),
    'unraid/templates/foxden.xml': xml({ Container: container }),
  };
}

function xml(content: object): string {
  const builder = new XMLBuilder({
    attributeNamePrefix: '@',
    ignoreAttributes: false,
    suppressBooleanAttributes: false,
    format: true,
  });
  return `<?xml version="1.0"?>\n${builder.build(content)}`;
}
