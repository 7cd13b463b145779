// An installed Chromium, Chrome or Edge: nothing is downloaded.
import fs from 'node:fs';
import path from 'node:path';

/**
 * The absolute path of a browser that Playwright can drive: the one that
 * BROWSER_PATH names, else the first found in the usual places.
 */
export function findBrowser(): string | undefined {
  const named = process.env.BROWSER_PATH;
  return (named ? [named] : usualPlaces()).find((place) =>
    fs.existsSync(place),
  );
}

/**
 * Why nothing can be seen in a browser here; undefined where it can, and where
 * REQUIRE_BROWSER says that it must.
 */
export function whyNoBrowser(): string | undefined {
  if (findBrowser() || process.env.REQUIRE_BROWSER === '1') return undefined;
  return 'No Chrome, Edge or Chromium is found here: install one, or let BROWSER_PATH name it.';
}

/** How a browser is started: no sandbox for root, nothing sent anywhere. */
export function browserOptions(executablePath: string) {
  const isRoot = process.getuid?.() === 0;
  return {
    executablePath,
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--no-first-run',
      ...(isRoot ? ['--no-sandbox'] : []),
    ],
  };
}

function usualPlaces(): string[] {
  if (process.platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'];
    const programs = [
      'Google\\Chrome\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
      'Chromium\\Application\\chrome.exe',
    ];
    return roots
      .flatMap((name) => process.env[name] ?? [])
      .flatMap((root) => programs.map((one) => path.join(root, one)));
  }
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Microsoft Edge', 'Chromium'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  const names = [
    // Without a window: it needs half as long for a page.
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
  ];
  const folders = (process.env.PATH ?? '').split(':');
  return names.flatMap((name) =>
    [...folders, '/usr/bin', '/snap/bin'].map((folder) =>
      path.join(folder, name),
    ),
  );
}
