import { stringify } from 'smol-toml';
import { manifest } from '../manifest.ts';

/** YunoHost: the manifest of foxden_ynh. Its scripts and conf/ are written by hand, beside the generated files. */
export function yunohost(): Record<string, string> {
  const archive = `${manifest.project}/releases/download/v${manifest.version}/foxden-${manifest.version}.tar.gz`;
  const onGithub = manifest.project.startsWith('https://github.com/');
  const content = {
    packaging_format: 2,
    id: manifest.id,
    name: manifest.name,
    description: { en: manifest.tagline },
    version: `${manifest.version}~ynh1`,
    maintainers: [],
    upstream: { license: manifest.licence, code: manifest.project },
    integration: {
      yunohost: '>= 12.1',
      helpers_version: '2.1',
      architectures: manifest.architectures,
      multi_instance: false,
      // Firefox signs in to Foxden itself.
      ldap: false,
      sso: false,
      disk: '300M',
      ram: { build: '100M', runtime: '300M' },
    },
    install: {
      domain: { type: 'domain' },
      init_main_permission: { type: 'group', default: 'visitors' },
    },
    resources: {
      sources: {
        main: {
          url: archive,
          sha256: manifest.tarball || '0'.repeat(64),
          ...(onGithub && { autoupdate: { strategy: 'latest_github_release' } }),
        },
      },
      system_user: {},
      install_dir: {},
      data_dir: {},
      permissions: { main: { url: '/', allowed: 'visitors', auth_header: false, show_tile: false } },
      ports: { main: { default: manifest.port } },
      nodejs: { version: '26' },
    },
  };
  const description = `${manifest.description}

Features:

- accounts with two-step sign-in and recovery key, for Firefox on desktop, Android and iOS
- sync of bookmarks, passwords, history, tabs, add-ons, addresses and settings
- sending tabs, and pairing by QR code
- older browsers such as Pale Moon
- encrypted backups every night
`;
  const readme = `# ${manifest.name} for YunoHost

${manifest.tagline}. It needs a domain of its own. The first account is the administrator's: \`journalctl -u ${manifest.id}\`
shows the link that makes it, once.
`;
  return {
    'yunohost/manifest.toml': `${stringify(content)}\n`,
    'yunohost/doc/DESCRIPTION.md': description,
    'yunohost/README.md': readme,
  };
}
