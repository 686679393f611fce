import type { Request } from 'express';
import { expect, it } from 'vitest';
import { routeOf } from './route-of.ts';

const request = (fields: Record<string, unknown>) =>
  ({ baseUrl: '/user', path: '/1.0/ann/node/weave', params: {}, ...fields }) as unknown as Request;
const path = /^\/(1\.0|1)\/([^/]*)\/node\/weave$/;

it('tells the pattern of a route, and none without one', () => {
  expect(routeOf(request({ route: { path: '/:user' } }))).toBe('/user/:user');
  expect(routeOf(request({}))).toBe('none');
});

it('names the parameters of a route that is an expression', () => {
  expect(routeOf(request({ route: { path }, params: { user: 'ann' } }))).toBe('/user/1.0/:user/node/weave');
});

it('tells no name that is encoded in a way of its own', () => {
  const odd = request({ route: { path }, path: '/1.0/%61nn/node/weave', params: { user: 'ann' } });
  expect(routeOf(odd)).toBe('/user/1.0/:other/node/weave');
});

it('answers for a request that was broken off, which has no parameters any more', () => {
  expect(routeOf(request({ route: { path }, params: undefined }))).toBe('/user/1.0/:other/node/weave');
});
