import { Type } from 'typebox';

/**
 * LiveKit's own messages in proto3 JSON (livekit_models.proto), with int64 as strings. Only the fields that callers
 * commonly read are named; all others pass through.
 */
const passThrough = { additionalProperties: true } as const;

export const Room = Type.Object(
  {
    sid: Type.String({ description: 'LiveKit id, `RM_…`; a new one each time the room opens.' }),
    name: Type.String({ description: 'The roomId.' }),
    emptyTimeout: Type.Integer({ description: 'Seconds until the room closes when nobody ever joins.' }),
    departureTimeout: Type.Integer({ description: 'Seconds until the room closes after the last one left.' }),
    maxParticipants: Type.Integer({ description: '0: no limit.' }),
    creationTime: Type.String({ description: 'Seconds since 1970.' }),
    metadata: Type.String(),
    numParticipants: Type.Integer(),
    numPublishers: Type.Integer(),
    activeRecording: Type.Boolean(),
  },
  passThrough,
);

export const TrackInfo = Type.Object(
  {
    sid: Type.String({ description: 'LiveKit id, `TR_…`.' }),
    type: Type.String({ description: 'AUDIO, VIDEO or DATA.' }),
    source: Type.String({ description: 'CAMERA, MICROPHONE, SCREEN_SHARE, SCREEN_SHARE_AUDIO or UNKNOWN.' }),
    muted: Type.Boolean(),
  },
  passThrough,
);

export const ParticipantInfo = Type.Object(
  {
    sid: Type.String({ description: 'LiveKit id, `PA_…`; a new one at each join.' }),
    identity: Type.String(),
    name: Type.String(),
    state: Type.String({ description: 'JOINING, JOINED, ACTIVE or DISCONNECTED.' }),
    metadata: Type.String({ description: 'JSON: the metadata given with the token, plus `role`.' }),
    joinedAt: Type.String({ description: 'Seconds since 1970.' }),
    tracks: Type.Array(TrackInfo),
    permission: Type.Optional(Type.Object({}, passThrough)),
  },
  passThrough,
);
