import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseAst } from 'rolldown/parseAst';
import { root } from './pinned-node.mjs';

/** The oldest browsers that the pages have to work in. */
export const floor = { firefox: 115, firefox_android: 115, chrome: 115, safari: 16.4, safari_ios: 16.4 };

const { api, javascript } = createRequire(import.meta.url)('@mdn/browser-compat-data');
const { builtins } = javascript;
// What well-known names stand for: their members are looked up there.
const instances = {
  navigator: 'Navigator',
  document: 'Document',
  location: 'Location',
  history: 'History',
  crypto: 'Crypto',
  performance: 'Performance',
  localStorage: 'Storage',
  sessionStorage: 'Storage',
};
const globals = new Set(['window', 'globalThis', 'self']);

/**
 * Finds what the built pages use and one of the oldest browsers does not have, with the code of their dependencies.
 *
 * @returns {string[]} One line for each.
 */
export function findTooNewApis() {
  const folder = join(root, 'dist/web/assets');
  const files = readdirSync(folder).filter((name) => name.endsWith('.js'));
  const scripts = files.map((name) => readFileSync(join(folder, name), 'utf8'));
  // What one script defines is called in another.
  const defined = new Set(scripts.flatMap((code) => [...readNames(parseAst(code)).defined]));
  return files.flatMap((name, i) => tooNewApis(scripts[i], defined).map((line) => `${name}: ${line}`));
}

/**
 * Finds what a script uses and one of the oldest browsers does not have: names that nothing in it declares, members of known
 * objects, and methods that nothing in it defines and that no browser object of the floor has. What it tests for is its own
 * care.
 *
 * @param {string} code - A module.
 * @param {Set<string>} defined - Names of methods that other modules of the page define.
 * @returns {string[]} One line for each, such as `Promise.withResolvers (firefox 121, safari 17.4)`.
 */
export function tooNewApis(code, defined = new Set()) {
  const used = readNames(parseAst(code));
  const found = new Map();
  const note = (name, entries) => {
    const lacking = entries.length > 0 && entries.every((entry) => lacks(entry).length > 0) ? lacks(entries[0]) : [];
    if (lacking.length > 0) found.set(name, `${name} (${lacking.join(', ')})`);
  };
  for (const name of used.globals) note(name, globalEntries(name));
  for (const path of used.statics) {
    const [owner, member] = path.split('.');
    const type = instances[owner];
    note(
      path,
      type ? own(api[type], member) : [...own(api[owner], `${member}_static`), ...own(builtins[owner], member)],
    );
  }
  for (const name of used.members) {
    if (!used.defined.has(name) && !defined.has(name)) note(`.${name}`, memberEntries.get(name) ?? []);
  }
  return [...found.values()].sort();
}

const own = (object, name) => (object && Object.hasOwn(object, name) && object[name].__compat ? [object[name]] : []);

const globalEntries = (name) => [
  ...own(api, name),
  ...own(builtins, name),
  ...own(api.Window, name),
  ...own(api, `${name}_static`),
];

// All browser objects that have a member of a name: which of them code means can't be told, so one that is old enough will do.
const memberEntries = new Map();
for (const type of [...Object.values(api), ...Object.values(builtins), ...Object.values(builtins.Intl)]) {
  for (const name of Object.keys(type)) {
    if (name === '__compat' || name.endsWith('_static') || !type[name].__compat) continue;
    memberEntries.set(name, [...(memberEntries.get(name) ?? []), type[name]]);
  }
}

function lacks({ __compat }) {
  return Object.keys(floor)
    .filter((browser) => ![__compat.support[browser] ?? []].flat().some((one) => isThere(one, floor[browser])))
    .map((browser) => `${browser} ${[__compat.support[browser]].flat()[0]?.version_added || 'never'}`);
}

function isThere({ version_added, version_removed, flags, prefix, alternative_name }, version) {
  if (!version_added || version_added === 'preview' || flags || prefix || alternative_name) return false;
  const number = (text) => Number.parseFloat(text.replace('≤', ''));
  return number(version_added) <= version && !(version_removed && number(version_removed) <= version);
}

function readNames(tree) {
  const declared = new Set();
  const seen = new Set();
  const tested = new Set();
  const names = { globals: new Set(), statics: new Set(), members: new Set(), defined: new Set() };
  walk(tree, (node, parent, key) => {
    if (node.type === 'Identifier') {
      if (isDeclaration(parent, key)) declared.add(node.name);
      else if (!isMemberName(parent, key)) (isTest(parent, key) ? tested : seen).add(node.name);
    }
    if (node.type === 'Property' || node.type === 'MethodDefinition' || node.type === 'PropertyDefinition') {
      if (!node.computed && parent.type !== 'ObjectPattern') names.defined.add(node.key.name ?? node.key.value);
    }
    if (node.type === 'BinaryExpression' && node.operator === 'in') tested.add(node.left.value);
    if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier') return;
    const { object, property } = node;
    if (parent.type === 'AssignmentExpression' && key === 'left') names.defined.add(property.name);
    if (isTest(parent, key)) tested.add(property.name);
    else if (object.type === 'Identifier' && globals.has(object.name)) seen.add(property.name);
    else if (object.type === 'Identifier' && isKnown(object.name)) names.statics.add(`${object.name}.${property.name}`);
    // Data has names of its own, so only calls tell; who looks at a method without calling it tests for it.
    else if (parent.type === 'CallExpression' && key === 'callee') names.members.add(property.name);
    else tested.add(property.name);
  });
  for (const name of seen) if (!declared.has(name) && !tested.has(name)) names.globals.add(name);
  for (const name of tested) names.members.delete(name);
  for (const path of names.statics) {
    const [owner, member] = path.split('.');
    if (declared.has(owner) || tested.has(member)) names.statics.delete(path);
  }
  return names;
}

const isTest = (parent, key) =>
  key === 'test' ||
  (parent.type === 'LogicalExpression' && key === 'left') ||
  (parent.type === 'UnaryExpression' && (parent.operator === '!' || parent.operator === 'typeof')) ||
  (parent.type === 'CallExpression' && parent.optional);

const isKnown = (name) => name in instances || Object.hasOwn(api, name) || Object.hasOwn(builtins, name);

const isMemberName = (parent, key) =>
  ((parent.type === 'MemberExpression' && key === 'property') ||
    ((parent.type === 'Property' || parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition') &&
      key === 'key')) &&
  !parent.computed;

// Patterns of parameters and variables; which scope they belong to doesn't matter, since no page declares a browser's name.
function isDeclaration(parent, key) {
  switch (parent.type) {
    case 'VariableDeclarator':
    case 'ClassDeclaration':
    case 'ClassExpression':
      return key === 'id';
    case 'FunctionDeclaration':
    case 'FunctionExpression':
      return key === 'id' || key === 'params';
    case 'ArrowFunctionExpression':
    case 'CatchClause':
      return key === 'params' || key === 'param';
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
    case 'RestElement':
    case 'ArrayPattern':
      return true;
    case 'AssignmentPattern':
      return key === 'left';
    case 'Property':
      return key === 'value' && parent.isPattern === true;
    default:
      return false;
  }
}

function walk(node, visit, parent = { type: '' }, key = '') {
  if (node.type === 'ObjectPattern') for (const property of node.properties) property.isPattern = true;
  visit(node, parent, key);
  for (const [name, value] of Object.entries(node)) {
    for (const child of [value].flat()) if (typeof child?.type === 'string') walk(child, visit, node, name);
  }
}
