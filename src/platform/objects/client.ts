import type { Readable } from 'node:stream';
import { Client, S3Error } from 'minio';

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
  /** In bytes; null when there is no such object. */
  sizeOf(name: string): Promise<number | null>;
  read(name: string, range?: ByteRange): Promise<Readable>;
  /** The names that begin so, sorted. */
  list(prefix: string): Promise<string[]>;
  /** What is not there is removed already. */
  remove(names: readonly string[]): Promise<void>;
}

/** Connects to MinIO or any S3; nothing is sent before the first call. */
export function connectObjectStore({ endpoint, accessKey, secretKey, bucket }: ObjectStoreSettings): ObjectStore {
  const url = new URL(endpoint);
  const client = new Client({
    endPoint: url.hostname,
    port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80),
    useSSL: url.protocol === 'https:',
    accessKey,
    secretKey,
  });
  return {
    async ensureBucket() {
      if (!(await client.bucketExists(bucket))) await client.makeBucket(bucket);
    },
    async put(name, data, mimeType) {
      await client.putObject(bucket, name, data, undefined, { 'Content-Type': mimeType });
    },
    async putFile(name, path, mimeType) {
      await client.fPutObject(bucket, name, path, { 'Content-Type': mimeType });
    },
    async sizeOf(name) {
      try {
        return (await client.statObject(bucket, name)).size;
      } catch (error) {
        if (error instanceof S3Error && error.code === 'NotFound') return null;
        throw error;
      }
    },
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
      if (names.length > 0) await client.removeObjects(bucket, [...names]);
    },
  };
}
