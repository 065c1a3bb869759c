export { type Config, ConfigError, type LogLevel, readConfig } from './config.ts';
