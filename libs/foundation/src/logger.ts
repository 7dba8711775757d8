import pino from 'pino';
import type { LoggerService } from '@nestjs/common';

/** Structured log lines on stdout. Keys that could carry a secret or a person's words are removed wherever they stand. */
export function createLogger(level: string, part: string): pino.Logger {
  return pino({
    level,
    base: { part },
    redact: {
      paths: [
        'password',
        'token',
        'secret',
        'cookie',
        'authorization',
        'text',
        'email',
        '*.password',
        '*.token',
        '*.secret',
        '*.cookie',
        '*.authorization',
        '*.text',
        '*.email',
      ],
      remove: true,
    },
    timestamp: pino.stdTimeFunctions.isoTime,
  });
}

export type Logger = pino.Logger;

/** Injection token of the process's Logger. */
export const LOGGER = Symbol('mizan:logger');

/** Lets Nest write its own lines through pino. */
export function nestLogger(logger: Logger): LoggerService {
  const line =
    (level: 'info' | 'warn' | 'error' | 'debug' | 'trace') =>
    (message: unknown, ...rest: unknown[]) => {
      const context = rest.at(-1);
      logger[level]({ context: typeof context === 'string' ? context : undefined }, String(message));
    };
  return { log: line('info'), error: line('error'), warn: line('warn'), debug: line('debug'), verbose: line('trace') };
}
