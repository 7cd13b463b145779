// The only list of the course: its modules, sections and lessons, in order.
// Everything else that names a lesson (folders, pages, checks, requests,
// progress) is held against this list by `npm run guard`.

/** A module (`03`) or a section inside one (`04.01`): a heading over lessons. */
export interface Heading {
  readonly id: string;
  readonly title: string;
}

/** One lesson. Its id never changes. */
export interface Lesson {
  /** `03.02`, `05.03.07`: module, section where there is one, lesson. */
  readonly id: string;
  /** The course's own title. */
  readonly title: string;
  readonly slug: string;
  /** `<id>-<slug>`: the name of its folder, page, checks and requests. */
  readonly name: string;
  readonly module: string;
  /** The section's id, where the module has sections. */
  readonly section?: string;
  readonly kind: 'page' | 'checkpoint';
  /** True where this companion added the lesson to the course. */
  readonly added: boolean;
  /** False until its page, and a checkpoint's folder and checks, exist. */
  readonly written: boolean;
  /** What the checkpoint adds, in a sentence (empty for a page). */
  readonly adds: string;
  /** The only files that may differ from the checkpoint before. */
  readonly touches: readonly string[];
  /** Why a checkpoint shows nothing that a check could see, if so. */
  readonly unseen?: string;
  /** True where the page sets a task: our solution is covered until asked for. */
  readonly challenge: boolean;
}

/** What is not said here is none of it; the slug then is the title's. */
type More = Partial<Omit<Lesson, 'id' | 'title' | 'name' | 'kind' | 'written'>>;

/** The first lesson that is not written yet; all from here on are coming. */
const firstComing = '15.00';

/** From this module on all lessons are additions of ours. */
const firstAdded = '14';

const modules: Heading[] = [];
const sections: Heading[] = [];
const lessons: Lesson[] = [];

function chapter(id: string, title: string) {
  modules.push({ id, title });
}

function part(id: string, title: string) {
  sections.push({ id, title });
}

function lesson(kind: Lesson['kind'], id: string, title: string, more: More) {
  const { slug = slugOf(title) } = more;
  lessons.push({
    id,
    title,
    slug,
    name: `${id}-${slug}`,
    module: id.slice(0, 2),
    section: sections.find((one) => `${id}.`.startsWith(`${one.id}.`))?.id,
    kind,
    added: id >= firstAdded,
    written: id < firstComing,
    adds: '',
    touches: [],
    challenge: false,
    ...more,
  });
}

/** `Migrations: Running Migrations` → `running-migrations` */
function slugOf(title: string): string {
  const words = title
    .split(': ')
    .at(-1)!
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return words!.join('-');
}

function page(id: string, title: string, more: More = {}) {
  lesson('page', id, title, more);
}

function checkpoint(id: string, title: string, more: More) {
  lesson('checkpoint', id, title, more);
}

