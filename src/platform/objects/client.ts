import type { Readable } from 'node:stream';
import { Client, S3Error } from 'minio';
import { removeUnfinishedUploads, uploadParts } from './upload-parts.ts';

export interface ObjectStoreSettings {
  endpoint: string;
  accessKey: string;
  secretKey: string;
  bucket: string;
}

/** Bytes of an object, both ends included. */
export interface ByteRange {
  start: number;
  end: number;
}

/** S3-compatible storage, seen through one bucket. Everything rejects while the storage cannot be reached. */
export interface ObjectStore {
  /** Rejects also when the bucket is missing and cannot be made. */
  ensureBucket(): Promise<void>;
  /** Stores what is there under a name, whole or not at all; what was there before is replaced. */
  put(name: string, data: Buffer | Readable, mimeType: string): Promise<void>;
  putFile(name: string, path: string, mimeType: string): Promise<void>;
  /**
   * Stores parts, as `fillParts` makes them, as one object. Nothing is there before all of it is, nor when `parts`
   * throws. @returns how many bytes it was.
   */
  upload(name: string, parts: AsyncIterable<Buffer>, mimeType: string): Promise<number>;
  /** Removes what an `upload` of this name has stored so far whose process was killed. */
  removeUnfinished(name: string): Promise<void>;
  /** In bytes; null when there is no such object. */
  sizeOf(name: string): Promise<number | null>;
  /** An address from which whoever has it can read an object for so many seconds. It is a secret. */
  presign(name: string, seconds: number): Promise<string>;
  read(name: string, range?: ByteRange): Promise<Readable>;
  /** The names that begin so, sorted. */
  list(prefix: string): Promise<string[]>;
  /** What is not there is removed already. */
  remove(names: readonly string[]): Promise<void>;
}

/** Connects to MinIO or any S3; nothing is sent before the first call. */
export function connectObjectStore({ bucket, ...settings }: ObjectStoreSettings): ObjectStore {
  const client = createClient(settings);
  return {
    async ensureBucket() {
      if (await client.bucketExists(bucket)) return;
      await client.makeBucket(bucket).catch((error: unknown) => {
        // Another process has made it at the same moment.
        if (!(error instanceof S3Error) || error.code !== 'BucketAlreadyOwnedByYou') throw error;
      });
    },
    async put(name, data, mimeType) {
      await client.putObject(bucket, name, data, undefined, { 'Content-Type': mimeType });
    },
    async putFile(name, path, mimeType) {
      await client.fPutObject(bucket, name, path, { 'Content-Type': mimeType });
    },
    upload: (name, parts, mimeType) => uploadParts(client, { bucket, name, mimeType }, parts),
    removeUnfinished: (name) => removeUnfinishedUploads(client, bucket, name),
    async sizeOf(name) {
      try {
        return (await client.statObject(bucket, name)).size;
      } catch (error) {
        if (error instanceof S3Error && error.code === 'NotFound') return null;
        throw error;
      }
    },
    presign: (name, seconds) => client.presignedGetObject(bucket, name, seconds),
    async read(name, range) {
      if (!range) return client.getObject(bucket, name);
      return client.getPartialObject(bucket, name, range.start, range.end - range.start + 1);
    },
    async list(prefix) {
      const names: string[] = [];
      for await (const { name } of client.listObjectsV2(bucket, prefix, true)) if (name) names.push(name);
      return names.toSorted();
    },
    async remove(names) {
      if (names.length === 0) return;
      const [failed] = await client.removeObjects(bucket, [...names]);
      if (failed) throw new Error(`Not every object was removed: ${JSON.stringify(failed)}`);
    },
  };
}

function createClient({ endpoint, accessKey, secretKey }: Omit<ObjectStoreSettings, 'bucket'>): Client {
  const url = new URL(endpoint);
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  return new Client({ endPoint: url.hostname, port, useSSL: url.protocol === 'https:', accessKey, secretKey });
}
