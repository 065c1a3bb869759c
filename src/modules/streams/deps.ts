import type { Cipher } from '../../core/secrets.ts';
import type { Database } from '../../platform/db/client.ts';
import type { Livekit } from '../../platform/livekit/client.ts';
import type { Outgoing } from '../../platform/outgoing/client.ts';
import type { EgressDeps } from '../compositing/index.ts';

export interface StreamsDeps {
  db: Database;
  livekit: Livekit;
  /** Encrypts the targets, whose URLs carry stream keys. */
  cipher: Cipher;
  /** Draws the rooms and sends them. */
  compositing: EgressDeps;
  /** Says where streams may go. */
  outgoing: Outgoing;
}
