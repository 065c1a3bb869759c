import { type Static, Type } from 'typebox';

export const transcriptionStatuses = ['active', 'stopped', 'queued', 'running', 'completed', 'failed'] as const;
export const TranscriptionStatus = Type.Enum([...transcriptionStatuses]);
export type TranscriptionStatus = Static<typeof TranscriptionStatus>;

export const transcriptionKinds = ['live', 'post'] as const;
export const TranscriptionKind = Type.Enum([...transcriptionKinds]);
export type TranscriptionKind = Static<typeof TranscriptionKind>;

/** BCP 47, and never a path: a language names a folder of models. */
export const Language = Type.String({
  minLength: 2,
  maxLength: 35,
  pattern: '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$',
  description: 'A BCP 47 tag such as `en-US` or `ko`.',
});

/** Names of speakers by the sid of their track or by their identity; the track's wins. */
export const SpeakerNames = Type.Unsafe<Record<string, string>>({
  type: 'object',
  // Of the names in a Type.Record TypeBox takes nothing but a pattern, and the documents not even that.
  propertyNames: { minLength: 1, maxLength: 128, pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]+$' },
  additionalProperties: { type: 'string', minLength: 1, maxLength: 64 },
  maxProperties: 1000,
  description: 'A name for each `trackSid` or identity; the one of the track wins.',
});
export type SpeakerNames = Static<typeof SpeakerNames>;

export const TranscriptionOptions = Type.Object({
  partialResults: Type.Optional(Type.Boolean({ description: 'Tell what is heard before a sentence has ended. Default true.' })),
  punctuation: Type.Optional(Type.Boolean({ description: 'Capitals and full stops at the ends of segments. Default true.' })),
  profanityFilter: Type.Optional(Type.Boolean({ description: 'Masks profane words. Default false.' })),
  phrases: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 200 }), {
      maxItems: 500,
      description: 'Nothing but these is recognised: words and short sentences in the words of the model.',
    }),
  ),
});
export type TranscriptionOptions = Static<typeof TranscriptionOptions>;

/** One word: seconds as in its segment, confidence 0-1. */
export const SpokenWord = Type.Object({
  word: Type.String(),
  start: Type.Number(),
  end: Type.Number(),
  confidence: Type.Number(),
});
export type SpokenWord = Static<typeof SpokenWord>;

/** What one person said between two pauses. */
export const Segment = Type.Object({
  segmentId: Type.String(),
  speaker: Type.Union([Type.String(), Type.Null()], { description: 'The name of who said it; null when nobody knows.' }),
  participantId: Type.Union([Type.String(), Type.Null()]),
  trackSid: Type.Union([Type.String(), Type.Null()]),
  text: Type.String(),
  start: Type.Number({ description: 'Seconds from `startedAt`, or from the beginning of the file.' }),
  end: Type.Number({ description: 'Likewise.' }),
  at: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { description: 'The wall clock of live ones.' }),
  confidence: Type.Number({ description: '0-1.' }),
  words: Type.Optional(Type.Array(SpokenWord)),
});
export type Segment = Static<typeof Segment>;
