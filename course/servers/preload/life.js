// Ends the server when it is asked to, or when the one who started it is gone.
'use strict';

const path = require('node:path');
const { Worker } = require('node:worker_threads');

/** @param {{ parent: number, group: boolean }} orders */
exports.guardLife = function guardLife(orders, tell) {
  process.on('message', (message) => {
    if (message?.course === 'stop') stop(tell);
  });
  process.on('disconnect', () => end(orders));
  // A program with nothing left to do must still end by itself.
  process.channel.unref();
  watchFromOutside(orders);
};

// A signal handler of the server's own is its way to end: it closes what it
// has open. There is no such signal on Windows, so it is called, not sent.
function stop(tell) {
  tell('stopping');
  if (process.emit('SIGTERM', 'SIGTERM')) return;
  if (process.emit('SIGINT', 'SIGINT')) return;
  process.exit(0);
}

function end({ group }) {
  process.kill(group ? -process.pid : process.pid, 'SIGKILL');
}

// An endless loop never sees the message: a second thread looks for the parent.
function watchFromOutside({ parent, group }) {
  const worker = new Worker(path.join(__dirname, 'watchdog.js'), {
    workerData: { parent, group },
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2 },
  });
  worker.on('error', () => {});
  worker.unref();
}
