// What the doctor finds, each thing planted.
import { describe, expect, it } from '@jest/globals';
import net from 'node:net';
import path from 'node:path';
import {
  diskFinding,
  folderFinding,
  studentFindings,
} from '../../course/doctor/places';
import { portFinding } from '../../course/doctor/ports';
import { isFree } from '../../course/servers/free-port';
import {
  gitFinding,
  nodeFinding,
  npmFinding,
  packagesFinding,
  windowsFindings,
} from '../../course/doctor/programs';
import { makeFolder } from '../folders';

describe('programs', () => {
  it.each([
    ['v20.19.0', 'good'],
    ['v24.1.0', 'good'],
    ['v23.0.0', 'warning'],
    ['v20.18.3', 'bad'],
    ['v18.20.4', 'bad'],
  ])('Node.js %s is %s', (version, state) => {
    expect(nodeFinding(version).state).toBe(state);
  });

  it('finds npm and git here', () => {
    expect(npmFinding()).toMatchObject({ state: 'good' });
    expect(gitFinding().says).toMatch(/^(\d|not found)/);
  });

  it('finds packages that are not installed', () => {
    const lock = { packages: { 'node_modules/a': { version: '1.0.0' } } };
    const root = makeFolder({ 'package-lock.json': JSON.stringify(lock) });
    expect(packagesFinding(root)).toMatchObject({
      state: 'bad',
      remedy: 'Type "npm install" in the folder of the course.',
    });
  });

  it('finds a policy that refuses npm, and a missing runtime', () => {
    const system = makeFolder({ 'vcruntime140.dll': '', 'msvcp140.dll': '' });
    const [policy, runtime] = windowsFindings('Restricted', system);
    expect(policy).toMatchObject({ state: 'warning' });
    expect(runtime.says).toContain('vcruntime140_1.dll is missing');
    expect(runtime.remedy).toContain('winget install');
  });

  it('is content with a Windows that has both', () => {
    const system = makeFolder({
      'vcruntime140.dll': '',
      'msvcp140.dll': '',
      'vcruntime140_1.dll': '',
    });
    const states = windowsFindings('RemoteSigned', system).map(
      (one) => one.state,
    );
    expect(states).toEqual(['good', 'good']);
  });
});

describe('places', () => {
  it.each([
    [50_000, 'good'],
    [600, 'warning'],
    [100, 'bad'],
  ])('%d MB free are %s', (megabytes, state) => {
    expect(diskFinding('.', megabytes * 1024 * 1024).state).toBe(state);
  });

  it('measures the disk', () => {
    expect(diskFinding(__dirname).says).toMatch(/^\d+\.\d GB free$/);
  });

  it.each([
    ['C:\\Users\\ada\\OneDrive - School\\course', 'win32', 'OneDrive'],
    ['/Users/ada/Library/Mobile Documents/x', 'darwin', 'Mobile Documents'],
    ['/home/ada/Dropbox/course', 'linux', 'Dropbox'],
    [`C:\\${'a'.repeat(120)}`, 'win32', '260'],
  ] as const)('warns of the folder %s', (root, platform, why) => {
    const finding = folderFinding(root, platform);
    expect(finding.state).toBe('warning');
    expect(finding.says).toContain(why);
  });

  it('finds a folder that may not be written', () => {
    const gone = path.join(makeFolder(), 'gone');
    expect(folderFinding(gone, 'linux').state).toBe('bad');
  });
});

describe('the student’s folder', () => {
  const example = 'JWT_SECRET=\nPORT=3000\n';
  const statesOf = (files: Record<string, string>) =>
    studentFindings(makeFolder(files)).map(({ state, says }) => [state, says]);

  it('may not be there yet', () => {
    const [finding] = studentFindings('/not/there');
    expect(finding.says).toContain('npm run begin 00.02');
  });

  it('needs no .env before there is an example', () => {
    expect(statesOf({ 'app.ts': '' })).toHaveLength(1);
  });

  it.each([
    ['is missing', undefined, 'bad', 'is missing'],
    ['lacks the secret', 'PORT=3000', 'bad', 'lacks JWT_SECRET'],
    ['has an empty one', 'JWT_SECRET=\nPORT=1', 'bad', 'lacks JWT_SECRET'],
    [
      'has the published one',
      'JWT_SECRET=i_am_secret\nPORT=1',
      'bad',
      'that everybody can read',
    ],
    ['is right', 'JWT_SECRET=0a9f\nPORT=1', 'good', 'sets JWT_SECRET, PORT'],
  ])('whose .env %s', (_what, env, state, says) => {
    const files: Record<string, string> = { '.env.example': example };
    if (env !== undefined) files['.env'] = env;
    const [, found] = statesOf(files);
    expect(found[0]).toBe(state);
    expect(found[1]).toContain(says);
  });

  it('whose secret is the example’s', () => {
    const same = 'JWT_SECRET=please-change\n';
    const [, found] = statesOf({ '.env.example': same, '.env': same });
    expect(found[1]).toContain('that everybody can read');
  });

  it('never shows the secret', () => {
    const files = {
      '.env.example': example,
      '.env': 'JWT_SECRET=hush\nPORT=1',
    };
    expect(JSON.stringify(statesOf(files))).not.toContain('hush');
  });
});

describe('ports', () => {
  it('says who has one, and that the course takes another', async () => {
    const server = net.createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as net.AddressInfo;
    try {
      const finding = await portFinding(port, 'your server');
      expect(finding.state).toBe('warning');
      expect(finding.says).toMatch(/^taken by /);
      // Where the system tells at all, it names this very process.
      if (finding.says.includes('process')) {
        expect(finding.says).toContain(`(process ${process.pid})`);
      }
      expect(finding.remedy).toContain('takes the next free port');
      expect((await portFinding(port, 'x', 'the course')).state).toBe('good');
    } finally {
      await new Promise((done) => server.close(done));
    }
    expect(await isFree(port)).toBe(true);
  });
});
