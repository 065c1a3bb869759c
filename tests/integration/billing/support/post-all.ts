/** A process that makes all these changes of one workspace at once: `DATABASE_URL=… node post-all.ts <changes as JSON>`. */
import { chargeMeeting, creditWorkspace } from '../../../../src/modules/billing/index.ts';
import { connectDatabase } from '../../../../src/platform/db/client.ts';

export interface Change {
  workspaceId: string;
  /** By which it is known that a change was made before. */
  id: string;
  /** A credit of so much, or a meeting of one person for so many milliseconds. */
  kind: 'credit' | 'charge';
  size: number;
}

if (process.send) await postAll(JSON.parse(process.argv[2] ?? '[]') as Change[]);

/** Tells the parent of each as soon as it is done. */
async function postAll(changes: Change[]): Promise<void> {
  const { db, close } = connectDatabase(process.env['DATABASE_URL'] ?? '');
  await Promise.all(changes.map(async ({ workspaceId, id, kind, size }) => {
    if (kind === 'credit') await creditWorkspace(db, { workspaceId, amount: BigInt(size), description: '', requestId: id });
    else {
      const intervals = [{ identity: 'a', joinedAt: new Date(0), leftAt: new Date(size) }];
      await db.transaction((tx) => chargeMeeting(tx, { workspaceId, meetingId: id, title: '', intervals }, { isEnabled: true }));
    }
    process.send?.(id);
  }));
  await close();
  process.exit();
}
