import type { Logger } from 'pino';
import { hasFfmpeg } from '../../../platform/ffmpeg/run-ffmpeg.ts';

/** Whether recordings can be read on this machine. */
export interface FfmpegCheck {
  isThere(): boolean;
  /** Looks again while it is not: it may be installed while this process runs. */
  look(): Promise<void>;
}

export function createFfmpegCheck(logger: Logger): FfmpegCheck {
  let isThere = false;
  let wasTold = false;
  return {
    isThere: () => isThere,
    async look() {
      isThere ||= await hasFfmpeg();
      if (isThere || wasTold) return;
      wasTold = true;
      logger.warn('No recording is transcribed here: there is no ffmpeg (Debian: apt-get install ffmpeg).');
    },
  };
}
