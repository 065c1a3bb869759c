import { type Static, Type } from 'typebox';

const passThrough = { additionalProperties: true } as const;

/** How the encoder is doing, as LiveKit tells it (livekit_ingress.proto). */
export const IngressState = Type.Object(
  {
    status: Type.String({
      description: 'ENDPOINT_INACTIVE, ENDPOINT_BUFFERING, ENDPOINT_PUBLISHING or ENDPOINT_ERROR.',
    }),
    error: Type.String({ description: 'Why it failed; empty when it did not.' }),
    startedAt: Type.String({ description: 'Nanoseconds since 1970; 0 when nobody ever published.' }),
    endedAt: Type.String({ description: 'Nanoseconds since 1970.' }),
    resourceId: Type.String({ description: 'A new one each time that somebody publishes.' }),
  },
  passThrough,
);

/** LiveKit's own message in proto3 JSON; the fields that are not named here pass through. */
export const IngressInfo = Type.Object(
  {
    ingressId: Type.String({ description: 'LiveKit id, `IN_…`.' }),
    name: Type.String(),
    streamKey: Type.String({ description: 'Whoever has it can publish: keep it secret.' }),
    url: Type.String({ description: 'Where the encoder sends to, without the key.' }),
    inputType: Type.String({ description: 'RTMP_INPUT or WHIP_INPUT.' }),
    enableTranscoding: Type.Optional(Type.Boolean()),
    roomName: Type.String({ description: 'The roomId.' }),
    participantIdentity: Type.String(),
    participantName: Type.String(),
    state: IngressState,
  },
  passThrough,
);
export type IngressInfo = Static<typeof IngressInfo>;

/** What to type into an encoder. */
const EncoderSettings = Type.Object({
  ffmpeg: Type.String({ description: 'A command that publishes a test card with a tone.' }),
  obs: Type.Object(
    {
      server: Type.String({ description: 'RTMP: Settings → Stream → Custom → Server. WHIP: Service WHIP → Server.' }),
      streamKey: Type.String({ description: 'RTMP: Stream Key. WHIP: Bearer Token.' }),
    },
    { description: 'For OBS Studio.' },
  ),
});

/** A stream key as its owner sees it. */
export const Ingress = Type.Object({ ...IngressInfo.properties, ...EncoderSettings.properties }, passThrough);
export type Ingress = Static<typeof Ingress>;
