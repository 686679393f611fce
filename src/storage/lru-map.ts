export * from '../http/lru-map.ts';
