import { eq } from 'drizzle-orm';
import { readConfig } from '../../src/config/index.ts';
import { newId } from '../../src/core/ids.ts';
import { deriveKey } from '../../src/core/secrets.ts';
import { notifyChange } from '../../src/modules/recordings/recording-changes.ts';
import { signRecordingLink } from '../../src/modules/recordings/recording-links.ts';
import { type Recording, recordings } from '../../src/modules/recordings/tables.ts';
import { connectDatabase } from '../../src/platform/db/client.ts';
import { connectObjectStore } from '../../src/platform/objects/client.ts';
import { createClient } from './client.ts';
import type { TestServer } from './server.ts';

type Row = Partial<Omit<Recording, 'seq'>>;

/** Recordings of the server's workspace as if they had been made, for tests of what becomes of them. */
export interface StoredRecordings {
  /** Adds one that is ready, with this file and these pictures, unless `row` says otherwise. @returns its id. */
  add(file: Buffer | null, row?: Row, strip?: Buffer): Promise<string>;
  /** Changes it as its making would, and tells those who wait. */
  change(id: string, row: Row): Promise<void>;
  /** The address of a link that expires then; milliseconds since 1970. */
  linkUntil(id: string, expiresAt: number): string;
  close(): Promise<void>;
}

export async function openStoredRecordings(server: TestServer): Promise<StoredRecordings> {
  const config = readConfig(server.env);
  const { db, close } = connectDatabase(config.databaseUrl);
  const objects = connectObjectStore(config.storage);
  await objects.ensureBucket();
  const workspaceId = await findWorkspace(server);
  const linkKey = deriveKey(config.secret, 'recording links');
  return {
    async add(file, row = {}, strip) {
      const id = newId('rec');
      const objectName = `recordings/${workspaceId}/${id}.mp4`;
      const mimeType = row.mimeType ?? 'video/mp4';
      if (file) await objects.put(objectName, file, mimeType);
      if (strip) await objects.put(`${objectName}.strip.jpg`, strip, 'image/jpeg');
      const stored = file ? { objectName, sizeBytes: file.length, hasStrip: strip !== undefined } : {};
      await db.insert(recordings).values({
        ...{ id, workspaceId, roomId: 'earlier', engine: 'browser', egressId: newId('EG'), status: 'ready', mimeType },
        ...{ filename: 'earlier-2026-11-22-143005.mp4', ...stored, ...row },
      });
      return id;
    },
    change: (id, row) =>
      db.transaction(async (tx) => {
        await tx.update(recordings).set(row).where(eq(recordings.id, id));
        await notifyChange(tx, id);
      }),
    linkUntil(recordingId, expiresAt) {
      const signature = signRecordingLink(linkKey, { workspaceId, recordingId, expiresAt });
      return `${server.url}/v1/recordings/${recordingId}/download?signature=${signature}`;
    },
    close,
  };
}

/** A room link carries the workspace of the key that made it. */
async function findWorkspace(server: TestServer): Promise<string> {
  const { body } = await createClient(server).call('POST', '/v1/rooms/any/link', { role: 'viewer' });
  const content = String(body.url).split('/r/')[1]?.split('.')[0] ?? '';
  const [workspaceId] = JSON.parse(Buffer.from(content, 'base64url').toString()) as string[];
  return workspaceId ?? '';
}
