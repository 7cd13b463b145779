// A thread that ends the process when the one who started it is gone.
'use strict';

const { workerData } = require('node:worker_threads');

const { parent, group } = workerData;

setInterval(() => {
  if (process.ppid === parent && isThere(parent)) return;
  process.kill(group ? -process.pid : process.pid, 'SIGKILL');
}, 500);

// On Windows the parent's number stays the same after its end.
function isThere(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
