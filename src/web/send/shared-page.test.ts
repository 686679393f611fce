import { expect, it } from 'vitest';
import { bookmarklet, sharedPage } from './shared-page.ts';

const shared = (parameters: Record<string, string>) => sharedPage(`#${new URLSearchParams(parameters)}`);

it('takes the address that an app hands over, wherever it has put it', () => {
  expect(shared({ url: 'https://fox.example/?a=1&b=ü#c', title: ' Fox ' })).toEqual({
    url: 'https://fox.example/?a=1&b=ü#c',
    title: 'Fox',
  });
  expect(shared({ text: 'Look at this: https://fox.example/den' }).url).toBe('https://fox.example/den');
  expect(shared({ url: '', text: 'https://fox.example/' }).url).toBe('https://fox.example/');
});

it('takes nothing that no Firefox opens', () => {
  for (const url of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'about:config', 'fox']) {
    expect(shared({ url }).url).toBe('');
  }
  expect(sharedPage('')).toEqual({ url: '', title: '' });
});

it('makes a bookmark that keeps the address behind the #', () => {
  const opened: string[] = [];
  const run = new Function(
    'open',
    'location',
    'document',
    bookmarklet('https://den.example').replace('javascript:', ''),
  );
  const href = 'https://fox.example/?q=a&b#c "d"';
  run((url: string) => opened.push(url), { href }, { title: 'Ünïcode & "quotes"' });
  expect(new URL(opened[0]!).search).toBe('');
  expect(sharedPage(new URL(opened[0]!).hash)).toEqual({ url: href, title: 'Ünïcode & "quotes"' });
});
