const headerEnd = '\r\n\r\n';
const headerMark = 'Content-Length:';
const largestMessage = 256 * 1024 * 1024;
const largestHeader = 8 * 1024;

/** Cuts a byte stream into the bodies of the protocol's messages. */
export interface FrameSplitter {
  /** Takes bytes as they come, gives the bodies that are complete. */
  push(chunk: Buffer): Buffer[];
}

/** `complain` is told about bytes that are no message; they are dropped up to the next header. */
export function createFrameSplitter(complain: (reason: string) => void): FrameSplitter {
  let buffer: Buffer = Buffer.alloc(0);
  let waiting: Buffer[] = [];
  let bodyLength: number | undefined;

  const drop = (length: number): void => {
    complain(`Dropped ${String(length)} bytes that are no message: ${JSON.stringify(buffer.toString('utf8', 0, Math.min(length, 80)))}`);
    buffer = buffer.subarray(length);
  };

  /** Reads a header off the buffer; false if there is none yet. */
  const readHeader = (): boolean => {
    for (;;) {
      const end = buffer.indexOf(headerEnd);
      if (end < 0 && buffer.length > largestHeader) drop(buffer.length - headerMark.length);
      if (end < 0) return false;
      bodyLength = contentLength(buffer.toString('latin1', 0, end));
      if (bodyLength !== undefined) {
        buffer = buffer.subarray(end + headerEnd.length);
        return true;
      }
      const next = buffer.indexOf(headerMark, 1);
      drop(next < 0 || next > end ? end + headerEnd.length : next);
    }
  };

  return {
    push(chunk) {
      const bodies: Buffer[] = [];
      waiting.push(chunk);
      const available = waiting.reduce((sum, { length }) => sum + length, buffer.length);
      if (bodyLength !== undefined && available < bodyLength) return bodies;
      buffer = Buffer.concat([buffer, ...waiting]);
      waiting = [];
      while (bodyLength !== undefined || readHeader()) {
        if (bodyLength === undefined || buffer.length < bodyLength) return bodies;
        bodies.push(buffer.subarray(0, bodyLength));
        buffer = buffer.subarray(bodyLength);
        bodyLength = undefined;
      }
      return bodies;
    },
  };
}

/** The length a block of headers states; undefined if it isn't one, or states none that makes sense. */
function contentLength(headers: string): number | undefined {
  if (!headers.split('\r\n').every((line) => /^[A-Za-z-]+:/.test(line))) return undefined;
  const value = /^content-length:\s*(\d+)\s*$/im.exec(headers)?.[1];
  return value !== undefined && Number(value) <= largestMessage ? Number(value) : undefined;
}
