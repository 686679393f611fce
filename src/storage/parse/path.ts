import type { Request } from 'express';
import { StorageError } from '../../http/errors/storage-error.ts';
import { isBsoId, isCollectionName } from './ids.ts';

/**
 * Reads the uid of a storage URL.
 *
 * @throws {StorageError} 404 unless it is 1 to 10 digits.
 */
export function pathUid(request: Request): number {
  const uid = request.params.uid as string;
  if (!/^\d{1,10}$/.test(uid)) throw StorageError.notFound();
  return Number(uid);
}

/**
 * Reads the collection's name.
 *
 * @throws {StorageError} 404 when no collection can have that name.
 */
export function pathCollection(request: Request): string {
  const name = request.params.collection as string;
  if (!isCollectionName(name)) throw StorageError.notFound();
  return name;
}

/**
 * Reads the record's id, percent-decoded.
 *
 * @throws {StorageError} 404 when no record can have that id.
 */
export function pathBso(request: Request): string {
  const id = request.params.bso as string;
  if (!isBsoId(id)) throw StorageError.notFound();
  return id;
}
