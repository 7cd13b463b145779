// The collection: valid, the same on every run, without secrets; and the guard
// that the committed files are current.
import { describe, expect, it } from '@jest/globals';
import fs from 'node:fs';
import path from 'node:path';
import { useExtra } from '../../course/extras';
import { lessonById, root, writtenCheckpoints } from '../../course/find-lesson';
import { collectionOf } from '../../course/requests/collection';
import { exampleProblems } from '../../course/requests/proof';
import {
  postmanFiles,
  postmanProblems,
  writeCollectionAt,
} from '../../course/requests/files';
import { requests, requestsAt } from '../../course/requests/in-force';
import { requestModules } from '../../postman/requests';
import { makeFolder } from '../folders';

const all = requestModules.flatMap((one) => one.requests);

interface Validator {
  verify(collection: unknown): Promise<{ message?: string }[]>;
}

async function schemaErrors(collection: unknown) {
  const { PostmanValidator } = useExtra('newman')('@har-sdk/validator') as {
    PostmanValidator: new () => Validator;
  };
  return new PostmanValidator().verify(collection);
}

const faults: Record<string, (collection: any) => void> = {
  'no name': (one) => delete one.info.name,
  'a folder that is no list': (one) => (one.item[0].item = {}),
  'a header without its name': (one) =>
    delete one.item[0].item[0].response[0].header[0].key,
};

/** A copy that may be spoilt. */
function spoilt(spoil: (collection: any) => void): unknown {
  const copy = structuredClone(collectionOf(all)) as unknown;
  spoil(copy);
  return copy;
}

describe('collectionOf', () => {
  it('fits the schema v2.1, also for lessons that are coming', async () => {
    expect(await schemaErrors(collectionOf(all))).toEqual([]);
    expect(await schemaErrors(collectionOf(requests))).toEqual([]);
  });

  it.each(Object.keys(faults))('the schema finds %s', async (fault) => {
    expect(await schemaErrors(spoilt(faults[fault]))).not.toEqual([]);
  });

  it('is the same every time', () => {
    const text = JSON.stringify(collectionOf(all));
    expect(JSON.stringify(collectionOf(all))).toBe(text);
    expect(text).not.toMatch(/"(exportedAt|_exporter_id|updatedAt)":/);
  });

  it('gives every item an id of its own', () => {
    const ids = [
      ...JSON.stringify(collectionOf(all)).matchAll(/"id":"([^"]+)"/g),
    ];
    const set = new Set(ids.map(([, id]) => id));
    expect(set.size).toBe(ids.length);
  });

  it('sends the token unless a request is for everyone', () => {
    const collection = collectionOf(all);
    expect(collection.auth.bearer[0].value).toBe('{{token}}');
    const items = collection.item.flatMap(({ item }) => item);
    const open = items.filter(({ request }) => request.auth?.type === 'noauth');
    expect(open.length).toBe(all.filter(({ auth }) => !auth).length);
  });

  it('asks for the status and for secrets in each, never for the time', () => {
    for (const { item } of collectionOf(all).item) {
      for (const { event } of item) {
        const code = event.at(-1)!.script.exec.join('\n');
        expect(code).toMatch(/'answers (\d{3}|2xx)'/);
        expect(code).toContain("'gives no secret away'");
        expect(code).not.toMatch(/responseTime/);
      }
    }
  });

  it('has a folder for each module that is in force, with a description', () => {
    const { item } = collectionOf(requestsAt(lessonById('03.02')));
    expect(item.map(({ name }) => name)).toEqual([
      '02 Development Tools',
      '03 Routes Intro',
    ]);
    for (const { description } of item) expect(description).not.toBe('');
    expect(item.flatMap((folder) => folder.item).length).toBe(2);
  });

  it('drops what a later lesson takes away', () => {
    const before = requestsAt(lessonById('05.02.02')).map(({ key }) => key);
    expect(before).toContain('03.02/test');
    const after = requestsAt(lessonById('05.03.01')).map(({ key }) => key);
    expect(after).not.toContain('03.02/test');
  });
});

describe('the files of postman/', () => {
  it('are current', () => {
    expect(postmanProblems(root)).toEqual([]);
  });

  it('are found stale when one letter differs, or one is missing', () => {
    const folder = copyOfPostman();
    const [collection, environment] = Object.keys(postmanFiles());
    const file = path.join(folder, collection);
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('200', '201'));
    fs.rmSync(path.join(folder, environment));
    expect(postmanProblems(folder).map((one) => one.file)).toEqual([
      collection,
      environment,
    ]);
  });

  it('are found stale when an example is missing', () => {
    const folder = copyOfPostman();
    fs.writeFileSync(path.join(folder, 'postman/examples.json'), '{}');
    expect(postmanProblems(folder)).toEqual([
      expect.objectContaining({ file: 'postman/examples.json' }),
    ]);
  });

  it('have an example that a changed answer contradicts', () => {
    const kept = { status: 200, statusText: 'OK', type: '', body: 'a' };
    const now = { ...kept, body: 'b' };
    expect(exampleProblems({ x: kept }, { x: kept })).toEqual([]);
    expect(exampleProblems({ x: now }, { x: kept })).toHaveLength(1);
    expect(exampleProblems({ x: now }, {})).toHaveLength(1);
  });

  it('hold no secret', () => {
    for (const content of Object.values(postmanFiles())) {
      // A token without a signature opens nothing: a request shows that.
      expect(content).not.toMatch(/eyJ[\w-]{10,}\.[\w-]+\.[\w-]/);
      expect(content).not.toMatch(/\$2[aby]\$10\$/);
    }
  });

  it('can be written up to a lesson, for import', async () => {
    const folder = copyOfPostman();
    const file = writeCollectionAt(lessonById('03.02'), folder);
    const written = JSON.parse(
      fs.readFileSync(path.join(folder, file), 'utf8'),
    );
    expect(written.info.name).toBe('Node Server, up to 03.02');
    expect(await schemaErrors(written)).toEqual([]);
  });

  it('hold what is in force at the furthest step', () => {
    const [content] = Object.values(postmanFiles());
    const furthest = requestsAt(writtenCheckpoints.at(-1)!);
    for (const { title } of furthest) expect(content).toContain(title);
  });
});

function copyOfPostman(): string {
  const folder = makeFolder();
  fs.cpSync(path.join(root, 'postman'), path.join(folder, 'postman'), {
    recursive: true,
  });
  return folder;
}
