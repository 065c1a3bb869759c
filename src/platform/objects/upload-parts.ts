import type { Client } from 'minio';

/**
 * Stores parts, as `fillParts` makes them, as one object. Nothing is there before all of it is, nor when `parts` throws.
 * @returns how many bytes it was.
 */
export async function uploadParts(
  client: Client,
  { bucket, name, mimeType }: { bucket: string; name: string; mimeType: string },
  parts: AsyncIterable<Buffer>,
): Promise<number> {
  const uploadID = await client.initiateNewMultipartUpload(bucket, name, { 'Content-Type': mimeType });
  try {
    const etags: { part: number; etag: string }[] = [];
    let size = 0;
    for await (const part of parts) {
      const place = { bucketName: bucket, objectName: name, uploadID, partNumber: etags.length + 1, headers: {} };
      const { etag } = await client.uploadPart(place, part);
      etags.push({ part: place.partNumber, etag });
      size += part.length;
    }
    await client.completeMultipartUpload(bucket, name, uploadID, etags);
    return size;
  } catch (error) {
    await client.abortMultipartUpload(bucket, name, uploadID).catch(() => {});
    throw error;
  }
}

/** Removes what uploads under this name left unfinished. */
export async function removeUnfinishedUploads(client: Client, bucket: string, name: string): Promise<void> {
  for (;;) {
    const uploadId = await client.findUploadId(bucket, name);
    if (uploadId === undefined) return;
    await client.abortMultipartUpload(bucket, name, uploadId);
  }
}
