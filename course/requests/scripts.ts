// The scripts that Postman runs before and after each request of the collection.
import type { CourseRequest, Expected } from '../../postman/requests/define';
import { fill } from './send';

/** Every variable that these requests make or save. */
export function keptVariables(requests: readonly CourseRequest[]): string[] {
  return [...new Set(requests.flatMap(leaves))].sort();
}

function leaves({ makes, saves }: CourseRequest): string[] {
  return Object.keys({ ...makes, ...saves });
}

/** Before every request: what was kept from another server or day is dropped. */
export function dropStale(kept: readonly string[]): string[] {
  return lines(`
    // What was kept belongs to one server, and a token to one day.
    const ended = (token) => {
      try {
        const payload = token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/');
        return JSON.parse(atob(payload)).exp * 1000 < Date.now();
      } catch (notAToken) {
        return true;
      }
    };
    const server = pm.variables.get('baseUrl');
    const token = pm.collectionVariables.get('token');
    if (pm.collectionVariables.get('keptFrom') !== server || (token && ended(token))) {
      ${json(kept)}.forEach((name) => pm.collectionVariables.set(name, ''));
    }
    pm.collectionVariables.set('keptFrom', server);
  `);
}

/** Before a request: sends what it needs, then makes up its new names. */
export function before(
  request: CourseRequest,
  needed: readonly CourseRequest[],
): string[] {
  const make = Object.entries(request.makes ?? {}).map(([name, stem]) =>
    setMadeUp(name, `'${stem}'`),
  );
  if (needed.length === 0) return make.flatMap(lines);
  const list = needed.map((one) => ({
    makes: one.makes ?? {},
    saves: one.saves ?? {},
    request: toSend(one),
  }));
  return lines(`
    // Sends what this request needs, unless an earlier one has left it behind.
    const kept = pm.collectionVariables;
    const needed = ${json(list)};
    const sendNext = () => {
      const one = needed.shift();
      if (!one) return;
      const names = Object.keys({ ...one.makes, ...one.saves });
      if (names.length > 0 && names.every((name) => kept.get(name))) return sendNext();
      Object.entries(one.makes).forEach(([name, stem]) => {
        ${setMadeUp('name', 'stem', true)}
      });
      const filled = JSON.parse(pm.variables.replaceIn(JSON.stringify(one.request)));
      pm.sendRequest(filled, (error, answer) => {
        const given = !error && answer.code < 300 && answer.text() ? answer.json() : {};
        Object.entries(one.saves).forEach(([name, path]) => {
          kept.set(name, path.split('.').reduce((at, key) => at?.[key], given) ?? '');
        });
        sendNext();
      });
    };
    sendNext();
  `).concat(make.flatMap(lines));
}

function setMadeUp(name: string, stem: string, isVariable = false): string {
  const quoted = isVariable ? name : `'${name}'`;
  return `pm.collectionVariables.set(${quoted}, ${stem} + '-' + pm.variables.replaceIn('{{$randomUUID}}').slice(0, 8));`;
}

function toSend(request: CourseRequest) {
  const { method, path, headers, body: raw } = fill(request, {});
  const url = `{{baseUrl}}${path}`;
  return { url, method, header: headers, body: raw && { mode: 'raw', raw } };
}

/** After a request: its tests, and what it leaves for the next ones. */
export function after(
  request: CourseRequest,
  needed: readonly CourseRequest[],
): string[] {
  return [
    ...statusTest(request.expect),
    ...bodyTests(request.expect),
    ...secretTest(request),
    ...keep(request),
    ...forget(request, needed),
    ...(request.spends ?? []).map(drop),
  ];
}

function statusTest({ status }: Expected): string[] {
  const code = status === '2xx' ? 'success' : `status(${status})`;
  const have = status === '2xx' ? 'be' : 'have';
  return [
    `pm.test('answers ${status}', () => pm.response.to.${have}.${code});`,
  ];
}

function bodyTests({ text, json: schema }: Expected): string[] {
  if (text !== undefined) {
    return [
      `pm.test('answers with this text', () => pm.expect(pm.response.text()).to.equal(${JSON.stringify(text)}));`,
    ];
  }
  if (!schema) return [];
  return lines(`
    pm.test('answers with JSON', () => {
      pm.expect(pm.response.headers.get('Content-Type')).to.include('application/json');
    });
    pm.test('answers in the right shape', () => {
      pm.response.to.have.jsonSchema(${json(schema)});
    });
  `);
}

/** Columns and hashes that no answer may hold. */
const secrets = String.raw`"password(hash)?"\s*:|\$2[aby]\$\d\d\$`;

function secretTest({ body }: CourseRequest): string[] {
  const sent = /"password":"([^"{}]+)"/.exec(JSON.stringify(body ?? ''))?.[1];
  const escaped = sent?.replace(/[^\w ]/g, '\\$&');
  const all = escaped ? `${secrets}|${escaped}` : secrets;
  return [
    `pm.test('gives no secret away', () => pm.expect(pm.response.text()).to.not.match(/${all}/i));`,
  ];
}

function keep({ saves = {}, expect }: CourseRequest): string[] {
  const saved = Object.entries(saves);
  if (saved.length === 0) return [];
  const answer =
    expect.status === '2xx'
      ? 'pm.response.code < 300'
      : `pm.response.code === ${expect.status}`;
  return [
    '// For the next requests; a failed answer leaves nothing old behind.',
    `const answer = ${answer} ? pm.response.json() : {};`,
    ...saved.map(
      ([name, path]) =>
        `pm.collectionVariables.set('${name}', answer.${path.replaceAll('.', '?.')} ?? '');`,
    ),
  ];
}

// A database that was reset knows neither the user nor the row any more.
function forget(
  { expect }: CourseRequest,
  needed: readonly CourseRequest[],
): string[] {
  const names = keptVariables(needed);
  const lost = [401, 404].filter((code) => code !== expect.status);
  if (names.length === 0) return [];
  return [
    '// The user or the row is gone (a new database?): start afresh next time.',
    `if (${json(lost)}.includes(pm.response.code)) {`,
    `  ${json(names)}.forEach((name) => pm.collectionVariables.set(name, ''));`,
    '}',
  ];
}

function drop(name: string): string {
  return `pm.collectionVariables.set('${name}', '');`;
}

function json(value: unknown): string {
  return JSON.stringify(value);
}

/** The lines of an indented template, without its indentation. */
function lines(script: string): string[] {
  const all = script.split('\n').filter((line) => line.trim());
  const indent = Math.min(...all.map((line) => line.search(/\S/)));
  return all.map((line) => line.slice(indent));
}
