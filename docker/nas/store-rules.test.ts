import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { XMLParser } from 'fast-xml-parser';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { manifest } from './manifest.ts';

// What the stores' own linters and index makers ask for. They can't be installed from a registry, so their rules stand here.

const folder = fileURLToPath(new URL('.', import.meta.url));
const text = (path: string) => readFileSync(join(folder, path), 'utf8');
const json = (path: string) => JSON.parse(text(path));

/** Size of a picture, which has to be a PNG. */
function png(path: string): number[] {
  const bytes = readFileSync(join(folder, path));
  expect(bytes.subarray(1, 4).toString(), path).toBe('PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}
const local = (url: string) => url.slice(manifest.raw.length + 1);

describe('YunoHost, package_linter', () => {
  const file = parseToml(text('yunohost/manifest.toml')) as Record<string, Record<string, unknown>>;
  const scripts = readdirSync(join(folder, 'yunohost/scripts'));
  const script = (name: string) =>
    text(`yunohost/scripts/${name}`)
      .split('\n')
      .filter((line) => !line.startsWith('#'))
      .join('\n');

  it.each(['LICENSE', 'README.md', 'tests.toml', 'doc/DESCRIPTION.md', 'conf/nginx.conf', 'conf/systemd.service'])(
    '%s is there and not empty',
    (name) => expect(statSync(join(folder, 'yunohost', name)).size).toBeGreaterThan(20),
  );

  it('has the licence of the repository, tests in format 1, and a few small screenshots', () => {
    expect(text('yunohost/LICENSE')).toBe(text('../../LICENSE'));
    const { test_format, default: tests } = parseToml(text('yunohost/tests.toml'));
    expect(test_format).toBe(1);
    expect(tests).toEqual({});
    const pictures = readdirSync(join(folder, 'yunohost/doc/screenshots'));
    expect(pictures.length).toBeGreaterThan(0);
    const sizes = pictures.map((name) => statSync(join(folder, 'yunohost/doc/screenshots', name)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(512_000);
  });

  it('its manifest has the fields and forms of format 2', () => {
    const whole = z.object({
      packaging_format: z.literal(2),
      id: z.string().regex(/^[a-z0-9]((_|-)?[a-z0-9])+$/),
      name: z.string().max(22),
      description: z.object({ en: z.string().min(5).max(150) }),
      version: z.string().regex(/^\d+\.\d+\.\d+(-?rc\.?\d+)?~ynh\d+$/),
      maintainers: z.array(z.string().regex(/^[^,]+$/)),
      // The website is not the repository: that is what code is for.
      upstream: z.strictObject({ license: z.literal('MPL-2.0'), code: z.url() }),
      integration: z.strictObject({
        yunohost: z.string().regex(/^>=\s*(1[1-9]|[2-9]\d)\.[\d.]*\d$/),
        helpers_version: z.literal('2.1'),
        architectures: z.array(z.enum(['i386', 'amd64', 'armhf', 'arm64'])),
        multi_instance: z.boolean(),
        ldap: z.union([z.boolean(), z.literal('not_relevant')]),
        sso: z.union([z.boolean(), z.literal('not_relevant')]),
        disk: z.string().regex(/^\d+[MG]$/),
        ram: z.strictObject({ build: z.string().regex(/^\d+[MG]$/), runtime: z.string().regex(/^\d+[MG]$/) }),
      }),
      install: z.object({ domain: z.object({ type: z.literal('domain') }), init_main_permission: z.object({}) }),
      resources: z.object({
        sources: z.object({
          main: z.object({ url: z.url(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
        }),
        system_user: z.object({}),
        install_dir: z.object({}),
        permissions: z.object({ main: z.object({ url: z.literal('/') }) }),
      }),
    });
    whole.parse(file);
    expect(String(file.description!.en).toLowerCase()).not.toMatch(/^foxden|for yunohost/);
    // Only GitHub's releases can be followed by it.
    expect('autoupdate' in (file.resources!.sources as { main: object }).main).toBe(
      manifest.project.startsWith('https://github.com/'),
    );
  });

  it.each(scripts)('%s does nothing that the core or a helper does', (name) => {
    const content = script(name);
    expect(content).not.toMatch(/ynh_abort_if_errors|set -eu|set -u|\bexit\b/);
    expect(content).not.toMatch(/apt(-get)? (install|remove)|ynh_package_|npm install --global|yunohost app setting/);
    expect(content).not.toMatch(/\brm -[a-zA-Z]*[rR]|\bsudo\b|systemctl (start|restart|stop) |service nginx restart/);
    expect(content).not.toMatch(
      /YNH_APP_ARG|ynh_replace_string|ynh_systemd_action|ynh_add_|ynh_remove_|ynh_secure_remove/,
    );
    expect(content).not.toMatch(/wait_until="?(Started|Stopped)|line_match/);
    if (name !== '_common.sh') expect(content).toContain('source /usr/share/yunohost/helpers');
  });

  it('what an install adds, a remove takes away; upgrade and restore add it again', () => {
    const common = script('_common.sh');
    expect(common).toContain('ynh_config_add_systemd');
    expect(common).toContain('yunohost service add');
    for (const helper of ['ynh_config_remove_systemd', 'ynh_config_remove_nginx', 'yunohost service remove']) {
      expect(script('remove')).toContain(helper);
    }
    for (const name of ['install', 'upgrade']) expect(script(name)).toContain('foxden_configure');
    expect(script('restore')).toContain('yunohost service add');
    for (const path of ['nginx/conf.d', 'systemd/system', '$install_dir', '$data_dir']) {
      expect(script('backup')).toContain(path);
      expect(script('restore')).toContain(path);
    }
  });

  it('its service has a user of its own, is hardened and holds no secret', () => {
    const unit = text('yunohost/conf/systemd.service');
    expect(unit).toMatch(/^User=__APP__$/m);
    expect(unit).not.toMatch(/^\s*Environment=.*(pass|secret|key)/im);
    for (const name of ['CapabilityBoundingSet=', 'ProtectSystem=', 'SystemCallFilter=', 'PrivateTmp=']) {
      expect(unit).toMatch(new RegExp(`^${name}`, 'm'));
    }
    // What the release's own unit forbids, this one forbids too.
    const own = text('../systemd/foxden.service').match(
      /^(Protect|Restrict|Private|Lock|SystemCall|Capability|NoNew)\w+=/gm,
    )!;
    for (const name of own) expect(unit).toContain(`\n${name}`);
  });

  it('its Nginx leaves headers, redirects and names to YunoHost', () => {
    const conf = text('yunohost/conf/nginx.conf');
    expect(conf).not.toMatch(/add_header|\$http_host|rewrite \^ https|\balias\b|^server_name/m);
    expect(conf).toContain('proxy_pass http://127.0.0.1:__PORT__;');
  });
});

describe('Cosmos, the index and the validator of its market', () => {
  const app = 'cosmos/servapps/Foxden';

  it('has every field that the index takes, pictures, and no word of another store', () => {
    const description = z.object({
      name: z.string().min(1),
      description: z.string().min(1),
      longDescription: z.string().min(1),
      tags: z.array(z.string()).min(1),
      repository: z.url(),
      image: z.string().min(1),
      supported_architectures: z.array(z.enum(['amd64', 'arm64'])).min(1),
    });
    description.parse(json(`${app}/description.json`));
    expect(readdirSync(join(folder, app, 'screenshots')).length).toBeGreaterThan(0);
    for (const name of readdirSync(join(folder, app, 'screenshots'))) png(`${app}/screenshots/${name}`);
    expect(png(`${app}/icon.png`)).toEqual([512, 512]);
    for (const name of ['description.json', 'cosmos-compose.json']) {
      expect(text(`${app}/${name}`)).not.toMatch(/cosmos-servapps|azukaar|github\.io/);
    }
  });

  it('is JSON before and after its placeholders are filled in', () => {
    const filled = text(`${app}/cosmos-compose.json`)
      .replaceAll('{Hostnames.{StaticServiceName}.{StaticServiceName}.host}', 'sync.example.org')
      .replaceAll(/\{(ServiceName|StaticServiceName|Context\.\w+)\}/g, 'x');
    JSON.parse(filled);
    expect(filled).not.toMatch(/\{[A-Z][A-Za-z]*[.}]/);
  });
});

describe('Runtipi, the schemas of config.json and of dynamic compose 2', () => {
  it('config.json', () => {
    const field = z.object({
      type: z.enum(['text', 'password', 'email', 'number', 'fqdn', 'ip', 'fqdnip', 'url', 'random', 'boolean']),
      label: z.string(),
      hint: z.string().optional(),
      default: z.union([z.boolean(), z.string(), z.number()]).optional(),
      required: z.boolean(),
      env_variable: z.string().regex(/^[A-Z_]+$/),
    });
    const config = z.looseObject({
      id: z.string().regex(/^[^:]+$/),
      urn: z.string().regex(/^[^:]+:[^:]+$/),
      available: z.literal(true),
      port: z.int().min(1).max(65535),
      name: z.string(),
      version: z.string(),
      tipi_version: z.int().positive(),
      short_desc: z.string(),
      author: z.string(),
      source: z.url(),
      categories: z.array(z.string()).min(1),
      form_fields: z.array(z.strictObject(field.shape)),
      supported_architectures: z.array(z.enum(['arm64', 'amd64'])),
      dynamic_config: z.literal(true),
      created_at: z.int().positive().max(Date.now()),
      updated_at: z.int().positive().max(Date.now()),
    });
    config.parse(json('runtipi/apps/foxden/config.json'));
    const logo = readFileSync(join(folder, 'runtipi/apps/foxden/metadata/logo.jpg'));
    expect(logo.subarray(0, 3).toString('hex')).toBe('ffd8ff');
    expect(logo.length).toBeLessThan(100_000);
    expect(existsSync(join(folder, 'runtipi/apps/foxden/metadata/description.md'))).toBe(true);
  });

  it('docker-compose.json has nothing that the schema would drop', () => {
    const service = z.strictObject({
      name: z.string(),
      image: z.string(),
      isMain: z.literal(true),
      internalPort: z.int().min(1).max(65535),
      user: z.string(),
      capDrop: z.array(z.string()),
      capAdd: z.array(z.string()),
      securityOpt: z.array(z.string()),
      environment: z.array(z.strictObject({ key: z.string().min(1), value: z.string().min(1) })),
      volumes: z.array(z.strictObject({ hostPath: z.string(), containerPath: z.string() })),
      stopGracePeriod: z.string(),
    });
    z.strictObject({ $schema: z.url(), schemaVersion: z.literal(2), services: z.array(service) }).parse(
      json('runtipi/apps/foxden/docker-compose.json'),
    );
  });
});

describe('pictures by address', () => {
  it('CasaOS, Unraid, Portainer and Umbrel name pictures that are there, as PNG', () => {
    const casaos = parseYaml(text('casaos/Apps/Foxden/docker-compose.yml'))['x-casaos'];
    const unraid = new XMLParser().parse(text('unraid/templates/foxden.xml')).Container;
    const profile = new XMLParser().parse(text('unraid/ca_profile.xml')).CommunityApplications;
    const umbrel = parseYaml(text('umbrel/foxden-sync/umbrel-app.yml'));
    const [portainer] = json('portainer/templates.json').templates;
    expect(png(local(casaos.thumbnail))).toEqual([784, 442]);
    for (const icon of [casaos.icon, unraid.Icon, profile.Icon, umbrel.icon, portainer.logo]) {
      expect(png(local(icon))).toEqual([512, 512]);
    }
    for (const picture of [...casaos.screenshot_link, ...umbrel.gallery])
      expect(png(local(picture))).toEqual([1280, 720]);
    expect(umbrel.gallery.length).toBeGreaterThanOrEqual(3);
  });

  it('Unraid and Umbrel ask for these fields, with something in each', () => {
    const unraid = new XMLParser().parse(text('unraid/templates/foxden.xml')).Container;
    for (const name of [
      'Name',
      'Repository',
      'Overview',
      'Category',
      'Icon',
      'Support',
      'Project',
      'TemplateURL',
      'WebUI',
    ]) {
      expect(unraid[name], name).toBeTruthy();
    }
    expect(unraid.Icon).toMatch(/\.png$/);
    for (const obsolete of ['Networking', 'Data', 'Environment', 'MyIP', 'DateInstalled']) {
      expect(unraid).not.toHaveProperty(obsolete);
    }
    const umbrel = parseYaml(text('umbrel/foxden-sync/umbrel-app.yml'));
    for (const name of [
      'id',
      'category',
      'name',
      'version',
      'tagline',
      'description',
      'developer',
      'website',
      'repo',
      'support',
    ]) {
      expect(umbrel[name], name).toBeTruthy();
    }
    expect(umbrel.tagline).not.toMatch(/\.$/);
    const { services } = parseYaml(text('umbrel/foxden-sync/docker-compose.yml'));
    // Umbrel takes images by digest only: there is one as soon as there is a release.
    expect(services.foxden.image).toMatch(manifest.digest ? /@sha256:[0-9a-f]{64}$/ : /:\d+\.\d+\.\d+$/);
  });
});
