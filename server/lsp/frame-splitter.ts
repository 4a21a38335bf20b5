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

  const readHeader = (): number | undefined => {
    for (;;) {
      const { length, taken, dropped } = parseHeader(buffer);
      if (dropped > 0) complain(`Dropped ${String(dropped)} bytes that are no message: ${JSON.stringify(buffer.toString('utf8', 0, Math.min(dropped, 80)))}`);
      buffer = buffer.subarray(taken + dropped);
      if (length !== undefined || dropped === 0) return length;
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
      for (;;) {
        bodyLength ??= readHeader();
        if (bodyLength === undefined || buffer.length < bodyLength) return bodies;
        bodies.push(buffer.subarray(0, bodyLength));
        buffer = buffer.subarray(bodyLength);
        bodyLength = undefined;
      }
    },
  };
}

interface ParsedHeader {
  /** Of the body that follows; undefined if there is no good header here. */
  readonly length: number | undefined;
  /** How many bytes the header takes up. */
  readonly taken: number;
  /** How many bytes are rubbish. */
  readonly dropped: number;
}

function parseHeader(buffer: Buffer): ParsedHeader {
  const end = buffer.indexOf(headerEnd);
  if (end < 0) {
    const dropped = buffer.length > largestHeader ? buffer.length - headerMark.length : 0;
    return { length: undefined, taken: 0, dropped };
  }
  const length = contentLength(buffer.toString('latin1', 0, end));
  if (length !== undefined) return { length, taken: end + headerEnd.length, dropped: 0 };
  const next = buffer.indexOf(headerMark, 1);
  return { length, taken: 0, dropped: next < 0 || next > end ? end + headerEnd.length : next };
}

/** The length a block of headers states; undefined if it isn't one, or states none that makes sense. */
function contentLength(headers: string): number | undefined {
  if (!headers.split('\r\n').every((line) => /^[A-Za-z-]+:/.test(line))) return undefined;
  const value = /^content-length:\s*(\d+)\s*$/im.exec(headers)?.[1];
  return value !== undefined && Number(value) <= largestMessage ? Number(value) : undefined;
}
