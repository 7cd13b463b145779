// What the pages may ask the live server to do.
import express, { Router, type Request } from 'express';
import { lessonById } from '../find-lesson';
import type { Lesson } from '../outline';
import { PlainError } from '../plain-error';
import type { CheckJobs } from './check-jobs';
import type { DatabaseState } from './database-state';
import { differences } from './changes-panel';
import type { Events } from './events';
import { changesBetween, partsOf } from './pages';
import { noteProgress, readProgress } from './progress';
import { requestList, sendRequest } from './requests';
import { folderOf, type Which } from './launch';
import type { Running } from './running';
import type { Tables } from './tables';

/** The living parts that the API speaks for. */
export interface Parts {
  events: Events;
  running: Running;
  checks: CheckJobs;
  tables: Tables;
  database: { now(): DatabaseState; look(): Promise<void> };
}

/** The router behind `/api`. */
export function api(parts: Parts): Router {
  const router = Router();
  router.use(express.json({ limit: '100kb' }));
  router.get('/events', (req, res) => parts.events.attach(req, res));
  router.get('/state', (_req, res) => void res.json(stateOf(parts)));
  addServers(router, parts);
  addLesson(router, parts);
  return router;
}

function stateOf({ events, running, checks, database }: Parts) {
  return {
    since: events.last(),
    servers: running.states(),
    logs: running.logs(),
    requests: running.requests(),
    checks: checks.now(),
    database: database.now(),
    progress: readProgress(),
  };
}

function addServers(router: Router, parts: Parts) {
  const { running, checks, database, tables } = parts;
  router.post('/run', async (req, res) => {
    const which = whichOf(req);
    // A database that cannot be reached is the start's to tell.
    await tables.remember(which, lessonIn(req)).catch(() => undefined);
    await running.start(which, lessonIn(req));
    res.json(running.states().find((one) => one.which === which));
  });
  router.post('/stop', async (req, res) => {
    const which = whichOf(req);
    await running.stop(which);
    res.json(running.states().find((one) => one.which === which));
  });
  router.post('/database', async (_req, res) => {
    await database.look();
    res.json(database.now());
  });
  router.post('/tables', async (req, res) => {
    res.json(await tables.look(whichOf(req), lessonIn(req)));
  });
  router.post('/rows', async (req, res) => {
    const { table, from } = req.body;
    const which = whichOf(req);
    const first = Number(from) || 0;
    res.json(await tables.rows(which, lessonIn(req), String(table), first));
  });
  router.post('/check', (req, res) => {
    checks.start(whichOf(req), lessonIn(req));
    res.status(202).json(checks.now());
  });
}

function addLesson(router: Router, { running, events }: Parts) {
  router.get('/requests', (req, res) => {
    res.json(requestList(lessonNamed(req.query.lesson)));
  });
  router.post('/request', async (req, res) => {
    res.json(await sendRequest(running, whichOf(req), req.body));
  });
  router.post('/progress', (req, res) => {
    const { id } = lessonIn(req);
    const progress = noteProgress(id, 'read', req.body.read === true);
    events.send('progress', progress);
    res.json(progress);
  });
  router.get('/stamp', async (req, res) => {
    const { stamp } = await partsOf(lessonNamed(req.query.lesson));
    res.json({ stamp });
  });
  router.get('/mine', async (req, res) => {
    const lesson = lessonNamed(req.query.lesson);
    const at = folderOf('step', lesson);
    const changes = await changesBetween(folderOf('mine'), at);
    res.json({ html: differences(lesson, changes).text });
  });
}

function whichOf(req: Request): Which {
  const { which } = req.body ?? {};
  if (which === 'step' || which === 'mine') return which;
  throw new PlainError('Say which server: "step" or "mine".');
}

function lessonIn(req: Request): Lesson {
  return lessonNamed(req.body?.lesson);
}

/** Only an id of the outline is a lesson here: nothing becomes a path. */
function lessonNamed(id: unknown): Lesson {
  const lesson = lessonById(String(id));
  if (lesson.written) return lesson;
  throw new PlainError(`Lesson ${lesson.id}, ${lesson.title}, is coming.`);
}
