import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** The process's Prometheus registry; labels never hold ids or personal data. */
export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export const requestSeconds = new Histogram({
  name: 'mizan_request_seconds',
  help: 'Time to answer, by route or GraphQL operation',
  labelNames: ['route', 'status'],
  buckets: SECONDS,
  registers: [metrics],
});

export const jobSeconds = new Histogram({
  name: 'mizan_job_seconds',
  help: 'Time of one job, by kind and result',
  labelNames: ['job', 'result'],
  buckets: SECONDS,
  registers: [metrics],
});

export const orderOutcomes = new Counter({
  name: 'mizan_order_outcomes_total',
  help: 'Answers to orders, by platform kind and outcome',
  labelNames: ['outcome'],
  registers: [metrics],
});

export const flagsReceived = new Counter({
  name: 'mizan_flags_total',
  help: 'Flags received, by result: accepted, repeated, refused',
  labelNames: ['result'],
  registers: [metrics],
});

export const backlog = new Gauge({
  name: 'mizan_backlog',
  help: 'Rows that should be moving, by kind of job',
  labelNames: ['job'],
  registers: [metrics],
});
