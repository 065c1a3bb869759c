import { type Config, ConfigError, readConfig } from '../config/index.ts';

/** The settings of this process; when one is wrong, it ends with a line for each. */
export function readConfigOrExit(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
