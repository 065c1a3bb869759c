import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPublicAddress } from './public-addresses.ts';

test('addresses of the public internet are public', () => {
  const addresses = [
    ...['8.8.8.8', '172.32.0.1', '100.128.0.1'],
    ...['2606:4700::1111', '::ffff:8.8.8.8', '64:ff9b::808:808', '2002:808:808::1'],
  ];
  for (const address of addresses) assert.equal(isPublicAddress(address), true, address);
});

test('no other address is', () => {
  const addresses = [
    ...['127.0.0.1', '127.255.255.254', '0.0.0.0', '0.1.2.3'],
    ...['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
    ...['169.254.169.254', '100.64.0.1', '100.127.255.255', '192.0.0.1', '192.0.2.1', '198.18.0.1', '203.0.113.9'],
    ...['224.0.0.1', '239.1.1.1', '240.0.0.1', '255.255.255.255'],
    ...['::', '::1', '::127.0.0.1', '::808:808', '::ffff:127.0.0.1', '::ffff:a00:1', '::ffff:0:7f00:1'],
    ...['fe80::1', 'fe80::1%eth0', 'fec0::1', 'fc00::1', 'fd12::1', 'ff02::1', '2001:db8::1', '2001::1', '100::1'],
    ...['64:ff9b::7f00:1', '64:ff9b::a9fe:a9fe', '64:ff9b:1::808:808', '2002:7f00:1::', '2002:a00:1::1'],
    ...['', 'localhost', 'example.com', '1.2.3', '300.1.1.1'],
  ];
  for (const address of addresses) assert.equal(isPublicAddress(address), false, address);
});
