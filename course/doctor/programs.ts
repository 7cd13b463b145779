// The programs that the course needs: Node, npm, git, and its own packages.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { bad, good, warning, type Finding } from './finding';

/** @param version as Node says it: `v20.19.0` */
export function nodeFinding(version: string): Finding {
  const [major, minor] = version.replace('v', '').split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    return bad(
      'Node.js',
      `${version}, and the course needs 20.19 or later`,
      'Install the current LTS version from https://nodejs.org.',
    );
  }
  if (major % 2 === 1) {
    return warning(
      'Node.js',
      `${version}, which is no long-term version`,
      'If something odd happens, install the current LTS version from https://nodejs.org.',
    );
  }
  return good('Node.js', version);
}

export function npmFinding(): Finding {
  const { npmScript }: { npmScript(): string } = require('../install');
  const asked = spawnSync(process.execPath, [npmScript(), '--version'], {
    encoding: 'utf8',
  });
  if (asked.status === 0) return good('npm', asked.stdout.trim());
  return bad(
    'npm',
    'not found beside Node.js',
    'Install Node.js anew from https://nodejs.org: npm comes with it.',
  );
}

/** Whether the root's packages are what the lock file says. */
export function packagesFinding(root: string): Finding {
  const {
    isInstalled,
  }: { isInstalled(root: string): boolean } = require('../install');
  if (isInstalled(root)) return good('packages', 'installed');
  return bad(
    'packages',
    'missing, or older than package-lock.json',
    'Type "npm install" in the folder of the course.',
  );
}

export function gitFinding(): Finding {
  const asked = spawnSync('git', ['--version'], { encoding: 'utf8' });
  if (asked.status === 0) {
    return good('git', asked.stdout.replace('git version', '').trim());
  }
  return warning(
    'git',
    'not found',
    'Install it from https://git-scm.com if you want to keep your steps; the lessons work without.',
  );
}

/** What only Windows asks: PowerShell's policy, and a runtime for PostgreSQL. */
export function windowsFindings(
  policy: string = askPolicy(),
  system = path.join(process.env.SystemRoot ?? 'C:\\Windows', 'System32'),
): Finding[] {
  const refused = ['Restricted', 'AllSigned'].includes(policy);
  const runtime = ['vcruntime140.dll', 'msvcp140.dll', 'vcruntime140_1.dll'];
  const missing = runtime.filter(
    (name) => !fs.existsSync(path.join(system, name)),
  );
  return [
    refused
      ? warning(
          'PowerShell',
          `refuses scripts such as npm's (policy ${policy})`,
          'Type npm.cmd in place of npm, or once: Set-ExecutionPolicy -Scope CurrentUser RemoteSigned',
        )
      : good('PowerShell', `lets npm run (policy ${policy || 'unknown'})`),
    missing.length > 0
      ? warning(
          'VC++ runtime',
          `${missing[0]} is missing, and PostgreSQL needs it`,
          'Type: winget install Microsoft.VCRedist.2015+.x64',
        )
      : good('VC++ runtime', 'installed'),
  ];
}

function askPolicy(): string {
  const asked = spawnSync(
    'powershell.exe',
    ['-NoProfile', '-Command', 'Get-ExecutionPolicy'],
    { encoding: 'utf8', timeout: 10_000 },
  );
  return asked.stdout?.trim() ?? '';
}
