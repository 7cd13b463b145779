// Runs a collection against a running server with Newman, the same scripts and
// tests that Postman runs.
import type { CourseRequest } from '../../postman/requests/define';
import { useExtra } from '../extras';
import { collectionOf, itemId } from './collection';

/** What came of one request. */
export interface RunResult {
  readonly key: string;
  readonly title: string;
  /** Undefined where no answer came. */
  readonly status?: number;
  readonly ms: number;
  /** How many tests it has. */
  readonly tests: number;
  /** A sentence for each test that does not hold; empty: it passes. */
  readonly failures: readonly string[];
}

/** A Postman collection, as far as it is read here. */
type Collection = Omit<ReturnType<typeof collectionOf>, 'item'> & {
  item: unknown[];
};

// The part of Newman that is used here; it has no types of its own.
interface Newman {
  run(
    options: object,
    done: (error: Error | null, summary: Summary) => void,
  ): void;
}

interface Summary {
  run: {
    executions: {
      item: { id: string };
      response?: { code: number; responseTime: number };
      assertions?: { assertion: string; error?: { message: string } }[];
      requestError?: { message: string };
      prerequestScript?: Script[];
      testScript?: Script[];
    }[];
  };
}

interface Script {
  error?: { message: string };
}

/**
 * Sends these requests in this order and runs their tests.
 * @param collection another than the one made of the requests: in another order, say
 */
export async function runWithNewman(
  baseUrl: string,
  requests: readonly CourseRequest[],
  collection: Collection = collectionOf(requests),
): Promise<RunResult[]> {
  const newman = useExtra('newman')('newman') as Newman;
  const summary = await new Promise<Summary>((resolve, reject) => {
    const options = {
      collection,
      envVar: [{ key: 'baseUrl', value: baseUrl }],
      reporters: [],
      timeoutRequest: 5000,
    };
    newman.run(options, (error, done) =>
      error ? reject(error) : resolve(done),
    );
  });
  // One that sent others first is listed once for each of them.
  const executions = [...new Set(summary.run.executions)];
  return executions.map((one) => resultOf(one, requests));
}

function resultOf(
  execution: Summary['run']['executions'][number],
  requests: readonly CourseRequest[],
): RunResult {
  const { item, response, assertions = [], requestError } = execution;
  const request = requests.find((one) => itemId(one) === item.id);
  if (!request)
    throw new Error(`Newman ran ${item.id}, which nobody asked for`);
  const scripts = [
    ...(execution.prerequestScript ?? []),
    ...(execution.testScript ?? []),
  ];
  const failures = [
    ...(requestError ? [`no answer: ${requestError.message}`] : []),
    ...scripts.flatMap(({ error }) => (error ? [error.message] : [])),
    ...assertions.flatMap(({ assertion, error }) =>
      // A page that is no JSON is quoted in full after the first line.
      error ? [`${assertion}: ${error.message.split('\n')[0]}`] : [],
    ),
  ];
  // A request whose tests did not run has shown nothing.
  if (assertions.length === 0) failures.push('its tests did not run');
  return {
    key: request.key,
    title: request.title,
    status: response?.code,
    ms: response?.responseTime ?? 0,
    tests: assertions.length,
    failures,
  };
}
