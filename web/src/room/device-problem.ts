import { MediaDeviceFailure } from 'livekit-client';

export type Device = 'camera' | 'microphone';

/** Says in one or two plain sentences why a camera or microphone could not be opened, and what to do. */
export function deviceProblem(device: Device, error: unknown): string {
  if (!isSecureContext) return `Browsers allow the ${device} only on https pages. You can still join without it.`;
  switch (MediaDeviceFailure.getFailure(error)) {
    case MediaDeviceFailure.PermissionDenied:
      return `The browser blocks the ${device}. Allow it in the address bar's site settings, then switch it on again.`;
    case MediaDeviceFailure.NotFound:
      return `No ${device} was found. Plug one in and switch it on again, or join without it.`;
    case MediaDeviceFailure.DeviceInUse:
      return `Another program uses the ${device}. Close that program, then switch it on again.`;
    default:
      return `The ${device} did not start. Choose another one, or join without it.`;
  }
}
