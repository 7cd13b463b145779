// What is told of a request that a server gets: by preload/requests.js.

/** A request that a server of the process got. */
export interface HeardRequest {
  /** Which of the process: its answer comes with the same. */
  number: number;
  method: string;
  /** Without the query. */
  path: string;
  port: number;
  /** The page that sent it, where a browser says so. */
  origin?: string;
  /** Of a browser's preflight: the method that it asks about. */
  preflightFor?: string;
  /** Absent as long as there is no answer. */
  status?: number;
  ms?: number;
}
