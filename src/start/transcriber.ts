import { enableCompileCache } from 'node:module';

// Warm starts read compiled code instead of compiling it again.
enableCompileCache();
await import('./run-transcriber.ts').then(({ runTranscriber }) => runTranscriber());
