import { expect, it } from 'vitest';
import { toPasswordsCsv } from './passwords-csv.ts';

it('passwords go into the CSV file of Firefox, whatever is in them', () => {
  const login = {
    id: '{a}',
    hostname: 'https://a.example',
    username: 'x"y',
    password: 'line\nbreak, "quoted"',
    httpRealm: null,
    formSubmitURL: '',
    timeCreated: 5,
  };
  expect(toPasswordsCsv([login]).split('\r\n')).toEqual([
    '"url","username","password","httpRealm","formActionOrigin","guid","timeCreated","timeLastUsed","timePasswordChanged"',
    '"https://a.example","x""y","line\nbreak, ""quoted""",,"","{a}","5",,',
  ]);
});
