/** What the recording Chromium is started with, beside the folder of its profile. */
export function chromiumFlags({ isRoot, hasSharedMemory }: { isRoot: boolean; hasSharedMemory: boolean }): string[] {
  return [
    '--headless',
    '--remote-debugging-pipe',
    '--no-startup-window',
    ...QUIET,
    ...LEAN,
    ...STEADY,
    // Chromium's sandbox refuses to work for root.
    ...(isRoot ? ['--no-sandbox'] : []),
    // Containers often have so little of it that pages crash.
    ...(hasSharedMemory ? [] : ['--disable-dev-shm-usage']),
  ];
}

/** What would be fetched, asked or loaded for somebody who browses. */
const UNWANTED = [
  'Translate',
  'MediaRouter',
  'OptimizationHints',
  'OptimizationGuideModelDownloading',
  'OptimizationGuideOnDeviceModel',
  'OnDeviceModelPerformanceParams',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];

/** It asks for nothing by itself, and keeps nothing. */
const QUIET = [
  '--no-first-run',
  '--no-default-browser-check',
  '--no-service-autorun',
  '--no-pings',
  '--password-store=basic',
  '--metrics-recording-only',
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-client-side-phishing-detection',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-sync',
  `--disable-features=${UNWANTED.join()}`,
  '--enable-features=SkipListAccountsWithoutGaiaCookies',
  '--disable-field-trial-config',
  '--disable-search-engine-choice-screen',
];

/** Nobody looks at the window: what is recorded is drawn and encoded by the processor, without a pretended GPU. */
const LEAN = ['--disable-gpu', '--disable-software-rasterizer', '--hide-scrollbars', '--mute-audio', '--force-color-profile=srgb'];

/** A page that nobody looks at or clicks on must not be slowed down or silenced. */
const STEADY = [
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-hang-monitor',
];
