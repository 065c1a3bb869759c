export { openCaptureFolder } from './recorder/capture-folder.ts';
export { runRecorder, type RunningRecorder } from './recorder/run-recorder.ts';
export { isRecorderThere } from './recorders.ts';
export type { CompositingDeps, CompositionListener } from './deps.ts';
export { compositionsChannel, requestComposition } from './request-composition.ts';
export { requestStop } from './request-stop.ts';
export type { ComposedFile, Composition } from './tables.ts';
