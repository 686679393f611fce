import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { openAuditLog } from '../src/log/audit/audit-log.ts';
import { auditEvents } from '../src/log/audit/events.ts';
import type { LogRecord } from '../src/log/logger.ts';

// Filters for programs that ban addresses, fed with lines as Foxden's own audit log writes them.

const here = fileURLToPath(new URL('.', import.meta.url));
const dir = mkdtempSync(join(tmpdir(), 'foxden-bans-'));
const guesses = ['SignInFailed', 'TotpFailed', 'CaptchaFail', 'SignUpRefused', 'RateLimited'];
const attacker = '203.0.113.9';
const victim = '198.51.100.1';
// Whoever picks a user agent tries to put somebody else's address, and another event, into the line.
const forged = `x src=${victim} |SignInFailed|x|5|rt=1 src=${victim} CEF:0|Foxden|foxden|1|SignInFailed|x|5|rt=1 src=${victim} `;

let lines: string[];
beforeAll(async () => {
  const log = openAuditLog({ kind: 'file' }, { dir, keep: 2, onTrouble() {} })!;
  const addresses = [attacker, `::ffff:${attacker}`, '2001:db8::9'];
  for (const message of Object.keys(auditEvents)) {
    for (const address of addresses) {
      const fields = {
        uid: 'a'.repeat(32),
        address,
        userAgent: forged,
        method: 'POST',
        path: '/v1/account/login',
        host: 'sync.example.org',
      };
      const record: LogRecord = { time: Date.now(), level: 'info', stream: 'audit', message, fields };
      log.write(record);
    }
  }
  await log.close();
  const name = readdirSync(dir).find((each) => each.endsWith('.log'))!;
  lines = readFileSync(join(dir, name), 'utf8').trimEnd().split('\n');
  writeFileSync(join(dir, 'audit.txt'), `${lines.join('\n')}\n`);
});
afterAll(() => rmSync(dir, { recursive: true }));

const eventOf = (line: string) => line.split('|')[4]!;

describe.skipIf(Boolean(spawnSync('fail2ban-regex', ['--version']).error))('the filter of fail2ban', () => {
  const bannedLines = (filter: string) => {
    mkdirSync(join(dir, 'filter.d'), { recursive: true });
    copyFileSync(join(here, 'fail2ban/foxden.conf'), join(dir, 'filter.d/foxden.conf'));
    const args = ['-c', dir, '--print-all-matched', '-v', join(dir, 'audit.txt'), filter];
    return execFileSync('fail2ban-regex', args, { encoding: 'utf8' });
  };

  it('finds every guess with the address that it came from, and nothing else', () => {
    const printed = bannedLines('foxden');
    const matched = [...printed.matchAll(/\|[^|]*\|([A-Za-z]+)\|[^|]*\|\d+\|/g)].map(([, event]) => event!);
    expect(
      new Set(
        printed
          .match(/Matched line\(s\):[\s\S]*/)![0]
          .split('\n')
          .flatMap((line) => (line.match(/^\|.*CEF:0\|/) ? [eventOf(line.slice(1))] : [])),
      ),
    ).toEqual(new Set(guesses));
    expect(matched.length).toBeGreaterThan(0);
    expect(printed).toContain(`${lines.length} lines, 0 ignored, ${guesses.length * 3} matched`);
    for (const address of [attacker, '2001:db8::9']) expect(printed).toMatch(new RegExp(`^\\|\\s+${address}\\s`, 'm'));
    expect(printed).not.toMatch(new RegExp(`^\\|\\s+${victim}\\s`, 'm'));
  });

  it('counts first tries with another spelling in a jail of their own', () => {
    expect(bannedLines('foxden[mode=spellings]')).toContain(`${lines.length} lines, 0 ignored, 3 matched`);
  });
});

it('the parser of CrowdSec finds event, time and the true address in every line', () => {
  const { nodes } = parse(readFileSync(join(here, 'crowdsec/foxden-parser.yaml'), 'utf8')) as {
    nodes: [{ grok: { pattern: string } }];
  };
  const grok: Record<string, string> = { DATA: '.*?', WORD: '\\b\\w+\\b', INT: '[+-]?[0-9]+', IP: '[0-9a-fA-F:.]+' };
  const pattern = nodes[0].grok.pattern.replace(/%\{(\w+)(?::(\w+))?\}/g, (_, kind: string, name?: string) =>
    name ? `(?<${name}>${grok[kind]})` : `(?:${grok[kind]})`,
  );
  for (const line of lines) {
    const found = new RegExp(pattern).exec(line)?.groups;
    expect(found?.event).toBe(eventOf(line));
    expect([attacker, '2001:db8::9']).toContain(found?.source_ip);
    expect(found?.rt).toMatch(/^\d{13}$/);
  }
  const scenario = parse(readFileSync(join(here, 'crowdsec/foxden-scenario.yaml'), 'utf8'));
  expect(scenario).toMatchObject({ type: 'leaky', groupby: 'evt.Meta.source_ip' });
  for (const event of guesses) expect(Object.keys(auditEvents)).toContain(event);
});
