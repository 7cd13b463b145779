// Opens the student's browser, where there is one and a person is there.
import { spawn } from 'node:child_process';

/** Why none is opened, or undefined. */
export function whyNoBrowser(
  env: NodeJS.ProcessEnv = process.env,
  terminal = process.stdout.isTTY === true,
  platform = process.platform,
): string | undefined {
  if (env.COURSE_BROWSER === 'none') return 'COURSE_BROWSER is none';
  if (env.CI) return 'this is CI';
  if (!terminal) return 'the output is not a terminal';
  const screen = env.DISPLAY || env.WAYLAND_DISPLAY;
  if (platform === 'linux' && !screen) return 'there is no screen';
  return undefined;
}

/** Opens an address; that it can't is no failure, since it is printed too. */
export function openBrowser(url: string): void {
  if (whyNoBrowser()) return;
  const [program, ...words] = opener(url);
  const child = spawn(program, words, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

function opener(url: string): string[] {
  if (process.platform === 'darwin') return ['open', url];
  if (process.platform === 'win32') {
    return ['rundll32', 'url.dll,FileProtocolHandler', url];
  }
  return ['xdg-open', url];
}
