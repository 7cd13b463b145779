// A server that goes wrong after its start takes nothing with it.
import { describe, expect, it } from '@jest/globals';
import type { LogLine } from '../../course/servers';
import { get, plainServer, startFiles, until } from './servers';

describe('a server that goes wrong later', () => {
  it('dies at a request: its end is told, its log kept', async () => {
    const server = await startFiles({
      'app.js': plainServer("throw new Error('no such user')"),
    });
    expect(server.alive()).toBe(true);
    await expect(get(server)).rejects.toThrow();
    expect(await server.exited).toEqual({ code: 1, signal: null });
    expect(server.alive()).toBe(false);
    expect(server.log()).toContain('Error: no such user');
    await server.stop();
  });

  it('floods its log: the last lines stay, and the rest is counted', async () => {
    const lines: LogLine[] = [];
    const server = await startFiles(
      {
        'app.js':
          "for (let i = 1; i <= 30000; i += 1) console.log('line ' + i + 'é'.repeat(50));" +
          "process.stdout.write('x'.repeat(100000));" +
          plainServer("res.end('still here')"),
      },
      { onLog: (line) => lines.push(line) },
    );
    expect(await get(server)).toBe('still here');
    await until(() => /x{2000} …$/.test(server.log()));
    const kept = server.log().split('\n');
    expect(kept[0]).toMatch(
      /^… \d{5} lines dropped: the server prints too much …$/,
    );
    expect(kept).toHaveLength(501);
    expect(kept.every((line) => line.length <= 2_002)).toBe(true);
    await until(() => lines.some(({ text }) => /lines dropped/.test(text)));
    expect(lines.length).toBeLessThan(5_000);
  });

  it('prints colours, half lines and odd ends: the lines are whole', async () => {
    const lines: LogLine[] = [];
    const server = await startFiles(
      {
        'app.js':
          "process.stdout.write('\\u001b[32mgre'); process.stdout.write('en\\u001b[0m\\r\\nlast');" +
          plainServer('process.exit(0)'),
      },
      { onLog: (line) => lines.push(line) },
    );
    await get(server).catch(() => {});
    await server.exited;
    expect(lines).toEqual([
      { stream: 'out', text: 'green' },
      { stream: 'out', text: 'last' },
    ]);
  });
});
