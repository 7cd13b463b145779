// The live server's pages, files and refusals.
import express, { type ErrorRequestHandler, type Express } from 'express';
import path from 'node:path';
import { root } from '../find-lesson';
import { sentenceOf } from '../failure';
import { lessons } from '../outline';
import { lessonUrl } from './addresses';
import { api, type Parts } from './api';
import { assetFiles } from './assets';
import { homePage } from './home';
import { lessonPage } from './lesson-page';
import { missingPage } from './missing-page';
import { codeColours, partsOf, searchScript } from './pages';
import { readProgress } from './progress';
import { onlyThisHost, onlyWithToken, strictHeaders } from './security';
import { sentence } from './sentence';
import type { Frame } from './shell';

/** The Express app of the workbench. */
export function workbenchApp(parts: Parts, token: string): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(onlyThisHost, strictHeaders, onlyWithToken(token));
  app.use('/api', api(parts));
  addAssets(app);
  addPages(app, () => ({
    token,
    since: parts.events.last(),
    progress: readProgress(),
  }));
  app.use(handleErrors);
  return app;
}

function addAssets(app: Express) {
  for (const { address, file } of assetFiles()) {
    app.get(address, (_req, res) => res.sendFile(file));
  }
  app.get('/assets/search-index.js', (_req, res) => {
    res.type('js').send(searchScript());
  });
  app.get('/assets/code.css', async (_req, res) => {
    res.type('css').send(await codeColours());
  });
  app.use('/pictures', express.static(path.join(root, 'docs', 'pictures')));
}

function addPages(app: Express, frame: () => Frame) {
  app.get('/', (_req, res) => void res.send(homePage(frame())));
  app.get('/lessons/:name', async (req, res) => {
    const lesson = lessons.find((one) => one.name === req.params.name);
    if (!lesson?.written) {
      const sentence = lesson
        ? `Lesson ${lesson.id}, ${lesson.title}, is coming: it is not written yet.`
        : 'There is no lesson with that name.';
      return void res.status(404).send(missingPage(sentence, frame()));
    }
    // Relative links of the page count from its folder.
    if (!req.path.endsWith('/')) return res.redirect(301, lessonUrl(lesson));
    res.send(lessonPage(lesson, await partsOf(lesson), frame()));
  });
  app.use((req, res, next) => {
    if (req.path.startsWith('/api/')) {
      return void res.status(404).json({ error: 'There is nothing here.' });
    }
    if (req.method !== 'GET') return next();
    const sentence = 'This address is none of the course.';
    res.status(404).send(missingPage(sentence, frame()));
  });
}

const handleErrors: ErrorRequestHandler = (error, req, res, next) => {
  if (res.headersSent) return next(error);
  // Express gives its own errors a status; a file's has a sentence.
  const plain = !error.status && sentenceOf(error) !== undefined;
  const status = plain ? 400 : (error.status ?? 500);
  const said =
    status < 500 && !plain
      ? 'The workbench could not read this request.'
      : sentence(error);
  if (req.path.startsWith('/api') || req.baseUrl === '/api') {
    return void res.status(status).json({ error: said });
  }
  res.status(plain ? 500 : status).send(missingPage(said, {}));
};
