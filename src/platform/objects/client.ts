import { Client } from 'minio';

export interface ObjectStoreSettings {
  endpoint: string;
  accessKey: string;
  secretKey: string;
  bucket: string;
}

/** S3-compatible storage, seen through one bucket. */
export interface ObjectStore {
  /** Rejects when the storage cannot be reached or the bucket is missing and cannot be made. */
  ensureBucket(): Promise<void>;
}

/** Connects to MinIO or any S3; nothing is sent before the first call. */
export function connectObjectStore(settings: ObjectStoreSettings): ObjectStore {
  const url = new URL(settings.endpoint);
  const client = new Client({
    endPoint: url.hostname,
    port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80),
    useSSL: url.protocol === 'https:',
    accessKey: settings.accessKey,
    secretKey: settings.secretKey,
  });
  return {
    async ensureBucket() {
      if (!(await client.bucketExists(settings.bucket))) await client.makeBucket(settings.bucket);
    },
  };
}
