export * from '../http/stamp.ts';
