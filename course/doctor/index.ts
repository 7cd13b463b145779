// Is this machine ready? One finding for each thing that the course needs.
import { find, findOrStart } from '../database';
import { databaseUrl } from '../database/address';
import { root } from '../find-lesson';
import { PlainError } from '../plain-error';
import { holderOf } from '../runtime';
import { studentFolder } from '../state';
import { bad, good, type Finding } from './finding';
import { diskFinding, folderFinding, studentFindings } from './places';
import { portFinding } from './ports';
import {
  gitFinding,
  nodeFinding,
  npmFinding,
  packagesFinding,
  windowsFindings,
} from './programs';

export type { Finding } from './finding';

/** Looks at everything. It starts the database, as any command would. */
export async function allFindings(): Promise<Finding[]> {
  const windows = process.platform === 'win32' ? windowsFindings() : [];
  return [
    nodeFinding(process.version),
    npmFinding(),
    packagesFinding(root),
    gitFinding(),
    ...windows,
    await databaseFinding(),
    ...(await portFindings()),
    diskFinding(root),
    folderFinding(root),
    ...studentFindings(studentFolder()),
  ];
}

async function databaseFinding(): Promise<Finding> {
  try {
    const { host, port, embedded } = await findOrStart();
    const whose = embedded ? "the course's own" : 'yours (DATABASE_URL)';
    return good('PostgreSQL', `${whose}, answers on ${host}:${port}`);
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
    // Its sentence says what is wrong and what to do.
    return bad('PostgreSQL', 'does not answer', error.message);
  }
}

async function portFindings(): Promise<Finding[]> {
  return [
    await portFinding(3000, 'your server', await holderOf(3000)),
    await portFinding(4000, 'the course in the browser', await holderOf(4000)),
    ...(await databasePort()),
  ];
}

/** With a DATABASE_URL ours needs no port. */
async function databasePort(): Promise<Finding[]> {
  if (databaseUrl()) return [];
  const database = await find().catch(() => undefined);
  const owner = database && "the course's database";
  const port = database?.port ?? 54320;
  return [await portFinding(port, 'the database', owner)];
}
