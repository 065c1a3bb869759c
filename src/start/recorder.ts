import { enableCompileCache } from 'node:module';

// Warm starts read compiled code instead of compiling it again.
enableCompileCache();
await import('./run-recorder.ts').then(({ runRecorder }) => runRecorder());
