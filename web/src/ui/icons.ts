const MICROPHONE = 'M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3Z M5.5 11a6.5 6.5 0 0 0 13 0 M12 17.5V21';
const CAMERA =
  'M3 8a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2Z M15 10.5l4.4-2.6a1 1 0 0 1 1.6.8v6.6a1 1 0 0 1-1.6.8L15 13.5';
const SLASH = ' M3.5 3.5l17 17';

/** Path data on a 24 × 24 grid, stroked. */
export const ICONS = {
  microphone: MICROPHONE,
  'microphone-off': MICROPHONE + SLASH,
  camera: CAMERA,
  'camera-off': CAMERA + SLASH,
  screen: 'M3 6a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2Z M8.5 20h7 M12 13V7.5 M9.5 9.8 12 7.3l2.5 2.5',
  settings: 'M4 7h9 M19 7h1 M13 7a3 3 0 1 0 6 0a3 3 0 1 0-6 0 M4 17h1 M11 17h9 M5 17a3 3 0 1 0 6 0a3 3 0 1 0-6 0',
  leave: 'M14 4H7a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h7 M10.5 12H20 M16.5 8.5 20 12l-3.5 3.5',
  sound: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5Z M15.5 9a4.2 4.2 0 0 1 0 6 M18 6.5a7.8 7.8 0 0 1 0 11',
  people: 'M6 8a3 3 0 1 0 6 0a3 3 0 1 0-6 0 M3.5 19a5.5 5.5 0 0 1 11 0 M15 5.4a3 3 0 0 1 0 5.2 M17.5 14a5.5 5.5 0 0 1 3 5',
  warning: 'M12 4 3 19.5h18Z M12 10v4 M12 16.8v.1',
  info: 'M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0 M12 11v5 M12 7.8v.1',
  close: 'M6 6l12 12 M18 6 6 18',
} as const;

export type IconName = keyof typeof ICONS;
