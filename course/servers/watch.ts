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
  let timer: NodeJS.Timeout | undefined;
  const watcher = chokidar.watch(folders, {
    ignoreInitial: true,
    ignored: (file) => skipped.test(file),
  });
  watcher.on('all', (_event, file) => {
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

/** The same for one folder, whatever changed in it. */
export function watchFolder(folder: string, onChange: () => void): () => void {
  return watchFolders([folder], onChange);
}
