/** A worker process that runs one delivery: `DATABASE_URL=… PLENUM_SECRET=… node deliver-once.ts <due delivery as JSON>`. */
import { createCipher } from '../../../../src/core/secrets.ts';
import { createPlaces, type DueDelivery, runDelivery } from '../../../../src/modules/webhooks/index.ts';
import { connectDatabase } from '../../../../src/platform/db/client.ts';
import { createOutgoing } from '../../../../src/platform/outgoing/client.ts';

const { DATABASE_URL = '', PLENUM_SECRET = '' } = process.env;
await runDelivery(
  {
    db: connectDatabase(DATABASE_URL).db,
    cipher: createCipher(PLENUM_SECRET),
    outgoing: createOutgoing({ allowPrivate: true }),
    places: createPlaces(),
    stopping: new AbortController().signal,
    wake: async () => {},
  },
  JSON.parse(process.argv[2] ?? '') as DueDelivery,
);
process.exit();
