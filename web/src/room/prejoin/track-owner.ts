import type { LocalTrack } from 'livekit-client';
import type { Device } from '../device-problem.ts';

/** Keeps at most one running track per device and stops what it replaces, so that no camera light stays on. */
export class TrackOwner {
  readonly #tracks = new Map<Device, LocalTrack>();
  readonly #turns = { camera: 0, microphone: 0 };

  /** Stops the device's track and returns the turn to `keep` the next one with. */
  begin(device: Device): number {
    this.#tracks.get(device)?.stop();
    this.#tracks.delete(device);
    this.#turns[device] += 1;
    return this.#turns[device];
  }

  /** Keeps what was opened in a turn. False when a later turn or the end came first: the track is then stopped. */
  keep(device: Device, turn: number, track: LocalTrack | undefined): boolean {
    if (turn !== this.#turns[device]) {
      track?.stop();
      return false;
    }
    if (track) this.#tracks.set(device, track);
    return true;
  }

  /** Gives the running tracks away. */
  release(): LocalTrack[] {
    const tracks = [...this.#tracks.values()];
    this.#tracks.clear();
    return tracks;
  }

  /** Stops everything, and whatever is still being opened when it arrives. */
  close(): void {
    this.begin('camera');
    this.begin('microphone');
  }
}
