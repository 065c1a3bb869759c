import { type Static, Type } from 'typebox';

export const Layout = Type.Enum(['grid', 'speaker', 'single-speaker']);
export type Layout = Static<typeof Layout>;

/** Which program drew and mixed a room: LiveKit Egress, or our own recorder's browser. */
export const Engine = Type.Enum(['egress', 'browser']);
export type Engine = Static<typeof Engine>;

/** Which of them to use: `auto` is egress where one answers, else the browser. */
export type EngineChoice = 'auto' | Engine;

/** How a room is drawn. */
export interface Picture {
  layout: Layout;
  audioOnly: boolean;
  /** Pixels; even numbers, as H.264 wants. */
  width: number;
  height: number;
}

/** How a target of a broadcast is doing; `failed` is for good. */
export const TargetStatus = Type.Enum(['connecting', 'live', 'failed']);
export type TargetStatus = Static<typeof TargetStatus>;
