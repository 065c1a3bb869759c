export { type Config, ConfigError, type LogLevel, readConfig, readModelsFolder } from './config.ts';
