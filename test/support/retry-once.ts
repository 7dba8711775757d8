/**
 * Suites that drive real processes on a shared machine get one more try (goals 7: "one retry on a noisy machine"). The
 * first failure is printed, so that a test which needs its second try is seen; failing twice is a failure.
 */
jest.retryTimes(1, { logErrorsBeforeRetry: true });
