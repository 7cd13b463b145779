// Heavy tools that a student's first install does without: each has a folder
// here with a package.json of its own, installed by the command that needs it.
import { createRequire } from 'node:module';
import path from 'node:path';

/** `newman`: collections; `browser`: axe; `pictures`: Mermaid. */
export type Extra = 'newman' | 'browser' | 'pictures';

/**
 * Installs an extra if it is not there, and gives a `require` of its packages.
 * Ends the process with a sentence where that can't be done.
 */
export function useExtra(name: Extra): NodeJS.Require {
  // Plain JavaScript, as it also runs before TypeScript is there.
  const { installIfNeeded } = require('../install');
  const folder = path.join(__dirname, name);
  installIfNeeded(folder);
  return createRequire(path.join(folder, 'package.json'));
}
