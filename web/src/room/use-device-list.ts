import { useEffect, useState } from 'react';

export interface DeviceOption {
  value: string;
  label: string;
}

const FALLBACK_LABELS = { videoinput: 'Camera', audioinput: 'Microphone', audiooutput: 'Speaker' };

/**
 * The devices of a kind, as they come and go. Browsers hide names and ids until a device was opened: change
 * `refresh` then to read them again.
 */
export function useDeviceList(kind: MediaDeviceKind, refresh: unknown): DeviceOption[] {
  const [options, setOptions] = useState<DeviceOption[]>([]);
  useEffect(() => {
    const media = navigator.mediaDevices as MediaDevices | undefined;
    if (!media) return;
    let current = true;
    const read = async () => {
      const devices = await media.enumerateDevices();
      if (current) setOptions(optionsOf(kind, devices));
    };
    void read();
    media.addEventListener('devicechange', read);
    return () => {
      current = false;
      media.removeEventListener('devicechange', read);
    };
  }, [kind, refresh]);
  return options;
}

function optionsOf(kind: MediaDeviceKind, devices: MediaDeviceInfo[]): DeviceOption[] {
  return devices
    .filter((device) => device.kind === kind && device.deviceId !== '')
    .map((device, index) => ({
      value: device.deviceId,
      label: device.label || `${FALLBACK_LABELS[kind]} ${index + 1}`,
    }));
}
