import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { options } from '../../src/config/options.ts';
import { manifest } from './manifest.ts';
import { packages } from './packages.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const text = (path: string) => readFileSync(join(folder, path), 'utf8');
const yaml = (path: string) => parseYaml(text(path));
const json = (path: string) => JSON.parse(text(path));
const composeFiles = Object.keys(packages()).filter((path) => /compose\.ya?ml$/.test(path));

describe('what is checked in', () => {
  it('is what the manifest says; if not: node scripts/run.mjs docker/nas/generate.ts', () => {
    for (const [path, content] of Object.entries(packages())) expect(text(path), path).toBe(content);
    expect(text('generated.txt').trim().split('\n')).toEqual(Object.keys(packages()).sort());
  });

  it('names no setting that Foxden does not have', () => {
    const known = new Set<string>(Object.keys(options));
    for (const [path, content] of Object.entries(packages())) {
      for (const [name] of content.matchAll(/\bFOXDEN_[A-Z_]+\b/g)) {
        expect(known.has(name.replace(/_FILE$/, '')), `${name} in ${path}`).toBe(true);
      }
    }
  });

  it('leaves no secret and no password in any package', () => {
    for (const [path, content] of Object.entries(packages())) expect(content, path).not.toMatch(/password=|secret=/i);
  });
});

describe.each(composeFiles)('compose rules of every NAS engine: %s', (path) => {
  const file = yaml(path);
  const { foxden } = file.services;

  it('asks nothing of the engine that old ones lack', () => {
    const keys = JSON.stringify(file);
    for (const forbidden of [
      '"version"',
      '"build"',
      '"deploy"',
      '"cpus"',
      'start_interval',
      'docker.sock',
      'container_name',
    ]) {
      // CasaOS has a version of the app in its own section.
      expect(JSON.stringify({ ...file, 'x-casaos': undefined }), forbidden).not.toContain(forbidden);
    }
    expect(keys).not.toContain('"network_mode":"host"');
  });

  it('pins the image, confines the container and keeps its data', () => {
    expect(foxden.image).toMatch(new RegExp(`^${manifest.image}:\\d+\\.\\d+\\.\\d+(@sha256:[0-9a-f]{64})?$`));
    expect(foxden).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    expect(JSON.stringify(foxden.volumes)).toContain(manifest.dataDir);
    const root = foxden.user === '0:0';
    expect('cap_add' in foxden).toBe(root);
    expect('PUID' in foxden.environment).toBe(root);
  });
});

describe('pictures', () => {
  /** Width and height from the header of a PNG. */
  const size = (path: string) => {
    const bytes = readFileSync(join(folder, path));
    expect(bytes.subarray(1, 4).toString(), path).toBe('PNG');
    return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  };

  it('are there, as PNG, in the sizes that the stores ask for', () => {
    const local = (url: string) => url.slice(manifest.raw.length + 1);
    expect(size(local(manifest.icon))).toEqual([512, 512]);
    expect(size(local(manifest.thumbnail))).toEqual([784, 442]);
    for (const url of manifest.screenshots) expect(size(local(url))).toEqual([1280, 720]);
    for (const path of ['icon.png', 'screenshots/1.png', 'screenshots/2.png', 'screenshots/3.png']) {
      size(`cosmos/servapps/Foxden/${path}`);
    }
  });
});

