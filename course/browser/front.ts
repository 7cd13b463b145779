// What a browser reaches in place of a server's literal address: it passes each
// request on to the server of the moment as it came, and notes both sides.
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that arrived, a browser's preflight too, and its answer. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  body: string;
  /** Absent as long as none came. */
  status?: number;
  statusText?: string;
  answerHeaders?: http.IncomingHttpHeaders;
  answer: string;
}

export interface Front {
  readonly port: number;
  /** Where the server is now. */
  target: number;
  exchanges: Exchange[];
  /** Requests that it does not like get no further. */
  gate?: (method: string, path: string) => boolean;
  close(): void;
}

export async function openFront(): Promise<Front> {
  const server = http.createServer((req, res) => pass(req, res, front));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const front: Front = {
    port: (server.address() as AddressInfo).port,
    target: 0,
    exchanges: [],
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
  return front;
}

function pass(
  req: http.IncomingMessage,
  res: http.ServerResponse,
  front: Front,
) {
  const { method = '', url: path = '', headers } = req;
  const asked = headers['access-control-request-method'];
  if (front.gate?.(asked ?? method, path) === false) return req.destroy();
  const exchange: Exchange = { method, path, headers, body: '', answer: '' };
  front.exchanges.push(exchange);
  const onward = http.request({
    host: '127.0.0.1',
    port: front.target,
    method,
    path,
    headers: passed(headers),
    agent: false,
  });
  onward.on('response', (answer) => {
    exchange.status = answer.statusCode;
    exchange.statusText = answer.statusMessage;
    exchange.answerHeaders = answer.headers;
    answer.setEncoding('latin1');
    answer.on('data', (part: string) => {
      exchange.answer += Buffer.from(part, 'latin1').toString();
      res.write(part, 'latin1');
    });
    answer.on('end', () => res.end());
    answer.on('error', breakOff);
    res.writeHead(answer.statusCode!, answer.statusMessage, {
      ...answer.headers,
      connection: 'close',
    });
  });
  // No server there, or it broke the connection: so does this. A request that
  // has been read to its end would leave its connection open.
  const breakOff = () => req.socket.destroy();
  onward.on('error', breakOff);
  res.on('close', () => onward.destroy());
  req.on('data', (part: Buffer) => {
    exchange.body += part.toString();
    onward.write(part);
  });
  req.on('end', () => onward.end());
}

/** For a connection of its own; and the answer comes whole, to be read. */
function passed(all: http.IncomingHttpHeaders) {
  const headers = { ...all };
  delete headers['if-none-match'];
  return { ...headers, connection: 'close', 'accept-encoding': 'identity' };
}
