import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a zip file, with the lies that a hostile one may tell. */
export interface ZipEntry {
  name: string;
  content?: Buffer | string;
  /** As Unix writes it: 0o120777 is a link. */
  mode?: number;
  /** What the list says that it unpacks to. */
  claimedBytes?: number;
  claimedCrc?: number;
  isEncrypted?: boolean;
}

/** A zip file of these entries, every one packed. */
export function makeZip(entries: ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const list: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { name, content = '', mode = 0o100644 } = entry;
    const data = Buffer.from(content);
    const packed = deflateRawSync(data);
    const nameBytes = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(entry.isEncrypted ? 0x801 : 0x800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(entry.claimedCrc ?? crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(entry.claimedBytes ?? data.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((mode << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    files.push(Buffer.from('PK\x03\x04'), common, nameBytes, packed);
    // Version 3.x, made on Unix.
    list.push(Buffer.from('PK\x01\x02'), Buffer.from([0x1e, 3]), common, rest, nameBytes);
    offset += 30 + nameBytes.length + packed.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, directory, Buffer.from('PK\x05\x06'), end]);
}