chapter('00', 'Intro');
page('00.00', 'Introduction');
page('00.01', 'Purpose');
checkpoint('00.02', 'Back-End Setup', {
  adds: 'project folder, `.gitignore` (`node_modules/`, `.env`), an empty `app.ts`',
  touches: ['.gitignore', 'app.ts'],
});
page('00.03', 'Terms Cheat Sheet');
page('00.04', 'TypeScript for JavaScript People', { added: true });
chapter('01', 'Server Set up');
checkpoint('01.01', 'npm packages', {
  adds: '`package.json` and `tsconfig.json`; express, typescript, ts-node and types installed (each later package is installed in the lesson that needs it)',
  touches: ['package.json', 'tsconfig.json'],
});
page('01.02', 'Express Intro');
checkpoint('01.03', 'Express code', {
  adds: 'the smallest Express app, listening on a literal 3000; `npm start` runs it',
  touches: ['app.ts', 'package.json'],
});
chapter('02', 'Development Tools');
checkpoint('02.01', 'Nodemon Intro', {
  adds: '`npm run dev`: nodemon + ts-node restart on save',
  touches: ['package.json'],
});
page('02.02', 'Postman Intro');
checkpoint('02.03', 'Postman set up', {
  adds: '`GET /api/test` (above `listen`): the first answer, the first Postman request',
  touches: ['app.ts'],
});
chapter('03', 'Routes Intro');
page('03.01', 'Routes intro');
checkpoint('03.02', 'Express Router() intro', {
  adds: '`controllers/testcontroller.ts`: a Router, `GET /test`',
  touches: ['app.ts', 'controllers/testcontroller.ts'],
});
checkpoint('03.03', 'Challenge 1', {
  adds: '`GET /test/about`',
  touches: ['controllers/testcontroller.ts'],
  challenge: true,
});
checkpoint('03.04', 'Challenge 2', {
  adds: '`GET /test/contact`, `/test/projects`, `/test/mycontacts`: objects and arrays become JSON',
  touches: ['controllers/testcontroller.ts'],
  challenge: true,
});
chapter('04', 'Database Intro');
part('04.00', '00 DB Intro and Set up');
part('04.01', '01 Sequelize Intro');
page('04.00.00', 'DB Intro');
page('04.00.01', 'PostgreSQL Intro');
page('04.00.02', 'Install', { slug: 'install-postgresql' });
page('04.01.01', 'Sequelize intro');
checkpoint('04.01.02', 'Initialize', {
  slug: 'initialize-sequelize',
  adds: 'sequelize and pg installed; `db.ts`: the connection, its settings as literals until 06.03.03; `app.ts`: `async` start = connect, sync, listen',
  touches: ['app.ts', 'db.ts', 'package.json'],
});
chapter('05', 'Model View Controller');
part('05.01', '01 MVC');
part('05.02', '02 Models');
part('05.03', '03 Controllers');
part('05.04', '04 Conclusion');
page('05.01.00', 'MVC Intro');
page('05.02.01', 'Intro to Models');
checkpoint('05.02.02', 'Test Model', {
  adds: '`models/test.ts` by `sequelize.define`, loaded in `app.ts`: the `tests` table appears',
  touches: ['app.ts', 'models/test.ts'],
});
page('05.03.00', 'Controllers Intro');
checkpoint('05.03.01', 'Controller Set up', {
  adds: '`POST /test/one`; the GET routes of modules 02 and 03 leave here, and the page says so',
  touches: ['app.ts', 'controllers/testcontroller.ts'],
});
checkpoint('05.03.02', 'Create Method', {
  adds: '`POST /test/two`: Model.create with a fixed text; answers first, failures logged, never a crash',
  touches: ['app.ts', 'controllers/testcontroller.ts'],
});
checkpoint('05.03.03', 'req.body()', {
  adds: '`POST /test/three`: `express.json()`, `req.body.testdata.item`; the log shows the answer before the insert',
  touches: ['app.ts', 'controllers/testcontroller.ts'],
});
checkpoint('05.03.04', 'Crafting the Response', {
  adds: '`POST /test/four`: `await`, answer only after the insert',
  touches: ['controllers/testcontroller.ts'],
});
checkpoint('05.03.05', 'Sending the Response', {
  adds: '`POST /test/five`: answer with the stored row',
  touches: ['controllers/testcontroller.ts'],
});
checkpoint('05.03.06', 'JSON Response', {
  adds: '`POST /test/six`: `res.json`, named property; 201 made a row, 204 nothing to say, else 200',
  touches: ['controllers/testcontroller.ts'],
});
checkpoint('05.03.07', 'Error Handling', {
  adds: '`POST /test/seven`: a client mistake gets 400 (`if`), a failure 500 (`try`/`catch`)',
  touches: ['controllers/testcontroller.ts'],
});
page('05.04', 'Conclusion');
chapter('06', 'Tokenization');
part('06.01', '01 JWT Intro');
part('06.02', '02 User Create');
part('06.03', '03 User Token');
page('06.01.01', 'JWT intro');
checkpoint('06.02.01', 'User Create', {
  adds: '`models/user.ts` as a class with `declare` (why: `user.id`), username unique from the first sync; `controllers/usercontroller.ts`, `POST /api/user/createuser` with fixed data',
  touches: ['app.ts', 'controllers/usercontroller.ts', 'models/user.ts'],
});
checkpoint('06.02.02', 'Refactor', {
  slug: 'user-create-refactor',
  adds: 'the same from `req.body.user`; the answer picks id and username, never the password; the model says what a name may be (400), the table whether it is free (409)',
  touches: ['controllers/usercontroller.ts', 'models/user.ts'],
});
checkpoint('06.03.01', 'JWT Package', {
  adds: '`jsonwebtoken` installed and imported',
  touches: ['controllers/usercontroller.ts', 'package.json'],
});
checkpoint('06.03.02', 'Adding JWT', {
  adds: 'sign `{ id }` for 24 h; `sessionToken` in the answer',
  touches: ['controllers/usercontroller.ts'],
});
checkpoint('06.03.03', 'ENV', {
  adds: 'dotenv, `.env`, `.env.example`: `JWT_SECRET`, `DATABASE_URL`, `PORT`; refuses to start without a secret',
  touches: [
    '.env.example',
    'app.ts',
    'controllers/usercontroller.ts',
    'db.ts',
    'env.ts',
    'package.json',
  ],
});
chapter('07', 'Encryption');
page('07.01', 'bcrypt');
checkpoint('07.02', 'bcrypt setup', {
  adds: 'bcryptjs on user creation (async, cost 10)',
  touches: ['controllers/usercontroller.ts', 'package.json'],
});
chapter('08', 'Session');
page('08.00', 'Session Intro');
checkpoint('08.01', 'Sign In Method', {
  adds: '`POST /api/user/signin`: findOne by username (unsafe until 08.02, said at the top)',
  touches: ['controllers/usercontroller.ts'],
});
checkpoint('08.02', 'Sign In Bcrypt', {
  adds: 'bcrypt.compare; the same 401 for an unknown user and a wrong password',
  touches: ['controllers/usercontroller.ts'],
});
checkpoint('08.03', 'Sign In JWT', {
  adds: 'a token on sign-in',
  touches: ['controllers/usercontroller.ts'],
});
chapter('09', 'Middleware');
checkpoint('09.01', 'Test Client HTML', {
  adds: '`client/`: a test page and a static server on 8080',
  touches: [
    'client/01-scripts.js',
    'client/index.html',
    'client/style.css',
    'package.json',
  ],
});
checkpoint('09.02', 'Test Client JS', {
  adds: '`GET /test/helloclient`; fetch from the page; the CORS error, on purpose',
  touches: ['client/01-scripts.js', 'controllers/testcontroller.ts'],
});
page('09.03', 'Middleware intro');
checkpoint('09.04', 'Headers intro', {
  adds: '`middleware/headers.ts`: the CORS headers, preflight answered (mounted in 09.05)',
  touches: ['middleware/headers.ts'],
});
checkpoint('09.05', 'Server Update', {
  adds: 'headers middleware mounted in the right order',
  touches: ['app.ts'],
});
checkpoint('09.06', 'Test Post', {
  adds: 'client: POST with fetch and `.then`',
  touches: ['client/01-scripts.js'],
});
checkpoint('09.07', 'Test Post Refactor', {
  adds: 'client: the same with arrow functions, then async/await',
  touches: ['client/01-scripts.js'],
});
checkpoint('09.08', 'Post Data', {
  adds: 'client: POST a JSON body, show the answer (`textContent`)',
  touches: ['client/01-scripts.js'],
});
checkpoint('09.09', 'Fetch From One', {
  adds: '`GET /test/one` lists rows; client shows them',
  touches: ['client/01-scripts.js', 'controllers/testcontroller.ts'],
});
checkpoint('09.10', 'Errors Are Middleware Too', {
  adds: '`HttpError`, one error handler last, unknown routes 404: from here every failure is `{ error }`, and handlers throw',
  added: true,
  touches: [
    'app.ts',
    'controllers/testcontroller.ts',
    'controllers/usercontroller.ts',
    'middleware/errors.ts',
    'models/user.ts',
  ],
});
chapter('10', 'Authenticated Routes');
checkpoint('10.01', 'Intro to Authenticated Routes', {
  slug: 'authenticated-routes',
  adds: '`models/authtest.ts`: items with an owner',
  touches: ['app.ts', 'models/authtest.ts'],
});
checkpoint('10.02', 'Validate Session', {
  adds: '`middleware/validate-session.ts`',
  touches: ['middleware/validate-session.ts'],
});
checkpoint('10.03', 'Changes to app.js', {
  slug: 'changes-to-app',
  adds: 'open routes above, the gate on `/authtest` below; runs as it stands',
  touches: ['app.ts'],
});
checkpoint('10.04', 'authtestcontroller.js', {
  slug: 'authtestcontroller',
  adds: '`/authtest/getall`, `/create`, `/:id`, scoped to the owner',
  touches: ['app.ts', 'controllers/authtestcontroller.ts', 'lib/parse-id.ts'],
});
checkpoint('10.05', 'Delete an Item', {
  adds: '`DELETE /authtest/delete/:id`, owner-scoped, 404 when nothing was deleted',
  touches: ['controllers/authtestcontroller.ts'],
});
checkpoint('10.06', 'Update an Item', {
  adds: '`PUT /authtest/update/:id`, owner-scoped (the old book forgot the owner)',
  touches: ['controllers/authtestcontroller.ts'],
});
page('10.07', 'Postman Testing');
checkpoint('10.08', 'Sign Out', {
  adds: '`POST /api/user/signout`: the token is revoked (08.00 promises it, the old book never does it)',
  added: true,
  touches: [
    'controllers/usercontroller.ts',
    'middleware/validate-session.ts',
    'models/revokedtoken.ts',
  ],
});
chapter('11', 'Authenticated Requests');
checkpoint('11.00', 'Additions to index', {
  adds: 'client: rows for the authenticated requests',
  touches: ['client/index.html', 'client/style.css'],
});
page('11.01', 'Anatomy of a Request');
checkpoint('11.02', 'Create User', {
  adds: 'client: sign up and sign in, keep the token',
  touches: ['client/02-user-scripts.js', 'client/index.html'],
});
checkpoint('11.03', 'Getting a Token', {
  adds: 'client: read the token; sign out',
  touches: ['client/02-user-scripts.js'],
});
checkpoint('11.04', 'Get Items From One User', {
  adds: 'client: list own items with the Authorization header; preflight',
  touches: ['client/03-auth-test.js', 'client/index.html'],
});
checkpoint('11.05', 'Creating an Item for a User', {
  adds: 'client: create an item',
  touches: ['client/03-auth-test.js'],
});
checkpoint('11.06', 'Get one item', {
  adds: 'client: get one item',
  touches: ['client/03-auth-test.js'],
});
checkpoint('11.07', 'Update an Item', {
  adds: 'client: update an item, prefilled',
  touches: ['client/03-auth-test.js'],
});
checkpoint('11.08', 'Deleting an Item', {
  adds: 'client: delete an item',
  touches: ['client/03-auth-test.js'],
});
checkpoint('11.09', 'Deleting with a Custom Event', {
  adds: 'client: delete with event delegation',
  touches: ['client/03-auth-test.js', 'client/style.css'],
});
chapter('12', 'Workout Log Server');
checkpoint('12.00', 'Intro', {
  slug: 'workout-log-server',
  adds: 'the assignment: `/api/user`, `/api/login`, `/api/log` (7 endpoints) added to the server',
  touches: [
    'app.ts',
    'controllers/logcontroller.ts',
    'controllers/usercontroller.ts',
    'models/log.ts',
  ],
  challenge: true,
});
chapter('13', 'More Sequelize Functions');
part('13.01', 'Migrations');
part('13.02', 'Queries');
page('13.01.00', 'Migrations: Intro', { slug: 'migrations-intro' });
checkpoint('13.01.01', 'Migrations: init and config', {
  adds: '`.sequelizerc`, `config/`, `migrations/`, `seeders/` (TypeScript)',
  touches: [
    '.sequelizerc',
    'config/config.cjs',
    'migrations/.gitkeep',
    'package.json',
    'seeders/.gitkeep',
  ],
});
checkpoint('13.01.02', 'Migrations: Creating the First Migration', {
  adds: 'the first migration: every table so far; `sync()` goes',
  touches: [
    'app.ts',
    'migrations/.gitkeep',
    'migrations/0001-create-tables.ts',
  ],
});
checkpoint('13.01.03', 'Migrations: Running Migrations', {
  adds: '`firstName` added to `tests`; status, up and down',
  touches: [
    'migrations/0002-add-firstName-to-tests.ts',
    'models/test.ts',
    'package.json',
    'scripts/make.ts',
  ],
});
page('13.01.04', 'Migrations: Reverting Migrations');
checkpoint('13.01.05', 'Migrations: Seeds', {
  adds: 'a seeder',
  touches: [
    'package.json',
    'scripts/make.ts',
    'seeders/.gitkeep',
    'seeders/0001-deep-blue.ts',
  ],
});
checkpoint('13.01.06', 'Migrations: Reverting Seeds', {
  adds: 'seeder storage, a `down` that removes only its own rows',
  touches: [
    'config/config.cjs',
    'seeders/0001-deep-blue.ts',
    'seeders/0002-gary.ts',
  ],
});
page('13.02.00', 'Queries: Intro', { slug: 'queries-intro' });
checkpoint('13.02.01', 'Queries: Queries', {
  adds: 'what each Sequelize call becomes in SQL; `select` only what is needed',
  touches: ['controllers/logcontroller.ts', 'middleware/validate-session.ts'],
});
checkpoint('13.02.02', 'Queries: Operators, Order and Pages', {
  adds: 'where with operators, order, limit: `GET /api/log?…` filters and pages',
  added: true,
  touches: ['controllers/logcontroller.ts', 'lib/read-listing.ts'],
});
checkpoint('13.02.03', 'Queries: Associations and Foreign Keys', {
  adds: '`belongsTo`/`hasMany`, a migration that makes `owner` a real foreign key with an index, ON DELETE',
  added: true,
  touches: [
    'middleware/errors.ts',
    'migrations/0003-make-owner-a-foreign-key.ts',
    'models/associations.ts',
    'models/user.ts',
    'package.json',
    'scripts/accounts.ts',
  ],
});
checkpoint('13.02.04', 'Queries: Transactions and Raw SQL', {
  adds: 'one transaction over two writes; a raw, parameterised report query',
  added: true,
  touches: [
    'app.ts',
    'controllers/logcontroller.ts',
    'controllers/reportcontroller.ts',
  ],
});
chapter('14', 'Testing');
page('14.00', 'Why Test');
checkpoint('14.01', 'Jest Set up', {
  adds: 'Jest for TypeScript, a first unit test',
  touches: ['jest.config.js', 'package.json', 'tests/parse-id.test.ts'],
});
checkpoint('14.02', 'Supertest', {
  adds: '`app.ts` builds, `server.ts` listens; Supertest asks',
  touches: [
    'app.ts',
    'jest.config.js',
    'package.json',
    'server.ts',
    'tests/app.test.ts',
    'tests/settings.ts',
  ],
});
checkpoint('14.03', 'A Database for Tests', {
  adds: 'a clean database for each test file',
  touches: [
    'jest.config.js',
    'tests/database.ts',
    'tests/settings.ts',
    'tests/test-route.test.ts',
  ],
});
checkpoint('14.04', 'Testing Authenticated Routes', {
  adds: 'sign-up, sign-in and owner rules under test',
  touches: [
    'tests/accounts.ts',
    'tests/authtest.test.ts',
    'tests/users.test.ts',
  ],
});
chapter('15', 'Production');
page('15.00', 'What Production Asks');
checkpoint('15.01', 'Configuration', {
  adds: 'configuration read once, checked, refuses to start with a sentence',
});
checkpoint('15.02', 'Validating Requests', {
  adds: 'request schemas (zod): a 400 names the field',
});
checkpoint('15.03', 'One Error Handler', {
  adds: 'every kind of failure mapped in one place; request id; nothing leaks',
});
checkpoint('15.04', 'Security Headers and CORS', {
  adds: 'helmet, an allow-list for CORS',
});
checkpoint('15.05', 'Slowing Down Guessing', {
  adds: 'rate limits on sign-in and sign-up that hold across processes',
});
checkpoint('15.06', 'Logs and Request Ids', {
  adds: 'pino logs with request ids, secrets redacted',
});
checkpoint('15.07', 'Health and Graceful Shutdown', {
  adds: '`/health`, `/ready`, SIGTERM drains; database outage gives 503 and heals',
});
checkpoint('15.08', 'Speed', {
  adds: 'measured: hashing off the event loop, lean queries, indexes',
});
checkpoint('15.09', 'More than One Process', {
  adds: 'several processes on one PostgreSQL behind one port',
});
checkpoint('15.10', 'Deploying', {
  adds: 'Dockerfile, compose, build; **this checkpoint is `final/`**',
});
export { modules, sections, lessons };
