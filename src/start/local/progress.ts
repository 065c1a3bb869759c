/** Says what the start is doing. Nothing but this writes to the terminal. */
export interface Progress {
  /** Prints one line that stays. */
  line(text: string): void;
  /** Runs `work` and shows that it runs, with the time it has taken so far, when it takes long. */
  step<T>(title: string, work: () => Promise<T>): Promise<T>;
}

/** A step that is shorter than this is not worth a line. */
const QUIET_MS = 2_000;
const LINE_EVERY_MS = 15_000;
const REWRITE_EVERY_MS = 500;

interface Step {
  title: string;
  startedAt: number;
}

/** For logs and pipes: a line when a long step begins, every 15 s while it runs, and when it is done. */
export function lineProgress(report: (line: string) => void): Progress {
  return {
    line: report,
    async step(title, work) {
      const step = { title, startedAt: performance.now() };
      let told = false;
      const tell = (): void => {
        report(told ? describe(step) : `${title} ...`);
        told = true;
      };
      const first = setTimeout(tell, QUIET_MS);
      const ticker = setInterval(tell, LINE_EVERY_MS);
      try {
        const result = await work();
        if (told) report(done(step));
        return result;
      } finally {
        clearTimeout(first);
        clearInterval(ticker);
      }
    },
  };
}

/** For a terminal: the steps that run share one line, which is rewritten. */
export function terminalProgress(terminal: NodeJS.WriteStream): Progress {
  const running = new Set<Step>();
  let ticker: NodeJS.Timeout | undefined;
  const clear = (): void => void terminal.write('\r\x1b[K');
  const redraw = (): void => {
    const slow = [...running].filter(isSlow);
    clear();
    terminal.write(slow.map(describe).join('  |  ').slice(0, (terminal.columns || 80) - 1));
  };
  const line = (text: string): void => {
    clear();
    terminal.write(`${text}\n`);
  };
  return {
    line,
    async step(title, work) {
      const step = { title, startedAt: performance.now() };
      running.add(step);
      ticker ??= setInterval(redraw, REWRITE_EVERY_MS);
      try {
        const result = await work();
        if (isSlow(step)) line(done(step));
        return result;
      } finally {
        running.delete(step);
        redraw();
        if (running.size === 0) {
          clearInterval(ticker);
          ticker = undefined;
        }
      }
    },
  };
}

function isSlow(step: Step): boolean {
  return performance.now() - step.startedAt >= QUIET_MS;
}

function done(step: Step): string {
  return `${step.title}: done in ${elapsed(step)}`;
}

function describe(step: Step): string {
  return `${step.title} ... ${elapsed(step)}`;
}

function elapsed(step: Step): string {
  return `${Math.round((performance.now() - step.startedAt) / 1000)} s`;
}
