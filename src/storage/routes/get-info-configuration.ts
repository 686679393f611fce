import { pathUid } from '../parse/path.ts';
import { sendJson, setStamps } from '../respond.ts';
import type { Route } from './route.ts';

/** GET /{uid}/info/configuration: the limits (sync15.md §14). Says nothing about the user, so nobody has to sign it. */
export const getInfoConfiguration: Route = (ctx) => {
  const { limits, quotaBytes } = ctx.config;
  const json = JSON.stringify(quotaBytes === null ? limits : { ...limits, max_quota_limit: quotaBytes });
  return (request, response) => {
    pathUid(request);
    setStamps(response, ctx.now(), 0);
    sendJson(response, json);
  };
};
