import { type Static, Type } from 'typebox';

/** What goes out of a room, which people must know who are in it or about to go in. */
export const RoomActivity = Type.Object({
  isRecording: Type.Boolean({ description: 'Whether the room is being recorded right now.' }),
  isStreaming: Type.Boolean({ description: 'Whether the room is being streamed right now.' }),
});
export type RoomActivity = Static<typeof RoomActivity>;

/** The same with whether somebody writes down what is said, as everybody in a room is told. */
export const ToldActivity = Type.Object({
  ...RoomActivity.properties,
  isTranscribing: Type.Boolean({ description: 'Whether the room is being transcribed right now.' }),
});
export type ToldActivity = Static<typeof ToldActivity>;

/** The topic of the data message that tells everybody in a room of a ToldActivity; callers may not use `plenum.…`. */
export const activityTopic = 'plenum.activity';