describe('Portainer (app templates, format 3)', () => {
  const template = z.object({
    id: z.int(),
    type: z.literal(3),
    title: z.string(),
    description: z.string(),
    note: z.string(),
    categories: z.array(z.string()),
    platform: z.literal('linux'),
    logo: z.url(),
    repository: z.object({ url: z.url(), stackfile: z.string() }),
    env: z.array(z.object({ name: z.string(), label: z.string(), description: z.string(), default: z.string() })),
  });
  const file = z.strictObject({ version: z.literal('3'), templates: z.array(template) });

  it('asks for every variable of its stack, and for no other', () => {
    const { templates } = file.parse(json('portainer/templates.json'));
    for (const { repository, env } of templates) {
      const stack = text(join('../..', repository.stackfile));
      const used = new Set([...stack.matchAll(/\$\{?([A-Z_]+)/g)].map(([, name]) => name));
      expect([...used].sort()).toEqual(env.map(({ name }) => name).sort());
    }
  });
});

describe('CasaOS', () => {
  it('says all that both validators of the store ask for', () => {
    const file = yaml('casaos/Apps/Foxden/docker-compose.yml');
    const english = z.object({ en_US: z.string().min(1) });
    z.object({
      id: z.string(),
      main: z.literal('foxden'),
      architectures: z.array(z.enum(['amd64', 'arm64'])),
      author: z.string(),
      developer: z.string(),
      category: z.string(),
      index: z.string(),
      scheme: z.literal('http'),
      port_map: z.string().regex(/^\d+$/),
      icon: z.url(),
      thumbnail: z.url(),
      screenshot_link: z.array(z.url()).min(1),
      title: english,
      tagline: english,
      description: english,
      tips: z.object({ before_install: english }),
      version: z.string(),
    }).parse(file['x-casaos']);
    expect(file.name).toMatch(/^[a-z0-9][a-z0-9_-]*$/);
    const { ports, volumes } = file.services.foxden;
    expect(ports.map(({ published }: { published: string }) => published)).toContain(file['x-casaos'].port_map);
    expect(volumes[0].source).toMatch(/^\/DATA\/AppData\/\$AppID\//);
  });
});

describe('Umbrel', () => {
  const id = 'foxden-sync';
  const app = yaml(`umbrel/${id}/umbrel-app.yml`);

  it('says what the store asks for', () => {
    expect(app).toMatchObject({ manifestVersion: 1, id, dependencies: [], gallery: manifest.screenshots, path: '' });
    expect(id.startsWith(`${yaml('umbrel/umbrel-app-store.yml').id}-`)).toBe(true);
    expect(['files', 'networking', 'social']).toContain(app.category);
    expect([80, 443, 2000]).not.toContain(app.port);
  });

  it("leads its proxy to the app and keeps its sign-in out of Firefox's way", () => {
    const { services } = yaml(`umbrel/${id}/docker-compose.yml`);
    expect(services.app_proxy.environment).toEqual({
      APP_HOST: `${id}_foxden_1`,
      APP_PORT: manifest.port,
      PROXY_AUTH_ADD: 'false',
    });
    expect(services.foxden.volumes[0]).toMatch(/^\$\{APP_DATA_DIR\}\/data:/);
    expect(existsSync(join(folder, `umbrel/${id}/data/public-url`))).toBe(true);
  });
});

describe('Runtipi', () => {
  const config = json('runtipi/apps/foxden/config.json');
  const compose = json('runtipi/apps/foxden/docker-compose.json');

  it('says what the store asks for', () => {
    const categories = [
      'network',
      'media',
      'development',
      'automation',
      'social',
      'utilities',
      'photography',
      'security',
    ];
    z.object({
      id: z.literal('foxden'),
      available: z.literal(true),
      dynamic_config: z.literal(true),
      tipi_version: z.int().positive(),
      version: z.string(),
      short_desc: z.string(),
      author: z.string(),
      source: z.url(),
      port: z.int().min(1).max(65535),
      categories: z.array(z.enum(categories)),
      supported_architectures: z.array(z.enum(['arm64', 'amd64'])),
      form_fields: z.array(
        z.object({ type: z.literal('text'), label: z.string(), env_variable: z.string(), required: z.boolean() }),
      ),
    }).parse(config);
    expect(existsSync(join(folder, 'runtipi/apps/foxden/metadata/logo.jpg'))).toBe(true);
  });

  it('has one main service, which uses every field of the form', () => {
    expect(compose.services.filter(({ isMain }: { isMain: boolean }) => isMain)).toHaveLength(1);
    const values = compose.services[0].environment.map(({ value }: { value: string }) => value);
    for (const { env_variable } of config.form_fields) expect(values).toContain(`\${${env_variable}}`);
    expect(compose.services[0].internalPort).toBe(manifest.port);
  });
});

describe('Cosmos', () => {
  it('uses every field of its form, and lets Firefox work in the background', () => {
    const compose = json('cosmos/servapps/Foxden/cosmos-compose.json');
    const service = compose.services['{ServiceName}'];
    const fields = compose['cosmos-installer'].form.map(({ name }: { name: string }) => name);
    const used = [...JSON.stringify(service.environment).matchAll(/\{Context\.(\w+)\}/g)].map(([, name]) => name);
    expect(used.sort()).toEqual(fields.sort());
    for (const name of fields) expect(service.labels['cosmos-persistent-env']).toContain(name);
    expect(service.routes[0]).toMatchObject({ BlockCommonBots: false, mode: 'SERVAPP' });
    expect(existsSync(join(folder, 'cosmos/servapps/Foxden/icon.png'))).toBe(true);
  });
});

describe('Unraid', () => {
  const path = 'unraid/templates/foxden.xml';
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false });
  const { Container } = parser.parse(text(path));

  it('is well-formed and has what Community Applications asks for', () => {
    for (const file of [path, 'unraid/ca_profile.xml']) expect(XMLValidator.validate(text(file)), file).toBe(true);
    expect(Container).toMatchObject({ '@version': '2', Name: 'foxden', Network: 'bridge', Privileged: 'false' });
    expect(Container.Overview).not.toMatch(/[[\]<>]/);
    expect(Container.Category).toMatch(/^([A-Za-z]+:[A-Za-z-]*)( [A-Za-z]+:[A-Za-z-]*)*$/);
    expect(Container.TemplateURL.endsWith(`docker/nas/${path}`)).toBe(true);
  });

  it('opens a port that it has, and has no two settings of one name', () => {
    const configs: Record<string, string>[] = Container.Config;
    const ports = configs.filter((config) => config['@Type'] === 'Port').map((config) => config['@Target']);
    expect(ports).toContain(/\[PORT:(\d+)\]/.exec(Container.WebUI)![1]);
    const targets = configs.map((config) => config['@Target']);
    expect(new Set(targets).size).toBe(targets.length);
    for (const config of configs) expect(['Port', 'Path', 'Variable']).toContain(config['@Type']);
  });
});

describe('YunoHost', () => {
  it('has a manifest of format 2', () => {
    const file = parseToml(text('yunohost/manifest.toml'));
    expect(file).toMatchObject({ packaging_format: 2, id: 'foxden', upstream: { license: manifest.licence } });
    expect(file.version).toMatch(/^\d+\.\d+\.\d+~ynh\d+$/);
    expect(file.resources).toMatchObject({ nodejs: { version: '26' }, permissions: { main: { allowed: 'visitors' } } });
  });

  it.each(['install', 'remove', 'upgrade', 'backup', 'restore'])('has a script %s that is one', (name) => {
    const script = join(folder, 'yunohost/scripts', name);
    expect(statSync(script).mode & 0o111).toBe(0o111);
    execFileSync('bash', ['-n', script]);
  });
});
