// Starts server.ts once for each core of this machine, behind one port.
import cluster from 'node:cluster';
import path from 'node:path';
import { env } from './env';
import { log } from './lib/log';

const file = `server${path.extname(__filename)}`;
cluster.setupPrimary({ exec: path.join(__dirname, file) });

let ending = false;

for (let left = env.processes; left > 0; left -= 1) cluster.fork();
log.info(`Started ${env.processes} processes`);

cluster.on('exit', ({ process: { pid } }, code, signal) => {
  if (ending) {
    // Our own end says whether all of theirs were good.
    if (code !== 0) process.exitCode = 1;
    return;
  }
  log.error(`Process ${pid} ended (${signal ?? code}): here comes another`);
  // A moment later: what ends at once would else be started without a pause.
  setTimeout(() => {
    if (!ending) cluster.fork();
  }, 1_000);
});

// Each of them ends in good order; the last of them ends us.
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    ending = true;
    for (const worker of Object.values(cluster.workers ?? {})) {
      worker?.process.kill('SIGTERM');
    }
  });
}
