import type { LegacyRoutes } from '../route.ts';
import { deleteCollection } from './routes/delete-collection.ts';
import { deleteStorage } from './routes/delete-storage.ts';
import { getCollection } from './routes/get-collection.ts';
import { infoCollections, infoCounts, infoQuota, infoUsage } from './routes/info.ts';
import { deleteRecord, getRecord, putRecord } from './routes/record.ts';
import { writeCollection } from './routes/write-collection.ts';

/** The storage API below `/1.1`, and below `/1.0` and `/1`, which mean the same (sync11.md §2.1). */
export const storageRoutes: LegacyRoutes = {
  '/:user/info/collections': { GET: infoCollections },
  '/:user/info/collection_counts': { GET: infoCounts },
  '/:user/info/collection_usage': { GET: infoUsage },
  '/:user/info/quota': { GET: infoQuota },
  '/:user/storage': { DELETE: deleteStorage },
  '/:user/storage/:collection': {
    GET: getCollection,
    POST: writeCollection,
    PUT: writeCollection,
    DELETE: deleteCollection,
  },
  '/:user/storage/:collection/:id': { GET: getRecord, PUT: putRecord, DELETE: deleteRecord },
};
