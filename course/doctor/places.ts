// Where the course lies: room on the disk, and folders that other programs
// touch behind its back.
import fs from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { bad, good, warning, type Finding } from './finding';

const megabyte = 1024 * 1024;

export function diskFinding(
  folder: string,
  free: number = freeBytes(folder),
): Finding {
  const says = `${(free / megabyte / 1024).toFixed(1)} GB free`;
  const remedy = 'Empty the bin, or take away what you no longer need.';
  if (free < 300 * megabyte) return bad('disk', says, remedy);
  if (free < 1024 * megabyte) return warning('disk', says, remedy);
  return good('disk', says);
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = fs.statfsSync(folder);
  return bavail * bsize;
}

/** @param root the folder of the course, absolute, as its system writes it */
export function folderFinding(
  root: string,
  platform: NodeJS.Platform = process.platform,
): Finding {
  const synced = /onedrive|dropbox|google ?drive|icloud|mobile documents/i.exec(
    root,
  );
  if (synced) {
    return warning(
      'folder',
      `${root} is copied by ${synced[0]} while you work`,
      'Move the course to a folder that is not, for example "code" in your home folder.',
    );
  }
  // Windows refuses paths of more than 260 letters, and packages lie deep.
  if (platform === 'win32' && root.length > 90) {
    return warning(
      'folder',
      `its path has ${root.length} letters, and Windows allows 260 with all that is in it`,
      'Move the course nearer to the top, for example to C:\\code.',
    );
  }
  try {
    fs.accessSync(root, fs.constants.W_OK);
  } catch {
    return bad(
      'folder',
      `${root} may not be written`,
      'Move the course to a folder of your own.',
    );
  }
  return good('folder', root);
}

/** The student's own folder: whether it is there, and what its `.env` says. */
export function studentFindings(folder: string): Finding[] {
  if (!fs.existsSync(folder)) {
    return [
      good('your server', `${folder} is not there yet: "npm run begin 00.02"`),
    ];
  }
  const read = (name: string) => {
    const file = path.join(folder, name);
    return fs.existsSync(file)
      ? parseEnv(fs.readFileSync(file, 'utf8'))
      : undefined;
  };
  const here = good('your server', folder);
  return [here, ...envFindings(read('.env'), read('.env.example'))];
}

// What the old course printed as its secret, and everybody knows.
const published = ['i_am_secret'];

function envFindings(
  env?: NodeJS.Dict<string>,
  example?: NodeJS.Dict<string>,
): Finding[] {
  if (!env && !example) return [];
  if (!env) {
    return [
      bad(
        '.env',
        'is missing, though there is a .env.example',
        'Copy .env.example to .env in your folder, and give JWT_SECRET a value.',
      ),
    ];
  }
  const missing = Object.keys(example ?? {}).filter((name) => !env[name]);
  const secret = env.JWT_SECRET;
  const known =
    secret && (published.includes(secret) || secret === example?.JWT_SECRET);
  if (missing.length > 0) {
    const remedy = `Give ${missing.join(' and ')} a value in .env.`;
    return [bad('.env', `lacks ${missing.join(', ')}`, remedy)];
  }
  if (known) {
    return [
      bad(
        '.env',
        'has a JWT_SECRET that everybody can read',
        'Make one: node -p "crypto.randomBytes(32).toString(\'hex\')"',
      ),
    ];
  }
  return [good('.env', `sets ${Object.keys(env).join(', ') || 'nothing'}`)];
}
