// Loaded into a server's process before its own code (`node -r`): plain
// CommonJS, without packages but for the compiler. The server knows nothing
// of it: it gets a port, a database and an end, whatever its code says.
'use strict';

const { isMainThread } = require('node:worker_threads');

const note = process.env.COURSE_SERVER;
// Gone at once: the database's password is not for the server's own eyes, and
// a process that the server starts itself is none of ours.
delete process.env.COURSE_SERVER;

if (isMainThread && note) {
  const orders = JSON.parse(note);
  const tell = (kind, more) => {
    // Without a callback an error of the channel would end the server.
    if (process.connected) process.send({ course: kind, ...more }, () => {});
  };
  require('./life').guardLife(orders, tell);
  require('./listen').placeListeners(orders, tell);
  if (orders.requests) require('./requests').reportRequests(tell);
  require('./database').hookPg(orders);
  if (orders.cheapHash) require('./hash').cheapenHash();
  require('./resolve').hookResolution(orders);
  require('./typescript').hookTypeScript();
}
