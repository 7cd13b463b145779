// A server that answers nothing: a request or two tell it, not fifteen.
import http from 'node:http';

/** The checks can't go on. */
export class GaveUp extends Error {}

export interface Silence {
  /** @throws GaveUp where no more request is worth its wait */
  goOn(): void;
  /** A request was answered. */
  heard(): void;
  /** One was not; says in a sentence if none would be, after asking once more. */
  unheard(request: string, url: string): Promise<string | undefined>;
}

/** How long to wait for the one request more, in milliseconds. */
const patience = 1000;

/** What is known of a server's silence, from request to request. */
export function createSilence(): Silence {
  let answered = false;
  let given: string | undefined;
  let first = '';
  const silent = new Set<string>();

  return {
    goOn() {
      if (given) throw new GaveUp(given);
    },
    heard() {
      answered = true;
      silent.clear();
    },
    async unheard(request, url) {
      if (silent.size === 0) first = request;
      silent.add(request);
      // One that answered before may hang in this handler only.
      if (answered && silent.size < 2) return undefined;
      if (await answers(url)) {
        this.heard();
        return undefined;
      }
      given = answered
        ? `Since ${first} the server answers no request any more: is it in an endless loop?`
        : 'The server answers no request at all: does an app.use not pass it on with next()?';
      return given;
    },
  };
}

/** Asks for a path that no handler is for: a server that lives says 404. */
function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = http.get(
      `${url}/is-anybody-there`,
      { agent: false, timeout: patience },
      (response) => {
        response.resume();
        resolve(true);
      },
    );
    request.on('timeout', () => {
      resolve(false);
      request.destroy();
    });
    // It broke the connection: that is told elsewhere.
    request.on('error', () => resolve(true));
  });
}
