import { SelectField } from '../ui/SelectField.tsx';
import { useDeviceList } from './use-device-list.ts';

interface DeviceSelectProps {
  kind: MediaDeviceKind;
  label: string;
  /** The chosen device's id; '' for the browser's default. */
  value: string;
  /** Read the list again when this changes. */
  refresh?: unknown;
  onChange: (deviceId: string) => void;
}

/** A list of devices. Shows nothing while the browser tells none. */
export function DeviceSelect({ kind, label, value, refresh, onChange }: DeviceSelectProps) {
  const options = useDeviceList(kind, refresh);
  const first = options[0];
  if (!first) return null;
  const chosen = options.some((option) => option.value === value) ? value : first.value;
  return <SelectField label={label} options={options} value={chosen} onChange={onChange} />;
}
