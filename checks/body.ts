// One cause of many failures, said once: the body of a request is not read.
import { CheckFailure } from './answers';
import type { Answer, Ask, Subject } from './define';

/** `POST /test/four`, say, with this item, from a server that reads JSON. */
export async function sendItem(
  ask: Ask,
  path: string,
  item: string,
): Promise<Answer> {
  const answer = await ask.post(path).send({ testdata: { item } });
  if (answer.status >= 400) await failOverUnreadBody(ask, answer);
  return answer;
}

/**
 * Fails where a server makes no difference between JSON and what is none: whoever
 * reads JSON has a word of its own for that. Asked at an unknown path too, for
 * a server may have one sentence for all its failures.
 * @param answer what came when JSON was sent
 */
export async function failOverUnreadBody(
  ask: Subject['ask'],
  answer: Answer,
): Promise<void> {
  const broken = (path: string) =>
    ask.post(path).set('content-type', 'application/json').send('{');
  const nowhere = '/is-anybody-there';
  if (answer.status === 404) return;
  if (!same(answer, await broken(answer.request.split(' ')[1]))) return;
  if (!same(await ask.post(nowhere).send({}), await broken(nowhere))) return;
  throw new CheckFailure(
    'Your server makes no difference between JSON and broken JSON: it seems not to read the body of a request.',
    false,
    '05.03.03/three',
    'Who reads the JSON of the body before your route is asked?',
  );
}

function same(one: Answer, other: Answer): boolean {
  return one.status === other.status && one.text === other.text;
}
