import { startTsConverter, videoPid } from '../../../../platform/ffmpeg/mp4-to-ts.ts';
import { parseRtmpUrl } from '../../../../platform/rtmp/parse-rtmp-url.ts';
import { pushTarget, type TargetPush, type TargetState } from '../../../../platform/rtmp/push-target.ts';
import { createTsFanOut } from '../../../../platform/rtmp/ts-fan-out.ts';
import type { Composition } from '../../tables.ts';
import { openTargets } from '../../targets/find-targets.ts';
import type { RecorderDeps } from '../recorder-deps.ts';
import { reportTargets } from './report-targets.ts';

/** Where the chunks of a captured room go: through one converter to all targets. */
export interface Output {
  write(chunk: Buffer): void;
  /** @param interruption why the targets are to be connected anew; null when it is over. */
  end(interruption: string | null): Promise<void>;
}

interface OutputHandlers {
  /** No more can be sent. */
  onBroken(error: string): void;
  /** Every target has failed for good. */
  onAllFailed(error: string): void;
}

/** Begins to publish to all targets of a composition that have not failed for good. */
export async function startOutput(deps: RecorderDeps, composition: Composition, handlers: OutputHandlers): Promise<Output> {
  const stored = await openTargets(deps.db, deps.cipher, composition.id);
  const targets = stored.map(({ position, url }) => ({ position, target: parseRtmpUrl(url) }));
  const reports = reportTargets(deps, composition);
  const source = createTsFanOut(videoPid);
  const converter = startTsConverter({ onData: source.push, onEnded: handlers.onBroken });
  let lastError = 'No target could be reached.';
  const { outgoing, giveUpTargetAfterMs: giveUpAfterMs } = deps;
  const pushes = targets.map(({ position, target }): TargetPush => {
    reports.set(position, { status: 'connecting', error: null });
    const onChange = (state: TargetState) => {
      if (state.status === 'failed') lastError = `No target could be reached. The last one: ${state.error}`;
      reports.set(position, state);
    };
    return pushTarget({ target, source, outgoing, giveUpAfterMs, onChange });
  });
  void Promise.all(pushes.map(({ done }) => done)).then(() => handlers.onAllFailed(lastError));
  return {
    write: converter.write,
    async end(interruption) {
      await Promise.all(pushes.map((push) => push.stop()));
      await converter.end();
      if (interruption !== null) reports.interrupt(interruption);
      await reports.close();
    },
  };
}
