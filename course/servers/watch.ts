// Watches folders and tells once when a save is through.
import path from 'node:path';

const skipped = /[\\/](node_modules|\.git|dist)([\\/]|$)/;

/**
 * Calls `onChange` with the files that changed, 80 ms after the last of them.
 * Returns the way to end it.
 */
export function watchFolders(
  folders: string[],
  onChange: (files: string[]) => void,
): () => void {
  const chokidar = require('chokidar') as typeof import('chokidar');
  const changed = new Set<string>();
  const seen = new Map<string, number | undefined>();
  let timer: NodeJS.Timeout | undefined;
  const began = Date.now();
  let ready = false;
  const watcher = chokidar.watch(folders, {
    alwaysStat: true,
    ignored: (file) => skipped.test(file),
  });
  watcher.on('ready', () => (ready = true));
  watcher.on('all', (_event, file, stats) => {
    // One save can bring several events, some of them late.
    const known = seen.has(file) && seen.get(file) === stats?.mtimeMs;
    seen.set(file, stats?.mtimeMs);
    // The first look tells of all files; only those saved meanwhile are news.
    const isNews = ready || (stats?.mtimeMs ?? 0) >= began;
    if (known || !isNews) return;
    changed.add(path.resolve(file));
    clearTimeout(timer);
    timer = setTimeout(() => {
      const files = [...changed];
      changed.clear();
      onChange(files);
    }, 80);
  });
  // A folder that can't be watched is still shown; it only isn't reloaded.
  watcher.on('error', () => undefined);
  return () => {
    clearTimeout(timer);
    void watcher.close();
  };
}

/** The same for one folder. */
export function watchFolder(
  folder: string,
  onChange: (files: string[]) => void,
): () => void {
  return watchFolders([folder], onChange);
}
