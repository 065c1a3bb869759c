import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { Segment } from '../../../contracts/transcription.ts';
import { writeJson } from '../text/to-json.ts';
import { writeSrt } from '../text/to-srt.ts';
import { writeText } from '../text/to-text.ts';
import { writeVtt } from '../text/to-vtt.ts';
import { TranscriptionView } from '../transcription-view.ts';

/** A transcription with what was said. */
export const TranscriptView = Type.Object({
  ...TranscriptionView.properties,
  segments: Type.Array(Segment, { description: 'In the order in which they began.' }),
});

const files = {
  text: { type: 'text/plain; charset=utf-8', ending: 'txt', write: writeText },
  srt: { type: 'application/x-subrip; charset=utf-8', ending: 'srt', write: writeSrt },
  vtt: { type: 'text/vtt; charset=utf-8', ending: 'vtt', write: writeVtt },
};

export type Format = 'json' | keyof typeof files;

export interface Transcript {
  /** What stands beside the segments in JSON. */
  head: object;
  segments: AsyncIterable<Segment>;
  format: Format;
  /** What a file of it is called, without an ending. */
  filename: string;
}

/** Answers with a transcript of any length, a piece at a time. */
export function sendTranscript(reply: FastifyReply, { head, segments, format, filename }: Transcript): FastifyReply {
  if (format === 'json') {
    return reply.type('application/json; charset=utf-8').send(inPieces(writeJson(head, 'segments', segments)));
  }
  const { type, ending, write } = files[format];
  const disposition = `attachment; filename="${filename}.${ending}"`;
  return reply.headers({ 'content-type': type, 'content-disposition': disposition }).send(inPieces(write(segments)));
}

/** A line each would be a packet each. */
const pieceLength = 16_384;

function inPieces(lines: AsyncIterable<string>): Readable {
  return Readable.from(gather(lines), { objectMode: false });
}

async function* gather(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = '';
  for await (const line of lines) {
    piece += line;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
