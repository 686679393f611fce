import { describe, expect, it } from 'vitest';
import { explain } from '../../failures/explain.ts';
import type { Saying } from '../../failures/saying.ts';
import type { Told } from './catalogue.ts';
import { de } from './de.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { translatorFor } from './translate.ts';

/** What fills a sentence, each to be found again in it, and the names of those that it has asked for. */
function filling(): { facts: object; used: Set<string> } {
  const used = new Set<string>();
  const factOf = (name: string) => ({ date: '2027-03-05', by: 'debian' })[name] ?? `⟦${name}⟧`;
  const get = (_: object, name: string) => factOf(used.add(name) && name);
  return { facts: new Proxy({}, { get: get as ProxyHandler<object>['get'] & typeof get }), used };
}

const titles = /^Foxden\p{Z}?: /u;

type Words = Record<string, (facts: object) => Told>;

describe.each(Object.entries({ de, es, fr }))('what the server says, in %s', (_language, catalogue) => {
  const words = catalogue.sayings as unknown as Words;

  it('has every fact that it is given, and no end of a sentence is missing', () => {
    for (const [id, write] of Object.entries(words)) {
      const { says, fix = '' } = write(filling().facts);
      expect(says, id).not.toBe('');
      expect(`${says} ${fix}`, id).not.toMatch(/undefined|\[object/);
      if (fix) expect(fix, id).toMatch(/\.$/);
      // A title has no end; what is passed on has its own.
      if (!titles.test(says)) expect(says, id).toMatch(/[.⟧]$/);
      if (id.startsWith('acme ')) expect(says, id).toContain('⟦detail⟧');
    }
  });

  it('uses the same facts as German', () => {
    const usedBy = (write: (facts: object) => Told) => {
      const { facts, used } = filling();
      write(facts);
      return [...used].sort();
    };
    for (const [id, write] of Object.entries(words)) {
      expect(usedBy(write), id).toEqual(usedBy((de.sayings as unknown as Words)[id]!));
    }
  });
});

it('French keeps its signs on the line of the word before, Spanish opens every question', () => {
  for (const write of Object.values(fr.sayings as unknown as Words))
    expect(JSON.stringify(write(filling().facts))).not.toMatch(/ [;:?!»]|« /);
  for (const write of Object.values(es.sayings as unknown as Words)) {
    const said = JSON.stringify(write(filling().facts));
    expect(said.split('¿').length).toBe(said.split('?').length);
  }
});

describe('an answer to a page', () => {
  const because: Saying = { id: 'ECONNREFUSED', facts: { what: '192.0.2.7:443' } };
  const saying: Saying = { id: 'no answer', facts: { origin: 'https://a.example', why: 'Nothing listens.' }, because };
  const answer = { findings: [{ check: 'public URL', says: 'English', fix: 'English', saying }], state: null };

  it('tells beside the English what it means, down to the cause', async () => {
    const translate = await translatorFor({ 'accept-language': 'de' });
    expect(translate(answer)).toEqual({
      findings: [
        {
          ...{ check: 'public URL', says: 'English', fix: 'English' },
          told: {
            says: 'https://a.example antwortet von hier aus nicht: Unter 192.0.2.7:443 antwortet kein Programm.',
            fix: expect.stringContaining('Prüfen Sie, ob der Port'),
          },
        },
      ],
      state: null,
    });
  });

  it('names what nobody has a name for, and gives the advice of the cause where there is no other', async () => {
    const translate = await translatorFor({ 'accept-language': 'de' });
    const { saying } = explain(Object.assign(new Error('x'), { code: 'ETIMEDOUT' }))!;
    const unread: Saying = {
      id: 'archive unreadable',
      facts: { file: '/b/x.foxden', why: 'English' },
      because: saying,
    };
    expect(translate({ saying: unread })).toEqual({
      told: {
        says: 'Die Sicherung /b/x.foxden lässt sich nicht lesen. Die Gegenseite antwortet nicht rechtzeitig.',
        fix: expect.stringContaining('Firewall'),
      },
    });
  });

  it.each(['en', 'de-DE,en;q=0.5', 'constructor', 'it'])('stays as it is for %s', async (language) => {
    expect((await translatorFor({ 'accept-language': language }))(answer)).toBe(answer);
  });

  it('leaves what another version has said in English', async () => {
    const translate = await translatorFor({ 'accept-language': 'fr' });
    expect(translate({ says: 'x', saying: { id: 'toString', facts: {} } })).toEqual({ says: 'x', told: undefined });
  });
});
