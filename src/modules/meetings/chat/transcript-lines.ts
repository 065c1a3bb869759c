import type { ChatMessage } from './tables.ts';

type Said = Pick<ChatMessage, 'participantName' | 'text' | 'createdAt'>;

/** Whatever somebody's program may take for the beginning of a new line. */
const lineBreak = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;

/** `[hh:mm:ss] Name: text` in UTC. Further lines are indented, so that nobody can write a line in another one's name. */
export function toTranscriptLine({ participantName, text, createdAt }: Said): string {
  const time = createdAt.toISOString().slice(11, 19);
  return `[${time}] ${participantName.replace(lineBreak, ' ')}: ${text.replace(lineBreak, '\n    ')}\n`;
}

/** A transcript as a text, line by line. */
export async function* writeTranscript(messages: AsyncIterable<Said>): AsyncGenerator<string> {
  for await (const message of messages) yield toTranscriptLine(message);
}
