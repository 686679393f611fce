import type { RequestHandler } from 'express';

/** `GET /v1/authorization` (accounts.md §5.5): clients that follow Mozilla's address land on our page, query and all. */
export const authorizationPage: RequestHandler = (request, response) => {
  const query = request.originalUrl.indexOf('?');
  response
    .status(302)
    .set('Location', `/authorization${query < 0 ? '' : request.originalUrl.slice(query)}`)
    .end();
};
