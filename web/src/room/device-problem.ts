import { MediaDeviceFailure } from 'livekit-client';

export type Device = 'camera' | 'microphone';

/** Says in plain words why a camera or microphone could not be opened, and what to do. */
export function deviceProblem(device: Device, error: unknown): string {
  if (!isSecureContext) return `Browsers allow the ${device} only on https pages. Ask for an https link.`;
  switch (MediaDeviceFailure.getFailure(error)) {
    case MediaDeviceFailure.PermissionDenied:
      return `The browser blocks the ${device}. Allow it in the address bar's site settings, then switch it on again.`;
    case MediaDeviceFailure.NotFound:
      return `No ${device} was found. Plug one in, then switch it on again.`;
    case MediaDeviceFailure.DeviceInUse:
      return `Another program uses the ${device}. Close that program, then switch it on again.`;
    default:
      return `The ${device} did not start. Choose another one, or switch it on again.`;
  }
}
