// The worker thread in which Vosk decodes: started by speech-thread.ts, fed with ThreadRequests.
import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { sampleRate } from '../../core/sound.ts';
import { Decoder } from './decoder.ts';
import type { Utterance } from './speech.ts';
import { Turns } from './take-turns.ts';
import type { ThreadAnswer, ThreadRequest } from './thread-messages.ts';

/** The longest stretch that is decoded while the other recognisers of the thread wait. */
const slice = sampleRate / 10;

const port = parentPort;
if (port === null) throw new Error('decoder-thread.ts runs in a worker thread');

// Decoding takes all the time that it gets: who answers a request, or receives sound, goes first. On Linux this is of
// this thread alone.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

const decoders = new Map<number, { decoder: Decoder; partials: boolean }>();
const turns = new Turns();

port.on('message', (request: ThreadRequest) => {
  if (request.kind === 'close') turns.drop(request.id);
  turns.add(request.id, stepsOf(request));
});

function answer(message: ThreadAnswer): void {
  port?.postMessage(message);
}

/** The work that a request is. What fails is told, and ends that request alone. */
function stepsOf(request: ThreadRequest): () => boolean {
  const work = request.kind === 'write' ? writeSteps(request) : () => handle(request);
  return () => {
    try {
      if (work()) return true;
      answer({ kind: 'done', task: request.task });
    } catch (error) {
      answer({ kind: 'undone', task: request.task, reason: (error as Error).message });
    }
    return false;
  };
}

function handle(request: Exclude<ThreadRequest, { kind: 'write' }>): boolean {
  const { id } = request;
  if (request.kind === 'open') open(request);
  else if (request.kind === 'end') tell(id, decoders.get(id)?.decoder.endUtterance() ?? null);
  else close(id);
  return false;
}

function open({ id, model, phrases, partials }: Extract<ThreadRequest, { kind: 'open' }>): void {
  const decoder = new Decoder(model, phrases);
  decoders.set(id, { decoder, partials });
  answer({ kind: 'opened', id, pointer: decoder.pointer, unknown: decoder.unknown });
}

function close(id: number): void {
  decoders.get(id)?.decoder.free();
  decoders.delete(id);
}

function writeSteps({ id, samples }: Extract<ThreadRequest, { kind: 'write' }>): () => boolean {
  let at = 0;
  return () => {
    decode(id, samples.subarray(at, at + slice));
    at += slice;
    return at < samples.length;
  };
}

function decode(id: number, samples: Int16Array): void {
  const entry = decoders.get(id);
  if (!entry) return;
  const { decoder, partials } = entry;
  if (decoder.accept(samples)) return tell(id, decoder.takeUtterance());
  const text = partials ? decoder.takePartial() : null;
  if (text !== null) answer({ kind: 'partial', id, text });
}

function tell(id: number, utterance: Utterance | null): void {
  if (utterance) answer({ kind: 'heard', id, utterance });
}
