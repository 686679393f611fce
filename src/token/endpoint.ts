/**
 * Address of a user's storage, without a trailing slash (sync15.md §17.8).
 *
 * @param pattern - Of the service, such as `{node}/1.5/{uid}`.
 * @param node - Origin of the node.
 */
export const endpointOf = (pattern: string, node: string, uid: number): string =>
  pattern.replace('{node}', node).replace('{uid}', String(uid));
