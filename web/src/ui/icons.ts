const MICROPHONE = 'M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3Z M5.5 11a6.5 6.5 0 0 0 13 0 M12 17.5V21';
const CAMERA =
  'M3 8a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2Z M15 10.5l4.4-2.6a1 1 0 0 1 1.6.8v6.6a1 1 0 0 1-1.6.8L15 13.5';
const RING = 'M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0';
const BROADCAST =
  'M10.5 12a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0 M8 16a5.7 5.7 0 0 1 0-8 M16 8a5.7 5.7 0 0 1 0 8 ' +
  'M5.2 18.8a9.6 9.6 0 0 1 0-13.6 M18.8 5.2a9.6 9.6 0 0 1 0 13.6';
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
  info: `${RING} M12 11v5 M12 7.8v.1`,
  close: 'M6 6l12 12 M18 6 6 18',
  chat: 'M4 6a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v8.5a2 2 0 0 1-2 2h-6.5L7 20.5v-4H6a2 2 0 0 1-2-2Z M8 8.5h8 M8 12h5',
  hand:
    'M8 12V6a1.5 1.5 0 0 1 3 0v5 M11 10.5V4.5a1.5 1.5 0 0 1 3 0v6 M14 11V6a1.5 1.5 0 0 1 3 0v8a6.5 6.5 0 0 1-6.5 6.5' +
    'c-2.6 0-4-1.2-5.2-3.4L3.4 13.6a1.5 1.5 0 0 1 2.5-1.7L8 14.5V11',
  smile: `${RING} M8.5 14a4 4 0 0 0 7 0 M9 9.6v.1 M15 9.6v.1`,
  rooms: 'M4 4h7v7H4Z M13 4h7v7h-7Z M4 13h7v7H4Z M13 13h7v7h-7Z',
  poll: 'M5 20v-8 M12 20V4 M19 20v-5',
  host: 'M12 3.5l7 2.5v5.5c0 4.2-2.8 7.4-7 9-4.2-1.6-7-4.8-7-9V6Z M9 12l2.2 2.2L15.3 10',
  reply: 'M9.5 6 4 11.5 9.5 17 M4 11.5h9a6.5 6.5 0 0 1 6.5 6.5',
  send: 'M4 12l16-7.5L15 20l-3.5-6.5Z M11.5 13.5 20 4.5',
  remove: 'M6 8a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0 M3 20a6.5 6.5 0 0 1 11.5-4 M16.5 16.5l4 4 M20.5 16.5l-4 4',
  lock: 'M6 11h12v9H6Z M8.5 11V7.5a3.5 3.5 0 0 1 7 0V11',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1 M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1',
  record: `${RING} M9 12a3 3 0 1 0 6 0a3 3 0 1 0-6 0 M11 12a1 1 0 1 0 2 0a1 1 0 1 0-2 0`,
  broadcast: BROADCAST,
  captions:
    'M3 7a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2Z M10.6 10.5a2.2 2.2 0 1 0 0 3' +
    ' M17 10.5a2.2 2.2 0 1 0 0 3',
  transcript: 'M6 3.5h8l4 4.2v12.8H6Z M13.8 3.5V8H18 M9 12h6 M9 16h6',
  search: 'M4.5 10.5a6 6 0 1 0 12 0a6 6 0 1 0-12 0 M15 15l5 5',
  down: 'M12 5v14 M6 13l6 6 6-6',
  download: 'M12 4v11 M7.5 10.8 12 15.3l4.5-4.5 M4.5 19.5h15',
} as const;

export type IconName = keyof typeof ICONS;
